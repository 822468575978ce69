"""Source (c): decks that Hypothesis composes from blocks, always the same ones."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from . import blocks, inlines
from .cases import NATIVE, REVEAL_MD, Case

if TYPE_CHECKING:
    from collections.abc import Callable

# What deckbuild improves on purpose; a deck with one of these is thrown away, for it shows nothing else.
_BEGINS = r"^(?:[ \t>]|(?:[-+*]|\d+[.)])[ \t])*"  # a line, in quotes and list items
IMPROVED = {
    "words behind a comment are Markdown; for reveal.js the line is raw HTML": _BEGINS
    + r"<!--(?:(?!-->)[\s\S])*-->[ \t]*[^<\s]",
    "a heading needs no blank behind its number signs": _BEGINS + r"#{1,6}[^#\s]",
    "classes add up; in reveal.js the last one wins": r"class=\"[^\n]*\n+[ \t>]*<!--\s*\.element[^\n]*class=",
    "notes are rendered once; reveal.js renders their HTML again as Markdown": r"^(?:Note:|!NOTE)[^!]*(?:\\|&|`|<)",
}
# Where marked has a rule of its own that no author relies on; such a deck is thrown away, too.
_TAG = r"<(?:/?(?:[abisu]|small|span|img|kbd|su[bp]|mark|br)\b|https?:|me@)"
_ITEM = r"^[ \t>]*(?:[-+*]|\d+[.)])[ \t][^\n]*\n"
QUIRKS = {
    "a tag or an address at the start of a line ends the text of the item or quote before it": r"\S[^\n]*\n[ \t>]*"
    + _TAG,
    "such a line is no heading when it is underlined": r"^[ \t>]*" + _TAG + r"[^\n]*\n[ \t>]*(?:=+|-+)[ \t]*$",
    "a row of a table may begin with the mark of a list": _ITEM + r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\||$)",
    "an escaped bar makes no table of the line over it": r"^[ \t>]*\\\|[^\n]*\n[ \t>]*-+",
    "a table that follows an item without indentation stands in the item": _ITEM + r"(?:[^\n]+\n|\n+(?=[ \t]))*\|",
    "a line without a mark goes on with a quote that ends with a comment": r"^>[^\n]*-->[ \t]*\n(?![>\n])",
}
QUIRKS |= {
    "a fence of tildes keeps its indentation in the code": r"^[> ]*(?:(?:[-+*]|\d+[.)])[ \t]+)* +~~~",
    "a quotation mark behind the language ends the class of the code": r"^[ \t>]*(?:```+|~~~+)[^\n`]*\"",
}
_IMPROVED = re.compile("|".join([*IMPROVED.values(), *QUIRKS.values()]), re.MULTILINE)

COUNT = 2000
SEED = 6
BYTES = 16_384  # for one deck
SLIDE, SUB, NOTE = (
    {"native": "!SLIDE", "md": "---"},
    {"native": "!SUB", "md": "----"},
    {"native": "!NOTE", "md": "Note:"},
)


@st.composite
def slide(draw: st.DrawFn, dialect: str) -> str:
    """Make a slide: a directive of its own, a heading, blocks, notes; blocks may touch each other."""
    parts = [[f"<!-- .slide: {draw(st.sampled_from(blocks.SLIDES))} -->"]] if draw(st.integers(0, 9)) == 0 else []
    body = draw(st.lists(blocks.BLOCKS, min_size=1, max_size=3))
    if body[0][0][:1].isspace() or draw(st.integers(0, 3)):  # reveal.js takes indentation off a slide that begins so
        parts.append(draw(blocks.heading()))
    parts += body
    made = "\n".join(parts[0])
    for part in parts[1:]:
        made += draw(st.sampled_from(("\n\n",) * 6 + ("\n", "\n\n\n"))) + "\n".join(part)
    if draw(st.integers(0, 9)) == 0:
        made += f"\n\n{NOTE[dialect]}" + draw(st.sampled_from(("\n", " "))) + draw(_notes())
    return made


def _notes() -> st.SearchStrategy[str]:
    simple = inlines.line(3)
    return st.one_of(
        simple, simple, st.lists(simple, min_size=1, max_size=3).map(lambda all_: "\n- ".join(["", *all_]))
    )


@st.composite
def deck(draw: st.DrawFn) -> tuple[str, str]:
    """Make a deck of one to three slides; return its dialect and its text."""
    dialect = draw(st.sampled_from(("md", "md", "native")))
    made = draw(slide(dialect))
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
        mark = draw(st.sampled_from((SLIDE, SLIDE, SUB)))[dialect]
        made += f"\n\n{mark}\n\n{draw(slide(dialect))}"
    return dialect, made + "\n"


@cache
def composed(count: int = COUNT) -> tuple[Case, ...]:
    """Return `count` different decks, the same ones in every run.

    Hypothesis turns random bytes into decks here (`fuzz_one_input`): on its own it would follow each deck with
    several that differ in one place.
    """
    found: dict[str, Case] = {}

    @settings(database=None, deadline=None)
    @given(deck())
    def collect(made: tuple[str, str]) -> None:
        dialect, text = made
        if not _IMPROVED.search(text):
            separators = NATIVE if dialect == "native" else REVEAL_MD
            found.setdefault(text, Case("c", f"{len(found):04}", text, separators))

    make: Callable[[bytes], bytes | None] = getattr(collect, "hypothesis").fuzz_one_input  # noqa: B009 -- untyped
    dice = Random(SEED)  # noqa: S311 -- for tests
    while len(found) < count:
        make(dice.randbytes(BYTES))
    return tuple(found.values())
