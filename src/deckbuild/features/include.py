"""Slides of other files: a line `!INCLUDE common/licence.md` alone on a slide stands for the slides of that file.

This reads the line. Slides are put in its place when a deck is divided (`pipeline.inclusion`), before Markdown is read,
and so this loads no parser; the rule for one only tells of lines that stand beside something else and include nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

NOT_INCLUDED = Rule(
    "D718",
    "not-included",
    Severity.ERROR,
    "`!INCLUDE` names a file that cannot be read, so its slides would be missing. Files are looked for beside the\n"
    "file that names them, then in the project's root, as pictures are. The message says why it is not read.",
)
CIRCLE = Rule(
    "D719",
    "include-circle",
    Severity.ERROR,
    "A slide includes a file that includes this slide again, so that the deck would never end. The message names the\n"
    "files of the circle. Take one of the lines out, or name the slides that are wanted: `#id` or `slides=…`.",
)
NO_SUCH_SLIDE = Rule(
    "D720",
    "no-such-slide",
    Severity.WARNING,
    "`!INCLUDE` names slides that the file does not have. `#id` is the id of a slide, of a heading or of an element\n"
    'on it; `slides="2,5-7"` counts the slides of the file from 1, as its separators divide it.',
)
NOT_ALONE = Rule(
    "D721",
    "include-not-alone",
    Severity.WARNING,
    "Something stands beside `!INCLUDE` that is not shown, or it includes nothing because text stands on its slide.\n"
    "Give the line a slide of its own: a separator before it, and one behind it. A file with blanks in its name\n"
    'stands in quotes; behind it there may be `#id` or `slides="2,5-7"`.',
)
SIGN = "!INCLUDE"  # which a text holds that includes slides
_ALONE = re.compile(rf"\s*{SIGN}(?!\w)(?P<words>[^\n]*)\s*")
_LINE = re.compile(rf"^{SIGN}(?!\w).*", re.MULTILINE)
_QUOTED = """"[^"]+"|'[^']+'"""
_WORDS = re.compile(
    rf"""[ \t]*(?P<file>{_QUOTED}|[^\s"'#][^\s#]*)[ \t]*"""
    rf"""(?:\#(?P<id>[^\s"']+)|slides=(?P<slides>{_QUOTED}|[^\s"']+))?[ \t]*(?P<strange>.*)"""
)


class Word(NamedTuple):
    """A word of a text, and its offset there."""

    text: str = ""
    start: int = 0


class Include(NamedTuple):
    """What a line includes: a file, of it the slide with an ``id``, or ``slides`` by their numbers; else all.

    ``strange`` is what stands behind these and means nothing.
    """

    file: Word
    id: Word = Word()
    slides: Word = Word()
    strange: Word = Word()


def read(text: str) -> Include | None:
    """Return what ``text`` includes; None if it is anything but the one line that includes something."""
    line = _ALONE.fullmatch(text)
    if not line:
        return None
    words = _WORDS.fullmatch(text, *line.span("words"))
    if not words:
        written = line["words"].strip()
        return Include(Word(), strange=Word(written, text.index(written, line.start("words"))))
    return Include(*(_word(words, name) for name in Include._fields))


def _word(words: re.Match[str], name: str) -> Word:
    """Return one of the ``words`` without the quotes around it."""
    written = (words[name] or "").rstrip()
    quoted = written[:1] in ("'", '"') and name != "strange"
    return Word(written[1:-1], words.start(name) + 1) if quoted else Word(written, words.start(name))


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("inline", FEATURE.name, _tell)


def _tell(state: StateCore) -> None:
    """Tell of lines that include nothing, since they do not stand alone on their slide."""
    found = findings(state.env)
    if not found.in_notes and _ALONE.fullmatch(state.src):
        return
    for token in state.tokens:
        for line in _LINE.finditer(token.content) if token.type == "inline" else ():
            at = (token.map or [0])[0] + token.content.count("\n", 0, line.start())
            where = "the notes" if found.in_notes else "this slide"
            found.tell(NOT_ALONE, at, line[0], f"{SIGN} includes nothing in {where}", "give it a slide of its own")


FEATURE = Feature(
    "include",
    "Slides of another file, in the place of one slide.",
    "A line `!INCLUDE common/licence.md` alone on its slide stands for the slides of that file, with its stacks.\n"
    '`#id` behind it takes the slide with this id or heading, `slides="2,5-7"` those with these numbers, in this\n'
    "order. The file is looked for as pictures are, and names its own pictures from where it lies. Of its front\n"
    "matter only `vars` count, for its own slides, where the deck sets no other value. It may include others. A\n"
    "file below `slides/` that is no deck of its own lies in a folder whose name begins with `_`.",
    """\
!INCLUDE common/licence.md

!SLIDE
!INCLUDE common/methods.md#sampling

!SLIDE
!INCLUDE lectures/one.md slides="2,5-7"
""",
    _install,
    rules=(NOT_INCLUDED, CIRCLE, NO_SUCH_SLIDE, NOT_ALONE),
)
