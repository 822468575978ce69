"""What the browser is sent of an edit: applied to the old page, it gives the new one."""

from __future__ import annotations

import json
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.page.layout import SERVED, links
from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.rendering.reuse import Rendering
from deckbuild.serve import page_head
from deckbuild.serve.diff import difference
from deckbuild.serve.page_head import About
from deckbuild.serve.page_parts import DeckParts, StackParts, parts_of
from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.conftest import MakeProject

    Write = Callable[[Mapping[str, "str | bytes"]], DeckParts]

slides = st.sampled_from(["<section>\na\n</section>", "<section>\nb\n</section>", "<section>\nc\n</section>"])
several = st.lists(slides, min_size=2, max_size=4).map(tuple)
groups = st.one_of(
    st.builds(StackParts, slides.map(lambda slide: (slide,)), st.none()),
    st.builds(StackParts, several, st.sampled_from([{}, {"class": "x"}, {"id": "y"}])),
)
decks = st.lists(groups, max_size=7).map(tuple)


def page(stacks: tuple[StackParts, ...], **parts: Any) -> DeckParts:  # noqa: ANN401 -- the fields of DeckParts
    return DeckParts(**{"frame": "", "title": "", "sheets": {}, "options": "{}", "lines": ()} | parts, stacks=stacks)


def applied(stacks: tuple[StackParts, ...], operations: list[dict[str, Any]]) -> list[Any]:
    """Do what the browser does: a stack is a text (one slide) or [attributes, [slide, ...]]."""
    shown = [_parsed(group.html) for group in stacks]
    for each in operations:
        if "attributes" in each:
            shown[each["stack"]][0] = each["attributes"]
        elif "stack" in each:
            shown[each["stack"]][1][each["at"] : each["at"] + each["remove"]] = each["html"]
        else:
            shown[each["at"] : each["at"] + each["remove"]] = [_parsed(html) for html in each["html"]]
    return shown


def _parsed(html: str) -> Any:  # noqa: ANN401 -- a text or a list
    if html.count("<section") == 1:
        return html
    opening, rest = html.split("\n", 1)
    words = opening.removeprefix("<section").removesuffix(">").strip()
    name, _, value = words.partition("=")
    inner = rest.removesuffix("\n</section>")
    sections = [f"{slide.lstrip()}</section>" for slide in inner.split("</section>")[:-1]]
    return [{name: value.strip('"')} if words else {}, sections]


@given(decks, decks)
def test_the_operations_make_the_new_deck_of_the_old_one(
    old: tuple[StackParts, ...], new: tuple[StackParts, ...]
) -> None:
    message = difference(page(old), page(new))

    assert message
    assert applied(old, message["operations"]) == [_parsed(group.html) for group in new]


@given(decks)
def test_equal_decks_need_no_operation(deck: tuple[StackParts, ...]) -> None:
    message = difference(page(deck), page(deck))

    assert message
    assert (message["operations"], message["edited"]) == ([], None)


def single(text: str) -> StackParts:
    return StackParts((f"<section>\n{text}\n</section>",), None)


def stack(*texts: str, **attributes: str) -> StackParts:
    return StackParts(tuple(f"<section>\n{text}\n</section>" for text in texts), attributes)


def section(text: str) -> str:
    return f"<section>\n{text}\n</section>"


@pytest.mark.parametrize(
    ("old", "new", "operations", "edited"),
    [
        (["a", "b", "c"], ["a", "x", "c"], [{"at": 1, "remove": 1, "html": ["x"]}], [1, 0]),
        (["a", "c"], ["a", "b", "c"], [{"at": 1, "remove": 0, "html": ["b"]}], [1, 0]),
        (["a", "b", "c"], ["a", "c"], [{"at": 1, "remove": 1, "html": []}], None),
        (
            ["a", "b", "c", "d"],
            ["b", "c", "d", "a"],
            [{"at": 0, "remove": 1, "html": []}, {"at": 3, "remove": 0, "html": ["a"]}],
            None,
        ),
        (
            ["a", "b"],
            ["x", "y", "b"],
            [{"at": 0, "remove": 1, "html": ["x"]}, {"at": 1, "remove": 0, "html": ["y"]}],
            [0, 0],
        ),
    ],
)
def test_operations_are_few_and_name_the_slide_that_changed(
    old: list[str], new: list[str], operations: list[dict[str, Any]], edited: list[int] | None
) -> None:
    message = difference(page(tuple(map(single, old))), page(tuple(map(single, new))))

    assert message
    expected = [{**each, "html": [section(text) for text in each["html"]]} for each in operations]
    assert message["operations"] == expected
    assert message["edited"] == edited


def test_a_deck_with_thousands_of_equal_slides_is_compared_at_once() -> None:
    """It was cubic: 3,000 slides took more than a minute."""
    texts = [text for number in range(1500) for text in (f"S {number}", "Break")]
    old = map(single, texts)
    new = [single(text.replace("S ", "T ")) for text in ("first", *texts, "last")]
    began = process_time()
    message = difference(page(tuple(old)), page(tuple(new)))

    assert process_time() - began < 2
    assert message
    assert sum(len(each["html"]) for each in message["operations"]) == 1502


def test_a_slide_of_a_stack_is_changed_within_it() -> None:
    message = difference(page((stack("a", "b"),)), page((stack("a", "x"),)))

    assert message
    assert message["operations"] == [{"stack": 0, "at": 1, "remove": 1, "html": [section("x")]}]
    assert message["edited"] == [0, 1]


def test_attributes_of_a_stack_are_told_whole() -> None:
    message = difference(page((stack("a", "b", id="x"),)), page((stack("a", "b", title="y"),)))

    assert message
    assert message["operations"] == [{"stack": 0, "attributes": {"title": "y"}}]


def test_another_frame_means_reload() -> None:
    assert difference(page((), frame="a"), page((), frame="b")) is None


def test_style_sheets_are_told_by_their_numbers_and_those_that_go_as_well() -> None:
    more = difference(page((), sheets={"0": "a", "1": "b"}), page((), sheets={"0": "a", "1": "x", "2": "b"}))
    fewer = difference(page((), sheets={"0": "a", "1": "x", "2": "b"}), page((), sheets={"0": "a", "1": "b"}))

    assert more
    assert fewer
    assert more["sheets"] == {"1": "x", "2": "b"}
    assert fewer["sheets"] == {"1": "b", "2": None}


def test_a_sheet_in_front_of_what_a_template_writes_between_them_moves_no_other() -> None:
    one, other = sheet(0) + sheet(1), sheet(2)

    assert page_head.sheets(f"{one}<link>{other}") == (
        {"0": "a {}", "1": "a {}", "2": "a {}"},
        "<style data-sheet=0><link><style data-sheet=2>",
    )


def sheet(number: int) -> str:
    return f'<style data-sheet="{number}">a {{}}</style>\n'


def test_what_the_head_says_of_the_deck_is_told_whole_when_some_of_it_changes() -> None:
    before = page((), about=About("en", "", "data:,", {"viewport": "x", "author": "A"}))
    message = difference(before, page((), about=About("de", "rtl", "data:,", {"viewport": "x", "keywords": "k"})))

    assert message
    assert message["about"] == {
        "language": "de",
        "direction": "rtl",
        "icon": "data:,",
        "metas": {"viewport": "x", "author": None, "keywords": "k"},
    }


def parts_of_deck(root: Path) -> DeckParts | None:
    read = loader.read(root)
    deck = stages.assemble_deck(read.decks[0], read, Rendering(), SERVED, stages.PICTURES, stages.FIRST_BUILD)
    return parts_of(deck, links(deck.assets, SERVED.folder))


@pytest.fixture
def built(make_project: MakeProject) -> Write:
    """Write a project, and return the page of its deck in its parts."""

    def write(files: Mapping[str, str | bytes]) -> DeckParts:
        root: Path = make_project(files)
        parts = parts_of_deck(root)
        assert parts
        return parts

    return write


DECK = '# One\n\n!SUB\n\n## Two "&<\n\n!SLIDE class="x"\n\n<!-- .stack: title="a&b" -->\nthree\n\n!SUB\n\nfour\n'


def test_a_built_page_is_taken_apart(built: Write) -> None:
    settings = """title: "A < B"
author: 'D. "E" <f>'
language: ar
reveal: {transition: fade, rtl: true}
"""
    parts = built({"slides/talk.md": DECK, "deckbuild.yml": settings})

    assert parts.title == "A < B"
    assert json.loads(parts.options)["transition"] == "fade"
    assert [len(group.slides) for group in parts.stacks] == [2, 2]
    assert "<section" not in parts.frame
    assert "A &lt; B" not in parts.frame
    assert parts.about.metas["author"] == 'D. "E" <f>'
    assert (parts.about.language, parts.about.direction) == ("ar", "rtl")
    assert parts.lines == (
        (("slides/talk.md", 1, 2), ("slides/talk.md", 3, 6)),
        (("slides/talk.md", 7, 11), ("slides/talk.md", 12, 14)),
    )


@pytest.mark.parametrize(
    ("files", "changed"),
    [
        ({"slides/talk.md": f"{DECK}more\n"}, {"stacks", "lines"}),
        ({"deckbuild.yml": "title: B\n"}, {"title"}),
        ({"deckbuild.yml": "title: A\nreveal: {loop: true}\n"}, {"options"}),
        ({"deckbuild.yml": "title: A\ntheme: paper\n"}, {"sheets"}),
        ({"deckbuild.yml": "title: A\ncode_wrap: true\n"}, {"sheets"}),
        ({"deckbuild.yml": "title: A\nauthor: B\nlanguage: de\nfavicon: a.png\n"}, {"about"}),
        ({"a.css": "p { color: blue }"}, {"sheets"}),
        (
            {"templates/deck.html.jinja": '{% extends "deckbuild/deck.html.jinja" %}{% block head %}x{% endblock %}'},
            {"frame"},
        ),
    ],
)
def test_each_kind_of_change_is_in_its_own_part(built: Write, files: dict[str, str | bytes], changed: set[str]) -> None:
    before: dict[str, str | bytes] = {
        "slides/talk.md": f"---\ncss: [a.css]\n---\n{DECK}",
        "a.css": "p { color: red }",
        "a.png": png(1, 1),
        "deckbuild.yml": "title: A\n",
    }
    if "slides/talk.md" in files:
        files = {"slides/talk.md": f"---\ncss: [a.css]\n---\n{files['slides/talk.md']!s}"}
    old, new = built(before), built(files)

    assert {name for name in DeckParts.__slots__ if getattr(old, name) != getattr(new, name)} == changed


def test_a_template_that_writes_sections_its_own_way_cannot_be_patched(make_project: MakeProject) -> None:
    own = "<title>x</title>{% for stack in deck.stacks %}<section>{{ stack.slides[0].html }}</section>{% endfor %}"
    root = make_project({"slides/talk.md": "# *One*\n", "templates/deck.html.jinja": own})

    assert parts_of_deck(root) is None


def test_the_first_section_may_hold_anything_that_another_holds_too(built: Write) -> None:
    parts = built({"slides/talk.md": "a\n\n!SLIDE\n\na\n\n!SLIDE\n\na\n"})

    assert len(parts.stacks) == 3
    assert "<section" not in parts.frame
