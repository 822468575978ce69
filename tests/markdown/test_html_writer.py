"""Slides are written as HTML at once, or through Python-Markdown's trees where extensions want those: the same HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckbuild.html.tree import read
from deckbuild.markdown.converter import converter
from deckbuild.markdown.installed_extensions import through_trees

HERE = Path(__file__).resolve().parents[1]
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(HERE.glob("cases/**/*.md"))]
ODD = [
    "",
    "\u00a0\n",
    "a & b &amp; c &copy; < > \" '\n",
    'a \\& \\< \\> \\" \\* \\_b\\_\n',
    "# a\n***\n> - b\n>\n>   c\n",
    '![alt *a* `b`\nc](alt "alt") [a](<b c> "d & \\"e\\"")\n',
    "- [ ] a\n- [x] *b*\n",
    "- [ ] a\n\n- [x] b\n\n  c\n- [ ] <hr\n  >\n",
    "3. a\n\n   ```\n   b\n   ```\n",
    "| a | b | c |\n|:--|:-:|--:|\n| `|` | *d* | <b>e</b> |\n",
    "a <b>c</b>\n\n<div>\n\nd\n\n</div>\n",
    "<hr\nclass='a'>\n\n<b\nclass='a'>\n",
    "``` a&lt;b&c\"d'e> [1|2-9]\n<\n&\n```\n",
    "```python [3: 1|2]\nx = 1\n\ny = '<'\n```\n",
    "``` [1]\n\n```\n\n    indented\n",
    "a\u0002b\u00031\u0002amp\u0003\n",
    "a~b~ ~~c~~ http://d.example/?e&f me@g.example <http://h.example>\\\ni  \nj\n",
]


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("text", [*TEXTS, *ODD])
def test_both_ways_make_the_same(text: str, lines: bool) -> None:
    at_once, by_trees = converter({}, lines=lines), through_trees({}, lines=lines)

    assert at_once.convert(text) == by_trees.convert(text)
    assert at_once.out_of_range == by_trees.out_of_range
    assert (at_once.lines is None) == (by_trees.lines is None)


@pytest.mark.parametrize("text", [*TEXTS, *ODD])
def test_what_holds_no_html_of_its_author_is_balanced_as_it_is_written(text: str) -> None:
    made_by = converter({})
    tree = read(made_by.convert(text))

    assert made_by.depth is None or made_by.depth == tree.depth
    assert made_by.depth is None or not (tree.strays or tree.unfinished)
    assert made_by.depth is None or all(each.closed for each in tree.root.elements())


def test_html_of_the_author_and_of_extensions_is_not_known_to_be_balanced() -> None:
    plain, marked, of_project = converter({}), converter({}), converter({"footnotes": {}})
    plain.convert("> - a `<b>`\n")
    marked.convert("> - a <b>c</b>\n")
    of_project.convert("> - a\n")

    assert [each.depth for each in (plain, marked, of_project)] == [3, None, None]
