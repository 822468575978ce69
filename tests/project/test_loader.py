from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from deckbuild.diagnostics import terminal
from deckbuild.project import loader
from deckbuild.project.root import NoProject, root_of

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
        "  hint: did you mean 'a.md'?"
    )


def test_a_project_without_decks_is_an_error(make_project: MakeProject) -> None:
    root = make_project({"slides/readme.txt": ""})

    assert shown(loader.read(root)) == (
        "slides:1:1: error: this project has no decks [D105]\n  hint: put a .md file there"
    )


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


# Which project a path means


def test_a_folder_with_slides_or_settings_is_a_project(make_project: MakeProject) -> None:
    root = make_project({"one/slides/a.md": "", "two/deckbuild.yml": ""})

    assert root_of(root / "one") == (root / "one", "")
    assert root_of(root / "two") == (root / "two", "")


@pytest.mark.parametrize("name", ["talk.md", "TALK.MD", "talk.markdown"])
def test_a_markdown_file_is_a_project_of_its_own(make_project: MakeProject, name: str) -> None:
    root = make_project({name: "# A"})

    assert root_of(root / name) == (root, name)
    assert decks(root, name) == {Path(name).stem: [name]}


def test_a_file_in_slides_belongs_to_its_project(make_project: MakeProject) -> None:
    root = make_project({"slides/talk.md": "# A", "slides/course/01.md": "# B"})

    assert root_of(root / "slides" / "talk.md") == (root, "slides/talk.md")
    assert root_of(root / "slides" / "course" / "01.md") == (root, "slides/course/01.md")


def test_a_file_below_a_deckbuild_yml_belongs_to_its_project(make_project: MakeProject) -> None:
    root = make_project({"deckbuild.yml": "", "talks/2024/a.md": "# A"})

    assert root_of(root / "talks" / "2024" / "a.md") == (root, "talks/2024/a.md")


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


def test_where_no_project_is_the_message_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / "loop").symlink_to("loop")

    def reason(path: Path) -> str:
        with pytest.raises(NoProject) as caught:
            root_of(path)
        return str(caught.value)

    assert reason(tmp_path) == (
        f"there is no slides/ folder in {tmp_path}; name a Markdown file, or let `deckbuild init` make a project"
    )
    assert reason(tmp_path / "none") == f"there is no file or folder {tmp_path / 'none'}"
    assert reason(tmp_path / "none.md") == f"there is no file or folder {tmp_path / 'none.md'}"
    assert reason(tmp_path / "notes.txt").endswith("notes.txt is no Markdown file; name a .md file or a folder")
    assert "loop" in reason(tmp_path / "loop")
    (tmp_path / "broken.md").symlink_to("gone.md")
    os.mkfifo(tmp_path / "pipe.md")
    assert reason(tmp_path / "broken.md") == (
        f"{tmp_path / 'broken.md'} is a link that leads nowhere: there is no {tmp_path / 'gone.md'}"
    )
    assert reason(tmp_path / "pipe.md") == (
        f"{tmp_path / 'pipe.md'} is no file but a pipe or a device; name a .md file or a folder"
    )


def test_a_project_may_be_reached_through_a_link(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A"})
    (root.parent / "link").symlink_to(root)

    assert decks(root.parent / "link") == {"a": ["slides/a.md"]}
