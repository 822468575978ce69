"""Rules of Markdown that are asked only where they can begin find what they find when they are asked everywhere."""

from __future__ import annotations

import string
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from deckbuild.markdown import beginnings, parser

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

HERE = Path(__file__).resolve().parents[1]
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(HERE.glob("cases/**/*.md"))]
# Behind a text, in a list, in a quote and in a table: every character begins a line, and stands in one.
PLACES = ["a\n{0}a\n", "- a\n{0} b\n- {0}\n", "> a\n{0}{0}{0}\n", "|a|\n|-|\n|{0}b|\n{0} c\n", "x{0}y{0} www.a.b{0}\n"]
MARKED = [
    place.format(mark) for place in PLACES for mark in string.punctuation + string.digits + "\t\u017f\u212a\u00a0"
]


def asks_everywhere() -> MarkdownIt:
    """A parser that asks every rule at every line and at every character."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beginnings, "install", lambda _rules: None)
        return parser.parser.__wrapped__()


def tokens(parser: MarkdownIt, text: str) -> list[dict[str, Any]]:
    found = parser.parse(text, {"references": {}})
    for token in found:  # without the empty texts that pairs of asterisks leave behind
        token.children = [child for child in token.children or [] if child.type != "text" or child.content]
    return [dict(token.as_dict()) for token in found]


@pytest.mark.parametrize("texts", [TEXTS, MARKED], ids=["cases", "characters"])
def test_the_same_is_found(texts: list[str]) -> None:
    everywhere, by_character = asks_everywhere(), parser.parser()

    assert (
        by_character.inline.ruler.get_active_rules() == ["by_character"] != everywhere.inline.ruler.get_active_rules()
    )
    for text in texts:
        assert tokens(by_character, text) == tokens(everywhere, text)


def test_every_character_is_that_of_a_rule_that_is_there() -> None:
    blocks, inlines = parser.parser().block.ruler, parser.parser().inline.ruler

    assert set(beginnings._BLOCKS) <= {rule.name for rule in blocks.__rules__}
    assert set(beginnings._INLINES) <= {rule.name for rule in inlines.__rules__}
