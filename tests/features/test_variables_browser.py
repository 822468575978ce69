"""What is seen of variables, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild import render

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

TEXT = """\
# The *course* {{ n }}

{{ deck.title }}

$\\sqrt{ {{ n }} }$ and $x = {{ course }}$

[more](https://example.org/{{ course }}){title="{{ course }}"}

`{{ n }}`
"""
# The words of each element, if they are seen.
SEEN = """() => [...document.querySelectorAll("h1, section > p, section > p code")].map(each => {
  const box = each.getBoundingClientRect(), {visibility} = getComputedStyle(each);
  return visibility === "visible" && box.height > 10 && box.width > 10 && each.textContent;
})"""


def test_values_are_seen_in_texts_formulas_and_addresses(offline: Watched, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(render(TEXT, vars={"n": "42", "course": "Bio & 5 %"}), encoding="utf-8")
    offline.page.goto(path.as_uri())
    offline.page.wait_for_function("Reveal.isReady()")
    link = offline.page.evaluate("(({href, title}) => [href, title])(document.querySelector('section a'))")
    signs = offline.page.evaluate("[...document.querySelectorAll('mn, mtext')].map(each => each.textContent)")

    assert offline.page.evaluate(SEEN) == [
        "The course 42",
        "The course 42",
        "42 and x=Bio\u00a0&\u00a05\u00a0%",
        "more",
        "{{ n }}",
        "{{ n }}",
    ]
    assert (link, signs) == (["https://example.org/Bio%20&%205%20%", "Bio & 5 %"], ["42", "Bio\u00a0&\u00a05\u00a0%"])
    assert (offline.errors, offline.remote) == ([], [])
