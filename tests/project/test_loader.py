from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from deckbuild.diagnostics import terminal
from deckbuild.project import loader

if TYPE_CHECKING:
    from tests.conftest import MakeProject


def decks(root: Path, only: str = "") -> dict[str, list[str]]:
    return {deck.name: [each.source.path for each in deck.chapters] for deck in loader.read(root, only).decks}


def shown(read: loader.Project) -> str:
    return click.unstyle(
        terminal.text([*read.diagnostics, *(each for deck in read.decks for each in deck.diagnostics)])
    )


def test_each_file_and_each_folder_of_slides_is_a_deck(make_project: MakeProject) -> None:
    names = "b.md a.md UPPER.MD course/02.md course/01.md empty/x.txt notes.txt _draft.md .hidden.md course/_later.md"
    root = make_project({f"slides/{name}": "# A" for name in names.split()})

    assert decks(root) == {
        "UPPER": ["slides/UPPER.MD"],
        "a": ["slides/a.md"],
        "b": ["slides/b.md"],
        "course": ["slides/course/01.md", "slides/course/02.md"],
    }


@pytest.mark.parametrize("name", ["C# intro", "what?", "100% sure", "50%25", "~tilde", "a:b", "日本", "a　b", "é"])
def test_a_deck_may_have_any_name_that_a_file_has(make_project: MakeProject, name: str) -> None:
    read = loader.read(make_project({f"slides/{name}.md": "# A"}))

    assert ([deck.name for deck in read.decks], shown(read)) == ([name], "")
    assert len(read.decks[0].chapters) == 1


def test_decks_and_their_chapters_are_named_in_deckbuild_yml(make_project: MakeProject) -> None:
    root = make_project(
        {
            "deckbuild.yml": "title: All\ndecks:\n  one: {title: One, chapters: [slides/a.md, more/b.md]}\n  a:\n",
            "slides/a.md": "# A",
            "slides/c.md": "# C",
            "more/b.md": "# B",
        }
    )

    assert decks(root) == {"one": ["slides/a.md", "more/b.md"], "a": ["slides/a.md"]}
    assert [deck.settings.title for deck in loader.read(root).decks] == [
        "One",
        "",
    ]  # the title of several is the project's


def test_chapters_of_a_front_matter_follow_the_file_that_names_them(make_project: MakeProject) -> None:
    root = make_project(
        {"slides/a.md": "---\nchapters: [b.txt, ../more/c.md]\n---\n# A", "slides/b.txt": "# B", "more/c.md": "# C"}
    )

    assert decks(root) == {"a": ["slides/a.md", "slides/b.txt", "more/c.md"]}


@pytest.mark.parametrize("named", ["a.md: ---\nchapters: [b.txt]\n---\n", "folder"])
def test_the_settings_of_a_later_chapter_are_told_not_to_count(make_project: MakeProject, named: str) -> None:
    files = {"slides/d/a.md": "# A", "slides/d/b.md": "---\ntitle: B\n---\n# B"}
    if named != "folder":
        files = {"slides/a.md": named.partition(": ")[2], "slides/b.txt": "---\ntitle: B\n---\n# B"}
    read = loader.read(make_project(files))

    path = "slides/d/b.md" if named == "folder" else "slides/b.txt"
    assert shown(read) == f"{path}:1:1: warning: only the first chapter's settings count [D106]"
    assert read.decks[0].settings.title == ""


def test_a_chapter_that_is_missing_is_reported_where_it_is_named(make_project: MakeProject) -> None:
    root = make_project(
        {"deckbuild.yml": "decks:\n  one:\n    chapters: [slides/aa.md]\n  two:\n", "slides/a.md": "# A"}
    )

    assert shown(loader.read(root)) == (
        "deckbuild.yml:3:16: warning: the file slides/aa.md does not exist [D401]\n"
        "  3 |     chapters: [slides/aa.md]\n"
        "    |                ^^^^^^^^^^^^\n"
        "  hint: did you mean 'a.md'?\n"
        "deckbuild.yml:4:3: warning: the file slides/two.md does not exist [D401]\n"
        "  4 |   two:\n"
        "    |   ^^^^\n"
        "  hint: it was looked for in the project's root"
    )


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ("reveal-md.json talk.md a/deep/b.md README.md node_modules/x/c.md _set/aside.md .hidden/d.md", "b talk"),
        ("reveal-md.json slides/a.md slides/course/01.md slides/course/02.md other.md", "a 01 02"),
        ("reveal.json README.md", "README"),
        ("reveal.json5 one/slides.md two/slides.md three.md", "one-slides three two-slides"),
        ("reveal-md.json README.md a/README.md b/index.md c/d/index.md c/d.md", "a b c-d-index c-d"),
        ("mkslides.yml docs/a.md docs/deep/b.md other.md README.md", "a b"),
        ("mkslides.yml slides/a.md docs/b.md", "a"),
        ("mkslides.yml a.md", "a"),
        ("deckbuild.yml reveal-md.json slides/course/01.md slides/course/02.md x.md", "course"),
    ],
)
def test_in_a_project_of_another_tool_each_file_is_a_deck(make_project: MakeProject, files: str, names: str) -> None:
    root = make_project({name: "# A" if name.endswith(".md") else "" for name in files.split()})

    assert list(decks(root)) == names.split()


def test_a_project_without_decks_is_an_error(make_project: MakeProject) -> None:
    root = make_project({"slides/readme.txt": ""})

    assert shown(loader.read(root)) == (
        "slides:1:1: error: this project has no decks [D105]\n  hint: put a .md file there"
    )
    assert shown(loader.read(root, "slides")) == shown(loader.read(root))


def test_a_file_and_a_folder_of_one_name_do_not_overwrite_each_other(make_project: MakeProject) -> None:
    read = loader.read(make_project({"slides/talk.md": "# A", "slides/talk/a.md": "# B"}))

    assert len(read.decks) == 1
    assert shown(read) == ("slides/talk.md:1:1: error: there is another deck 'talk' [D107]\n  hint: rename one of them")


def test_a_name_that_is_not_text_is_an_error(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A"})
    try:
        Path(os.fsdecode(bytes(root / "slides") + b"/caf\xe9.md")).write_text("# B")
    except OSError:
        return  # macOS and Windows hold only names that are text: there is nothing to tell
    read = loader.read(root)

    assert [deck.name for deck in read.decks] == ["a"]
    assert "error: this name is not text [D107]" in shown(read)


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_a_deckbuild_yml_that_cannot_be_read_is_not_passed_over(make_project: MakeProject, kind: str) -> None:
    root = make_project({"slides/a.md": "# A"})
    if kind == "folder":
        (root / "deckbuild.yml").mkdir()
    else:
        (root.parent / "other.yml").write_text("title: x")
        (root / "deckbuild.yml").symlink_to(root.parent / "other.yml")

    assert shown(loader.read(root)).startswith("deckbuild.yml:1:1: error: the file deckbuild.yml ")


def test_a_file_that_begins_a_deck_of_deckbuild_yml_means_that_deck(make_project: MakeProject) -> None:
    root = make_project(
        {
            "deckbuild.yml": "decks: {one: {title: One, chapters: [slides/a.md, slides/b.md]}}",
            "slides/a.md": "# A",
            "slides/b.md": "# B",
        }
    )

    assert decks(root, "slides/a.md") == {"one": ["slides/a.md", "slides/b.md"]}
    assert decks(root, "slides/b.md") == {"b": ["slides/b.md"]}


def test_a_project_may_be_reached_through_a_link(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A"})
    (root.parent / "link").symlink_to(root)

    assert decks(root.parent / "link") == {"a": ["slides/a.md"]}
