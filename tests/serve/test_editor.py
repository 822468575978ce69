"""Which editor is opened, and how."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from deckbuild.config.settings import EDITORS
from deckbuild.serve import editor
from deckbuild.serve.editor import CannotEdit, choose, open_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Let only these programs be there."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    def install(*names: str) -> None:
        for name in names:
            program = tmp_path / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text("#!/bin/sh\n", encoding="utf-8")
            program.chmod(0o755)

    return install


@pytest.mark.parametrize(
    ("command", "name", "environment", "words"),
    [
        ("my {file} +{line}", "vim", {"DECKBUILD_EDITOR": "code"}, ["my", "{file}", "+{line}"]),
        ("code", "", {}, ["code", "-g", "{file}:{line}:{column}"]),
        ("/opt/my 'a b'", "", {}, ["/opt/my", "a b", "{file}"]),
        ("", "gvim", {"DECKBUILD_EDITOR": "idea"}, ["idea", "--line", "{line}", "--column", "{column}", "{file}"]),
        ("", "gvim", {"EDITOR": "code --wait"}, ["gvim", "+call cursor({line},{column})", "{file}"]),
        ("", "", {"EDITOR": "code --wait"}, ["code", "-g", "{file}:{line}:{column}"]),
        ("", "", {"VISUAL": "emacsclient", "EDITOR": "code"}, ["emacsclient", "-n", "+{line}:{column}", "{file}"]),
        ("", "", {"EDITOR": "vim"}, ["code", "-g", "{file}:{line}:{column}"]),
        (
            "",
            "",
            {"EDITOR": "vim", "TMUX": "/tmp/tmux"},  # noqa: S108 -- never opened
            ["tmux", "new-window", "vim", "+call cursor({line},{column})", "{file}"],
        ),
        ("", "subl", {}, ["code", "-g", "{file}:{line}:{column}"]),
    ],
)
def test_the_first_that_is_named_and_can_be_opened_is_taken(
    install: Install, command: str, name: str, environment: dict[str, str], words: list[str]
) -> None:
    install("code", "gvim", "vim", "emacsclient", "tmux")

    assert list(choose(command, name, environment)) == words


def test_without_an_editor_the_message_says_what_to_set(install: Install) -> None:
    install()

    with pytest.raises(CannotEdit, match="no editor was found; set DECKBUILD_EDITOR, such as DECKBUILD_EDITOR='code"):
        choose("", "", {"EDITOR": "nano"})


@pytest.mark.parametrize("environment", [{"EDITOR": "vim"}, {"DECKBUILD_EDITOR": "vim"}])
def test_an_editor_that_wants_a_terminal_is_told_where_it_gets_one(
    install: Install, environment: dict[str, str]
) -> None:
    install("vim")

    with pytest.raises(CannotEdit, match=r"^vim needs a terminal: run `deckbuild serve` in tmux, or set DECKBUILD_ED"):
        choose("", "", environment)


def test_an_editor_that_fails_at_once_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotEdit, match=r"^false ended with 1; set DECKBUILD_EDITOR"):
        open_at(("false", "{file}"), tmp_path / "a.md", 1, 1)


def test_a_command_that_cannot_be_read_is_told() -> None:
    with pytest.raises(CannotEdit, match="has a quotation mark too many or too few"):
        choose("code '{file}", "", {})


def test_every_editor_that_the_setting_may_name_is_known() -> None:
    assert sorted(EDITORS) == sorted({**editor.WINDOWS, **editor.TERMINALS})


def test_no_shell_reads_the_name_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "$(touch x); {line} 'a\".md"
    told = tmp_path / "told"
    script = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text('|'.join(sys.argv[2:]))"
    process = open_at((sys.executable, "-c", script, str(told), "{file}:{line}", "{column}"), file, 12, 3)
    process.wait(timeout=20)

    assert told.read_text(encoding="utf-8") == f"{file}:12|3"


def test_an_editor_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotEdit, match=r"^no-such-editor cannot be started: No such file or directory; set DECK"):
        open_at(("no-such-editor", "{file}"), tmp_path / "a.md", 1, 1)
