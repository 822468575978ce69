"""Balances the HTML of a slide or of its notes, so that no tag in it reaches over its end.

reveal.js lets the browser guess: there one stray `</div>` ends the deck around the slides, and one open `<b>` makes
the rest of them bold. What the author left open is closed where the element around it ends; an end tag that closes
nothing is left out; a tag without an end is shown as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.html.tokenizer import FORMATTING, OPTIONAL
from deckbuild.html.tree import Comment, Edits, Element
from deckbuild.rendering import indented_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.html.tokenizer import Tag
    from deckbuild.html.tree import Tree
    from deckbuild.rendering.draft import Draft, Piece

UNBALANCED = Rule(
    "D304",
    "unbalanced",
    Severity.WARNING,
    "An HTML tag has no partner: an element is never closed, an end tag closes nothing, or a tag has no `>`.\n"
    "An open element is closed where the element around it ends, at the latest with the slide or the notes; an end\n"
    "tag that closes nothing is left out; a tag without `>` is shown as text. Otherwise the slides after it would\n"
    "be lost. `<div/>` does not close itself in HTML: write `<div></div>`.",
)
_REPORTED = frozenset({"pre", "script", "style", "textarea"})  # when open, by the rule `unclosed` already


class _Wrong(NamedTuple):
    """A tag without a partner: where it stands in the HTML, how it looks, and what there is to say."""

    start: int
    tag: str
    message: str
    hint: str


def balance(draft: Draft) -> Draft:
    """Return ``draft`` balanced, with what was wrong in it."""
    if draft.tree is None:
        return draft
    edits = Edits(draft.html)
    indented = indented_html.find(draft.places.text)
    unclosed = _unclosed(draft.tree, edits, _REPORTED | indented.names)
    wrong = [*_unfinished(draft.tree, edits), *unclosed, *_strays(draft.tree, edits)]
    wrong.sort(key=lambda each: each.start)
    problems = [problem for piece in draft.pieces for problem in _placed(wrong, draft, piece)]
    return draft.edited(edits.apply()).told([*indented.problems, *problems])


def _unfinished(tree: Tree, edits: Edits) -> Iterator[_Wrong]:
    """Show a tag that never ends as text."""
    for start, end in tree.unfinished:
        edits.replace(start, end, edits.html[start:end].replace("<", "&lt;"))
        tag = edits.html[start:].split("\n", 1)[0].rstrip()
        hint = "write the > or the quotes that it lacks"
        yield _Wrong(start, tag, "this tag never ends; it is shown as text", hint)


def _unclosed(tree: Tree, edits: Edits, reported: frozenset[str]) -> Iterator[_Wrong]:
    """Close what is open, the innermost first; what is wrong with those elements was ``reported`` already."""
    paired = _paired(tree)
    for node in reversed(list(tree.root.walk())):
        if isinstance(node, Comment):
            if not node.closed:
                edits.replace(node.end, node.end, "-->")
        elif not (node.closed or node.tag in OPTIONAL or node in paired):
            end_tag = f"</{node.tag}>"
            edits.replace(node.end, node.end, end_tag)
            if node.tag not in reported:
                opening = edits.html[node.start : node.open_end]
                hint = f"write {end_tag} where it ends"
                yield _Wrong(node.start, opening, f"this <{node.tag}> is never closed", hint)


def _strays(tree: Tree, edits: Edits) -> Iterator[_Wrong]:
    """Take out the end tags that close nothing."""
    ended = {stray.start for stray in _paired(tree).values()}
    for stray in tree.strays:
        if stray.start not in ended:
            edits.replace(stray.start, stray.end, "")
            hint = f"take it away, or write the <{stray.name}> that it closes"
            message = f"this </{stray.name}> closes nothing; it is left out"
            yield _Wrong(stray.start, edits.html[stray.start : stray.end], message, hint)


def _paired(tree: Tree) -> dict[Element, Tag]:
    """Return the formatting elements that go on over the end of a block, with the end tags that end them."""
    pairs: dict[Element, Tag] = {}
    waiting: dict[str, list[Element]] = {}
    strays = iter(sorted(tree.strays, key=lambda each: each.start))
    stray = next(strays, None)
    for element in _open_formatting(tree.root.elements()):
        while stray and stray.start < element.start:
            _pair(stray, waiting, pairs)
            stray = next(strays, None)
        waiting.setdefault(element.tag, []).append(element)
    while stray:
        _pair(stray, waiting, pairs)
        stray = next(strays, None)
    return pairs


def _pair(stray: Tag, waiting: dict[str, list[Element]], pairs: dict[Element, Tag]) -> None:
    if waiting.get(stray.name):
        pairs[waiting[stray.name].pop()] = stray


def _open_formatting(elements: Iterable[Element]) -> Iterator[Element]:
    return (element for element in elements if element.tag in FORMATTING and not element.closed)


def _placed(wrong: Iterable[_Wrong], draft: Draft, piece: Piece) -> Iterator[Problem]:
    """Find each tag of a piece in its text: it is the one there with as many of its like before it."""
    inside = [each for each in wrong if piece.start <= each.start < piece.end]
    places = draft.places.anew(piece.source) if inside else draft.places
    seen: dict[str, int] = {}
    for each in inside:
        for _ in range(draft.html.count(each.tag, seen.get(each.tag, piece.start), each.start)):
            places.next(each.tag)
        seen[each.tag] = each.start + len(each.tag)
        yield Problem(UNBALANCED, places.next(each.tag), each.message, each.hint, len(each.tag))
