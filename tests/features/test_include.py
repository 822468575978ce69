"""Slides of other files: where they stand, what is wrong, and that the preview follows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild import DeckbuildError, render
from deckbuild.diagnostics.source import Source
from deckbuild.features.include import Word, read
from deckbuild.parsing.redivision import Divider
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.pipeline import stages
from deckbuild.pipeline.slide_selection import with_numbers
from deckbuild.project import loader
from deckbuild.rendering.reuse import Rendering
from deckbuild.serve.rebuild import BuiltPages, rebuild
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from deckbuild.pipeline.built_deck import Build
    from tests.conftest import Cli, MakeProject

FILE = """\
---
title: Not the deck's
vars: {year: 2026, who: file}
---
# One

!SUB
## Two *words*

!SLIDE {}
# Three <!-- .slide: id="third" -->

!SUB
<p id="deep">four</p>

```
<p id="in-code">
```
"""


def built(root: Path, *, untrusted: bool = False) -> Build:
    """The deck a of a project."""
    return next(each for each in stages.build(loader.read(root, untrusted=untrusted)) if each.name == "a")


def texts(deck: Build) -> list[list[str]]:
    """The words of the slides of a deck, in their stacks."""
    return [[" ".join(re.sub(r"<[^>]*>", " ", slide.html).split()) for slide in stack.slides] for stack in deck.stacks]


def told(deck: Build) -> list[str]:
    return [str(each) for each in deck.diagnostics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("!INCLUDE common/x.md", [["1", "2"], ["3", "4"]]),
        ("a\n!SLIDE\n  !INCLUDE /common/x.md  \n\n!SLIDE\nb", [["a"], ["1", "2"], ["3", "4"], ["b"]]),
        ("a\n!SUB\n!INCLUDE ../common/x.md\n!SUB\nb", [["a", "1", "2"], ["3", "4", "b"]]),
        ("!SLIDE !INCLUDE 'common/x.md'\n!SUB\nb", [["1", "2"], ["3", "4", "b"]]),
        ('a\n!SUB\n!INCLUDE common/x.md slides="2,4"\n!SUB\nb', [["a", "2"], ["4", "b"]]),
        ("a\n!SLIDE\n!INCLUDE common/x.md slides=3-", [["a"], ["3", "4"]]),
        ("a\n!SLIDE\n!INCLUDE common/x.md slides='4, 1-2'", [["a"], ["4"], ["1", "2"]]),
        ("a\n!SLIDE\n!INCLUDE common/y.md", [["a"], ["y", "1", "2"], ["3", "4"]]),
        ("a\n!SLIDE\n!INCLUDE b.md\n!SLIDE\n!INCLUDE b.md", [["a"], ["of b"], ["of b"]]),
        ("# a\n!SLIDE\nb\n!SLIDE\n!INCLUDE a.md#a", [["a"], ["b"], ["a"]]),
    ],
)
def test_the_slides_of_a_file_take_the_place_of_the_line_as_if_they_stood_there(
    text: str, expected: list[list[str]], make_project: MakeProject
) -> None:
    files = {"common/x.md": "1\n!SUB\n2\n!SLIDE\n3\n!SUB\n4\n", "common/y.md": "y\n!SUB\n!INCLUDE x.md"}
    deck = built(make_project({"slides/a.md": text, "slides/b.md": "of b", **files}))

    assert (texts(deck), told(deck)) == (expected, [])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("#two-words", "Two words"),
        (" #third", "Three"),
        ("#three", "Three"),
        ("#deep", "four <p id=&quot;in-code&quot;>"),
    ],
)
def test_an_id_takes_the_slide_that_it_stands_on(name: str, expected: str, make_project: MakeProject) -> None:
    text = FILE.replace(" {}", "")
    deck = built(make_project({"slides/a.md": f"!INCLUDE common/x.md{name}", "common/x.md": text}))

    assert [[each.replace('"', "&quot;").replace("&lt;", "<").replace("&gt;", ">")] for each in texts(deck)[0]] == [
        [expected]
    ]
    assert told(deck) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "!INCLUDE common/y.md",
            "4:10: error: the file common/y.md does not exist [D718] (it was looked for in slides",
        ),
        (
            "!INCLUDE common/emtpy.md",
            "4:10: error: the file common/emtpy.md does not exist [D718] (did you mean 'empty.md",
        ),
        (
            "!INCLUDE ../z.md",
            "4:10: error: the file ../z.md lies outside the project [D718] (copy it into the project,",
        ),
        ("!INCLUDE common", "4:10: error: the file common is a folder [D718]"),
        ("!INCLUDE a.md", "4:10: error: this include goes in a circle: slides/a.md → slides/a.md [D719]"),
        (
            "!INCLUDE common/x.md#thrid",
            "4:22: warning: no slide of the file has the id 'thrid' [D720] (did you mean 't",
        ),
        ("!INCLUDE common/x.md#in-code", "4:22: warning: no slide of the file has the id 'in-code' [D720] (ids are th"),
        (
            '!INCLUDE common/x.md slides="1,4-7"',
            "4:32: warning: the file has 4 slides, and no slide 5 [D720] (the last one is 4)",
        ),
        ("!INCLUDE common/x.md slides=x", "4:29: warning: 'x' are no numbers of slides [D720] (write them as 2,5-7)"),
        ("!INCLUDE common/empty.md", "4:10: warning: the file common/empty.md has no slides [D720]"),
        ("!INCLUDE", "4:9: warning: !INCLUDE names no file [D721] (write !INCLUDE FILE.md)"),
        (
            "!INCLUDE common/x.md all",
            "4:22: warning: 'all' means nothing here [D721] (behind the file there may be #id",
        ),
        (
            "!INCLUDE common/x.md\n\n!NOTE\nb",
            "7:1: warning: the notes of a slide that includes others are not used [D7",
        ),
        ("b\n!INCLUDE common/x.md", "5:1: warning: !INCLUDE includes nothing in this slide [D721] (give it a slide of"),
        ("b\n!NOTE\n!INCLUDE common/x.md", "6:1: warning: !INCLUDE includes nothing in the notes [D721] (give it a sl"),
        ("!include common/x.md", "4:1: warning: !include includes no slides [D210] (did you mean '!INCLUDE'?)"),
        ("!INCLDE common/x.md", "4:1: warning: !INCLDE includes no slides [D210] (did you mean '!INCLUDE'?)"),
    ],
)
def test_mistakes_are_told(line: str, expected: str, make_project: MakeProject) -> None:
    files = {"slides/a.md": f"a\n\n!SLIDE\n{line}", "common/x.md": FILE.replace(" {}", ""), "common/empty.md": "\n"}
    root = make_project(files)
    (root.parent / "z.md").write_text("outside", encoding="utf-8")
    (message,) = told(built(root))

    assert message.startswith(f"slides/a.md:{expected}")


@pytest.mark.parametrize("text", ["```\n!INCLUDE x.md\n```", "\\!INCLUDE x.md", "a !INCLUDE x.md", "`!INCLUDE x.md`"])
def test_what_is_meant_as_text_is_text(text: str, make_project: MakeProject) -> None:
    deck = built(make_project({"slides/a.md": f"a\n\n!SUB\n{text}\n"}))

    assert "!INCLUDE x.md" in texts(deck)[0][1]
    assert told(deck) == []


@pytest.mark.parametrize(
    "text", ["a\n\n---\n\n!INCLUDE x.md\n", "---\nfeatures: [columns]\n---\na\n!SUB\n!INCLUDE x.md\n"]
)
def test_a_deck_of_another_dialect_or_without_the_feature_includes_nothing(
    text: str, make_project: MakeProject
) -> None:
    deck = built(make_project({"slides/a.md": text, "x.md": "b"}))

    assert [slide for stack in texts(deck) for slide in stack] == ["a", "!INCLUDE x.md"]


@given(
    st.lists(st.sampled_from(["!INCLUDE", " ", "\t", '"', "'", "#", "a", "b.md", "slides=", "1,2-", "\n", "é"])).map(
        "".join
    )
)
def test_whatever_stands_in_a_line_its_words_have_their_places(text: str) -> None:
    found = read(f"!INCLUDE {text}")

    for word in found or ():
        assert f"!INCLUDE {text}"[word.start : word.start + len(word.text)] == word.text


@given(st.text("0123456789,- x", max_size=12), st.integers(1, 6))
def test_whatever_numbers_are_wanted_some_slides_are_picked_or_it_is_told(wanted: str, count: int) -> None:
    source = Source("x.md", "\n!SLIDE\n".join(map(str, range(1, count + 1))))
    stacks = divide(source, 0, NATIVE).stacks
    found = with_numbers(stacks, Word(wanted, 7))

    assert {each for stack in found.stacks for each in stack} <= {each for stack in stacks for each in stack}
    assert found.stacks or found.message
    assert 7 <= (found.word.start if found.message else 7) <= 7 + len(wanted)


def test_a_circle_over_several_files_is_told_where_it_closes(make_project: MakeProject) -> None:
    files = {"slides/a.md": "!INCLUDE x.md", "slides/x.md": "x\n!SUB\n!INCLUDE y.md", "slides/y.md": "!INCLUDE x.md"}
    deck = built(make_project({**files, "deckbuild.yml": "decks: {a: {}}"}))

    circle = "slides/x.md → slides/y.md → slides/x.md"
    assert told(deck) == [f"slides/y.md:1:10: error: this include goes in a circle: {circle} [D719]"]


def test_files_that_include_each_other_without_end_are_stopped(make_project: MakeProject) -> None:
    doubling = {f"common/{at}.md": "!SUB\n".join([f"!INCLUDE {at + 1}.md\n"] * 2) for at in range(15)}
    row = {f"row/{at}.md": f"!INCLUDE {at + 1}.md" for at in range(30)}
    limited = {"deckbuild.yml": "limits: {slides: 500}", "common/15.md": "a\n!SUB\nb"}
    wide = built(make_project({"slides/a.md": "!INCLUDE common/0.md", **doubling, **limited}))
    deep = built(make_project({"slides/a.md": "!INCLUDE row/0.md", **row}))

    (message,) = told(wide)
    assert re.sub(r"\d+ slides|500", "N", message) == (
        "slides/a.md:1:1: error: this deck has N; N are allowed [D110] (divide it, or raise limits.slides)"
    )
    assert told(deep) == ["row/19.md:1:10: error: more than 20 files include each other in a row [D718]"]


def test_messages_pictures_and_lines_lead_to_the_included_file(make_project: MakeProject) -> None:
    files = {"slides/a.md": "# A\n\n!SLIDE\n!INCLUDE common/x.md\n\n!SLIDE\nend"}
    files["common/x.md"] = (
        "---\ntitle: x\n---\n# X\n\n![](img/x.png)\n\n!SLIDE\n\n![](img/x.pgn)\n\n::: colums\na\n:::\n"
    )
    root = make_project({**files, "common/img/x.png": png(4, 3)})
    shown = rebuild(root.resolve(), "", {}, BuiltPages()).pages["a"]

    assert [str(each) for each in shown.problems] == [
        "common/x.md:10:5: warning: the file img/x.pgn does not exist [D401] (did you mean 'x.png'?)",
        "common/x.md:12:5: warning: no style sheet knows the class 'colums' [D313] (did you mean 'columns'?)",
    ]
    assert shown.deck
    assert shown.deck.lines == (
        (("slides/a.md", 1, 2),),
        (("common/x.md", 4, 7),),
        (("common/x.md", 8, 14),),
        (("slides/a.md", 6, 7),),
    )
    assert "image/png" in {each.media_type for each in shown.files.values()}


def test_lines_are_right_where_a_file_is_included_twice_and_backwards(make_project: MakeProject) -> None:
    files = {"slides/a.md": '!INCLUDE x.md slides="3,1"\n!SLIDE\n!INCLUDE x.md', "x.md": "1\n!SLIDE\n2\n!SLIDE\n3\n"}
    shown = rebuild(make_project(files).resolve(), "", {}, BuiltPages()).pages["a"]

    assert shown.deck
    assert [first for ((_, first, _),) in shown.deck.lines] == [4, 1, 1, 2, 4]


def test_an_included_file_has_variables_of_its_own_and_the_deck_wins(make_project: MakeProject) -> None:
    files = {"slides/a.md": "---\nvars: {who: deck}\n---\n{{ who }}\n!SLIDE\n!INCLUDE x.md\n!SLIDE\n{{ year }}"}
    rendering = Rendering()
    decks: list[Build] = []
    for year in ("2026", "2027"):
        root = make_project(
            {**files, "x.md": f"---\nvars: {{who: file, year: {year}}}\n---\n{{{{ who }}}} {{{{ year }}}}"}
        )
        decks += stages.build(loader.read(root), rendering)

    assert texts(decks[0]) == [["deck"], ["deck 2026"], ["{{ year }}"]]
    assert texts(decks[1]) == [["deck"], ["deck 2027"], ["{{ year }}"]]
    assert [each.split(": ", 1)[0] for each in told(decks[1])] == ["slides/a.md:8:1"]


def test_a_footnote_may_stand_on_a_slide_that_is_not_included(make_project: MakeProject) -> None:
    files = {"slides/a.md": "!INCLUDE x.md slides=1", "x.md": "a[^n]\n!SLIDE\nb\n\n[^n]: the note"}
    deck = built(make_project(files))

    assert "the note" in texts(deck)[0][0]
    assert told(deck) == []


def test_a_stranger_includes_what_lies_in_the_project(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "!INCLUDE x.md\n!SLIDE\n!INCLUDE ../../z.md", "x.md": "<script>1</script>b"})
    (root.parent / "z.md").write_text("TOP SECRET", encoding="utf-8")
    deck = built(root, untrusted=True)

    assert (texts(deck)[0], "TOP SECRET" in deck.html, deck.is_good) == (["b"], False, False)


def test_a_text_has_no_files_to_include() -> None:
    with pytest.raises(DeckbuildError, match=r"the file x\.md does not exist"):
        render("!INCLUDE x.md")


def test_a_missing_include_keeps_the_page_from_being_written(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "!INCLUDE x.md"})

    assert (cli("build", root).exit_code, (root / "dist" / "a.html").exists()) == (1, False)


EDITS = (
    ("common/x.md", "# X\n\n!SUB\ntwo\n\n!SLIDE\nthree\n"),
    ("common/x.md", "# X\n\n!SUB\ntwo and more\n\n!SLIDE\nthree\n"),
    ("slides/a.md", "# A\n\n!SLIDE\n!INCLUDE common/x.md\n\n!SLIDE\nthe end\n"),
    ("common/y.md", "---\nvars: {n: 1}\n---\ny {{ n }}\n"),
    ("common/x.md", "# X\n\n!SUB\n!INCLUDE y.md\n\n!SLIDE\nthree\n"),
    ("common/y.md", "---\nvars: {n: 2}\n---\ny {{ n }}\n"),
    ("slides/b.md", "# B changed\n\n!SUB\nb\n"),
    ("slides/a.md", "# A\n\n!SLIDE\n!INCLUDE common/x.md slides=3\n\n!SUB\n!INCLUDE b.md#b-changed\n"),
)


def test_the_preview_watches_included_files_and_builds_what_a_fresh_build_does(make_project: MakeProject) -> None:
    files = {"slides/a.md": "# A\n\n!SLIDE\n!INCLUDE common/x.md\n", "slides/b.md": "# B\n", "common/x.md": "# X\n"}
    root = make_project(files).resolve()
    rendering = Rendering(lines=True)
    last = rebuild(root, "", {}, BuiltPages(earlier=stages.Earlier(Divider())), render=rendering)
    for name, text in EDITS:
        (root / name).write_text(text, encoding="utf-8")
        last = rebuild(root, "", {}, last, render=rendering)
        fresh = rebuild(root, "", {}, BuiltPages(), render=Rendering(lines=True))

        assert root / "common" / "x.md" in last.stamps
        assert (last.pages["a"].html, last.problems) == (fresh.pages["a"].html, fresh.problems)
    assert b"changed" in last.pages["a"].html
