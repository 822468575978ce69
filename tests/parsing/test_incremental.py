"""What can hide a separator is found at a glance, or by reading from one boundary to the next: with one answer."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckbuild.parsing import scanner, slides
from deckbuild.parsing.incremental import hiding
from deckbuild.parsing.slides import NATIVE, Dialect, dialect

BOUNDARIES = [
    NATIVE.boundary,
    dialect().boundary,
    dialect("^ *---.*$").boundary,  # the line of a separator may hold anything
    dialect("---").boundary,  # a separator may stand inside a line
    re.compile(r"^\n---\n$", re.MULTILINE),
]
SEPARATORS = ["!SUB\n", "!NOTE\n", "   !SLIDE\n", "---\n", "    ---\n", "----\n", "Note:\n"]
BLOCKS = ["\n", "\n\n", "a\n", "- a\n", "  b\n", "    c\n", "> q\n", " ", "\t", "    ", "> ", "- "]
OPENERS = ["```\n", "```js\n", "```js [1-2]\n", "~~~\n", "````\n", "  ```\n", "> ```\n", "```a```\n", "`", "``", "\\"]
MARKUP = ["<!--", "-->", "<pre>", "</pre>\n", "<PRE>", "<i>"]


def outcome(text: str, boundary: re.Pattern[str], start: int, found: list[scanner.Region]) -> object:
    """What a text's division takes from its regions: the separators, and what is never closed."""
    separators = slides._separators(text, start, Dialect(boundary), found)
    return [mark.span() for mark in separators], [region for region in found if not region.closed]


@settings(max_examples=500)
@given(
    st.sampled_from(BOUNDARIES),
    st.lists(st.sampled_from([*SEPARATORS, *BLOCKS, *OPENERS, *MARKUP]), max_size=40),
    st.integers(0, 3),
)
def test_a_text_read_from_boundary_to_boundary_is_divided_as_one_read_in_one_go(
    boundary: re.Pattern[str], lines: list[str], start: int
) -> None:
    text = "".join(lines)
    at = len("".join(lines[:start])) if start and "".join(lines[:start]).endswith("\n") else 0

    in_one_go = list(scanner.regions(text, boundary, at))

    assert outcome(text, boundary, at, list(hiding(text, boundary, at))) == outcome(text, boundary, at, in_one_go)


@pytest.mark.parametrize(
    "slide",
    ["# A\n\n`b` and\n", "```js [1-2|3]\na\n```\n", "```\na\n```\ntext\n```py\n<b>\n```\n", "- a\n<div>\n    b\n"],
)
def test_what_leads_out_of_no_slide_is_not_read(slide: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "opaque", None)
    monkeypatch.setattr(scanner, "regions", None)

    assert list(hiding(f"{slide}\n!SUB\n" * 3, NATIVE.boundary)) == []
