from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deckbuild.project import loader
from deckbuild.project.root import NoProject, home, root_of

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

OTHERS = "reveal-md.json reveal-md.json5 reveal.json reveal.json5 mkslides.yml mkslides.yaml".split()


def reason(path: Path, wanted: Path | None = None) -> str:
    with pytest.raises(NoProject) as caught:
        root_of(path, wanted)
    return str(caught.value)


def test_a_folder_with_slides_or_settings_is_a_project(make_project: MakeProject) -> None:
    root = make_project({"one/slides/a.md": "", "two/deckbuild.yml": ""})

    assert root_of(root / "one")[:2] == (root / "one", "")
    assert root_of(root / "two")[:2] == (root / "two", "")


@pytest.mark.parametrize(
    "name", ["talk.md", "TALK.MD", "talk.markdown", "-mal.md", "_x.md", "mein Vörtrag.md", "a.b.c.md"]
)
def test_a_markdown_file_is_a_project_of_its_own(make_project: MakeProject, name: str) -> None:
    root = make_project({name: "# A"})

    assert root_of(root / name)[:2] == (root, name)
    assert [deck.name for deck in loader.read(root, name).decks] == [Path(name).stem]


def test_a_file_in_slides_belongs_to_its_project(make_project: MakeProject) -> None:
    root = make_project({"slides/talk.md": "# A", "slides/course/01.md": "# B"})

    assert root_of(root / "slides" / "talk.md")[:2] == (root, "slides/talk.md")
    assert root_of(root / "slides" / "course" / "01.md")[:2] == (root, "slides/course/01.md")


def test_a_file_below_a_deckbuild_yml_belongs_to_its_project(make_project: MakeProject) -> None:
    root = make_project({"deckbuild.yml": "", "talks/2024/a.md": "# A"})

    assert root_of(root / "talks" / "2024" / "a.md")[:2] == (root, "talks/2024/a.md")


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


# The settings of a project


@pytest.mark.parametrize("name", ["deckbuild.yml", *OTHERS])
def test_the_nearest_folder_with_settings_is_the_root(make_project: MakeProject, name: str) -> None:
    root = make_project({".git/HEAD": "", f"talks/{name}": "", "talks/2024/deep/a.md": "# A"})

    assert root_of(root / "talks/2024/deep/a.md") == (
        root / "talks",
        "2024/deep/a.md",
        f"{name} lies there",
        "",
    )


@pytest.mark.parametrize(("name", "found"), [("deckbuild.yml", "week"), *((name, "") for name in OTHERS)])
def test_a_project_with_slides_is_one_in_another_of_ours_but_other_tools_know_no_such_folder(
    make_project: MakeProject, name: str, found: str
) -> None:
    root = make_project({name: "", "week/slides/a.md": "# A"})

    for path in ("week/slides/a.md", "week", "week/slides"):
        assert root_of(root / path).folder == root / found


def test_slides_that_are_a_project_of_another_tool_are_the_root(make_project: MakeProject) -> None:
    root = make_project({"slides/reveal-md.json": "{}", "slides/src/a.md": "# A", "own/deckbuild.yml": ""})
    make_project({"own/slides/reveal-md.json": "{}"})

    assert root_of(root) == (root / "slides", "", "reveal-md.json lies there", "")
    assert root_of(root / "slides/src/a.md").folder == root / "slides"
    assert root_of(root / "own").folder == root / "own"


def test_a_folder_of_a_project_is_built_alone(make_project: MakeProject) -> None:
    root = make_project({"reveal-md.json": "{}", "talks/a.md": "# A", "talks/deep/b.md": "# B", "c.md": "# C"})

    assert root_of(root / "talks")[:2] == (root, "talks")
    assert [deck.path for deck in loader.read(root, "talks").decks] == ["talks/a.md", "talks/deep/b.md"]


# A repository


@pytest.mark.parametrize("git", [".git/HEAD", ".git"])
def test_without_settings_a_repository_is_the_project(make_project: MakeProject, git: str) -> None:
    root = make_project({git: "gitdir: elsewhere", "a/b/talk.md": "# A"})

    assert root_of(root / "a/b/talk.md") == (root, "a/b/talk.md", "it is a git repository", "")
    assert reason(root / "a").startswith("there is no slides/ folder in ")


def test_the_search_ends_at_the_repository(make_project: MakeProject) -> None:
    root = make_project({"deckbuild.yml": "", "inner/.git": "gitdir: ../.git/modules/inner", "inner/a/talk.md": "# A"})

    assert root_of(root / "inner/a/talk.md").folder == root / "inner"


def test_a_home_under_version_control_is_no_project(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project({".git/HEAD": "", "talks/a.md": "# A", "work/slides/b.md": "# B"})
    monkeypatch.setenv("HOME", str(root))
    monkeypatch.setenv("USERPROFILE", str(root))

    assert root_of(root / "talks/a.md") == (root / "talks", "a.md", "the file lies there, and in no project", "")
    assert root_of(root / "work/slides/b.md").folder == root / "work"


def test_a_strangers_file_gets_no_root_by_its_repository(make_project: MakeProject) -> None:
    root = make_project({".git/HEAD": "", "a/talk.md": "# A", "b/reveal-md.json": "{}", "b/c/talk.md": "# B"})

    assert root_of(root / "a/talk.md", untrusted=True).folder == root / "a"
    assert root_of(root / "b/c/talk.md", untrusted=True).folder == root / "b"
    assert root_of(root / "a/talk.md", root, untrusted=True).folder == root


# What the command line says


def test_the_command_line_names_another_root(make_project: MakeProject) -> None:
    root = make_project({"deckbuild.yml": "", "a/reveal-md.json": "{}", "a/b/talk.md": "# A", "a/slides/x.md": "# X"})

    assert root_of(root / "a/b/talk.md", root) == (root, "a/b/talk.md", "--root names it", "")
    assert root_of(root / "a/b/talk.md", root / "a/b").only == "talk.md"
    assert root_of(root / "a", root)[:2] == (root, "a")
    assert reason(root / "a/b/talk.md", root / "a/slides") == (
        f"{root / 'a/b/talk.md'} does not lie in {root / 'a/slides'}, which --root names"
    )
    assert reason(root / "a/b", root / "a/b").startswith("there is no slides/ folder in ")


def test_the_folder_that_the_command_was_started_in_counts_if_it_lies_in_the_project(make_project: MakeProject) -> None:
    root = make_project({".git": "", "a/talk.md": "# A", "docs/x.png": ""})

    assert root_of(root / "a/talk.md", started=root / "docs").started == "docs"
    assert root_of(root / "a/talk.md", started=root).started == ""
    assert root_of(root / "a/talk.md", started=root.parent).started == ""


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_root_that_cannot_be_one_is_a_usage_error(cli: Cli, make_project: MakeProject, command: str) -> None:
    root = make_project({"a/talk.md": "# A", "b/x.txt": ""})

    for wrong in ("b", "none", "b/x.txt"):
        result = cli(command, "--root", wrong, "a/talk.md", cwd=root)
        assert (result.exit_code, "Error: " in result.stderr) == (2, True)


def test_debug_says_which_folder_is_the_root_and_why(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"reveal-md.json": "{}", "a/talk.md": "# A"})

    said = f"root: {root} (reveal-md.json lies there)\n"
    assert cli("build", "--debug", "a/talk.md", cwd=root).stderr == said
    assert cli("--debug", "build", "a/talk.md", cwd=root).stderr == said
    assert cli("build", "--root", ".", "--debug", cwd=root).stderr == f"root: {root} (--root names it)\n"


# Where a build writes


def test_a_build_writes_into_a_project_else_beside_the_file(make_project: MakeProject) -> None:
    root = make_project({"own/slides/a.md": "", "theirs/reveal-md.json": "", "theirs/a/b.md": "", "none/a/b.md": ""})

    assert home(root / "own", "") == root / "own"
    assert home(root / "theirs", "a/b.md") == root / "theirs"
    assert home(root / "none", "a/b.md") == root / "none/a"
    assert home(root / "none", "a") == root / "none/a"


@pytest.mark.parametrize(("name", "theme"), [("reveal-md.json", 1), (".git/HEAD", 1), ("slides/a.md", 0)])
def test_a_dist_of_others_may_have_a_theme_in_it(cli: Cli, make_project: MakeProject, name: str, theme: int) -> None:
    root = make_project({name: "{}", "talk.md": "# A", "dist/mine.css": ".mine { color: red }"})
    result = cli("build", "--root", ".", "talk.md", "--theme", "dist/mine.css", cwd=root)

    assert (result.exit_code, "D402" in result.stderr) == (0, not theme)
    assert (root / "dist" / "talk.html").read_text(encoding="utf-8").count(".mine {") == theme


def test_a_deck_of_a_repository_is_written_beside_it_with_files_from_the_root(
    cli: Cli, make_project: MakeProject
) -> None:
    text = "\n\n".join(f"![]({name})" for name in ("/i/x.svg", "i/x.svg", "../i/x.svg", "y.svg", "near.svg"))
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    files = {".git/HEAD": "", "a/talk.md": text, "i/x.svg": svg, "a/near.svg": svg, "docs/y.svg": svg}
    root = make_project(files)
    result = cli("build", "../a/talk.md", cwd=root / "docs")

    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(path.name for path in (root / "a").iterdir()) == ["dist", "near.svg", "talk.md"]
    assert not (root / ".deckbuild").exists()
