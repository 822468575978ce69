"""Pictures beside text, `![](x.jpg){.right}`, and behind it, `{.background}` and `{.cover}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import add, classes, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from deckbuild.features.findings import Findings

PICTURE_INSIDE = Rule(
    "D710",
    "picture-inside",
    Severity.WARNING,
    "A picture with the class `left`, `right`, `background` or `cover` stands beside, or behind, all of a slide. So\n"
    "it is a paragraph of its own, and stands in no column, list or quote; elsewhere it is a picture like any other.",
)
TWO_PICTURES = Rule(
    "D711",
    "two-pictures",
    Severity.WARNING,
    "Two pictures of a slide want the same place: there is one left half, one right half and one background. The\n"
    "later one is a picture like any other.",
)
_HALVES, _BEHIND = ("left", "right"), ("background", "cover")
_PLACES = (*_HALVES, *_BEHIND)
# What may be said of a background besides: the options of reveal.js that begin with data-background.
_OPTIONS = ("color", "opacity", "position", "repeat", "size", "transition")
_SCRIM = {"data-background-color": "#000", "data-background-opacity": "0.35"}  # white is #595959: 7:1 to light text


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.after("inline", FEATURE.name, _placed)


def _placed(state: StateCore) -> None:
    """Give pictures their places on the slide."""
    found = findings(state.env)
    if not found.in_notes:
        state.tokens = [*_others(state.tokens, found)]


def _others(tokens: list[Token], found: Findings) -> Iterator[Token]:
    """Yield ``tokens`` with pictures beside the text in paragraphs of their own, without those behind it."""
    depth, at = 0, 0
    taken: set[str] = set()
    while at < len(tokens):
        token, length = tokens[at], 1
        depth += token.nesting
        if depth == 1 and token.type == "paragraph_open" and (picture := _picture(tokens[at + 1])):
            depth, length = 0, 3
            if _is_free(picture, taken, found, line_of(token)):
                yield from _put(tokens[at : at + length], picture, found)
            else:
                yield from tokens[at : at + length]
        else:
            _tell_inside(token, found)
            yield token
        at += length


def _put(paragraph: list[Token], picture: Token, found: Findings) -> Iterator[Token]:
    """Yield the ``paragraph`` of a ``picture`` beside the text; one behind it is the slide's own background."""
    place = _place(picture)
    if place in _HALVES:
        found.used.add(FEATURE.name)
        add(paragraph[0], {"class": f"picture picture-{place}"})
        yield from paragraph
        return
    scrim = _SCRIM if place == "cover" else {}
    given = {f"data-background-{name}": str(picture.attrs[name]) for name in _OPTIONS if name in picture.attrs}
    words = "".join(each.content for each in picture.children or ())
    said = {"aria-label": words} if words else {}
    found.section.update({**said, "data-background-image": str(picture.attrs["src"]), **scrim, **given})


def _place(picture: Token) -> str:
    """Return the place that the classes of a ``picture`` name; empty if they name none."""
    return next((name for name in _PLACES if name in classes(picture)), "")


def _picture(words: Token) -> Token | None:
    """Return the picture that is all of ``words``, if it has a place on the slide."""
    children = words.children or []
    is_lone = len(children) == 1 and children[0].type == "image"
    return children[0] if is_lone and _place(children[0]) else None


def _tell_inside(words: Token, found: Findings) -> None:
    """Report the pictures among ``words`` that have no place."""
    for each in words.children or ():
        if each.type == "image" and _place(each):
            name = _place(each)
            message = f"a picture that is .{name} is a paragraph of its own, on the slide itself"
            found.tell(PICTURE_INSIDE, line_of(words), f".{name}", message, "put empty lines around it")


def _is_free(picture: Token, taken: set[str], found: Findings, line: int) -> bool:
    """Return whether the place of a ``picture`` is free; if not, that is told."""
    place = "background" if _place(picture) in _BEHIND else _place(picture)
    if place in taken:
        message = f"another picture of this slide has the place {place!r} already"
        found.tell(TWO_PICTURES, line, f".{_place(picture)}", message, "divide the slide, or take one away")
        return False
    taken.add(place)
    return True


FEATURE = Feature(
    "pictures",
    "Pictures that fill half of a slide, or stand behind it.",
    "A picture in a paragraph of its own with the class `left` or `right` fills that half of the slide, and what else\n"
    "is on the slide shares the other one; with `whole`, too, nothing of it is cut off, as a drawing wants. With\n"
    "`background` it stands behind the slide, with `cover`, too, but darker, and the text is light; `opacity=0.3`,\n"
    "`position`, `size` and `color` are those of reveal.js' backgrounds.",
    """\
## Bears

![A bear in the snow](images/bear.jpg){.right}

- eat honey,
- sleep in winter.
""",
    _install,
    rules=(PICTURE_INSIDE, TWO_PICTURES),
    needs=("attributes",),
)
