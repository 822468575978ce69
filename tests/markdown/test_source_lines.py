"""Source lines in a slide's HTML: each block says at which line of its slide's text it begins."""

from __future__ import annotations

import re

import pytest

from deckbuild.diagnostics.source import Source
from deckbuild.parsing import slides
from deckbuild.rendering.renderer import Renderer


def rendered(text: str, *, lines: bool = True, extensions: dict[str, dict[str, object]] | None = None) -> list[str]:
    """The HTML of each slide of a deck."""
    found = slides.divide(Source("slides/talk.md", text), 0, slides.NATIVE)
    renderer = Renderer(extensions or {}, lines=lines)
    return [renderer.render(slide).html for stack in found.stacks for slide in stack]


def numbered(html: str) -> list[tuple[str, int]]:
    """The tags that say their line."""
    return [(tag, int(line)) for tag, line in re.findall(r'<(\w+)[^>]*? data-line="(\d+)"', html)]


def test_blocks_say_their_line() -> None:
    (html,) = rendered("# A\n\ntext\nmore\n\n> said\n\n---\n\n```\ncode\n```\n")

    assert numbered(html) == [("h1", 0), ("p", 2), ("blockquote", 5), ("p", 5), ("hr", 7), ("pre", 9)]


def test_items_and_rows_say_their_line() -> None:
    (html,) = rendered("- a\n- b\n  - c\n\n| x |\n|---|\n| y |\n")
    items = [("ul", 0), ("li", 0), ("li", 1), ("ul", 2), ("li", 2)]

    assert numbered(html) == [*items, ("table", 4), ("thead", 4), ("tr", 4), ("tbody", 6), ("tr", 6)]


def test_lines_are_those_of_the_slide_and_its_first_is_that_of_the_separator() -> None:
    first, second, third = rendered("# A\n\n!SUB\n## B\n\ntext\n\n!SLIDE class='x'\n\n# C\n")

    assert (numbered(first), numbered(second)) == ([("h1", 0)], [("h2", 1), ("p", 3)])
    assert numbered(third) == [("h1", 2)]


def test_notes_count_from_the_start_of_their_slide() -> None:
    (html,) = rendered("# A\n\n!NOTE\nsay\n\n!NOTE\nmore\n")

    assert numbered(html) == [("h1", 0), ("p", 3), ("p", 6)]


def test_an_indented_slide_keeps_its_lines() -> None:
    (html,) = rendered("\n    # A\n\n    text\n")

    assert numbered(html) == [("h1", 1), ("p", 3)]


def test_raw_html_says_the_line_of_its_first_tag() -> None:
    (html,) = rendered('# A\n\n<div class="x">\n\ntext\n\n</div>\n\n<!-- no tag -->\n\n<div class="x"><b>y</b></div>\n')

    assert numbered(html) == [("h1", 0), ("div", 2), ("p", 4), ("div", 10)]
    assert '<div data-line="2" class="x">' in html


def test_a_tag_without_a_partner_is_still_found_in_the_text() -> None:
    text = "# A\n\n<div>\n\n<div>\n"
    found = slides.divide(Source("slides/talk.md", text), 0, slides.NATIVE).stacks[0][0]
    with_lines, without = (Renderer({}, lines=lines).render(found) for lines in (True, False))

    assert with_lines.problems == without.problems
    assert [text[problem.offset :] for problem in without.problems] == ["<div>\n\n<div>\n", "<div>\n"]


@pytest.mark.parametrize("kind", ["!!! note", "???+ note"])
def test_what_an_extension_makes_says_its_line(kind: str) -> None:
    extension = "admonition" if kind.startswith("!") else "pymdownx.details"
    (html,) = rendered(f'# A\n\n{kind} "Title"\n\n    inside\n', extensions={extension: {}})

    assert numbered(html)[:2] == [("h1", 0), ("div" if extension == "admonition" else "details", 2)]


def test_nothing_is_numbered_unless_it_is_asked_for() -> None:
    (html,) = rendered("# A\n\n- b\n\n<div>c</div>\n", lines=False)

    assert "data-line" not in html
