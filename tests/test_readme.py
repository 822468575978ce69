"""The README names what there is, and what it shows is what happens."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from deckbuild.cli.commands import cli as command_line
from deckbuild.config.settings import DECK_SETTINGS, DECKS
from deckbuild.markdown.converter import converter
from tests.conftest import ROOT
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks() -> list[str]:
    """Return the indented blocks of the README, without their indentation."""
    found = re.findall(r"(?:^ {4,}.*\n|^\n(?= {4}))+", README, re.MULTILINE)
    return [re.sub(r"^ {4}", "", block, flags=re.MULTILINE).strip("\n") for block in found]


@pytest.mark.parametrize("command", command_line.list_commands(None))  # type: ignore[arg-type]  # it needs no context
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`deckbuild {command}" in README


@pytest.mark.parametrize("setting", [*DECK_SETTINGS, DECKS], ids=lambda setting: str(setting.name))
def test_every_setting_is_in_the_readme(setting: object) -> None:
    assert f"`{getattr(setting, 'name', '')}`" in README.split("## Settings")[1].split("## Commands")[0]


def test_the_make_targets_of_the_first_screen_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make (\w+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_file_that_the_readme_links_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    outside_code = [link for link in links if not link.startswith(("images/", "a.png"))]
    assert outside_code
    assert [link for link in outside_code if not (ROOT / link).exists()] == []


def test_every_file_that_the_security_policy_names_is_there() -> None:
    named = re.findall(r"`([\w/]+\.py)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    sources = ROOT / "src" / "deckbuild"

    assert len(named) >= 3
    assert [name for name in named if not (ROOT / name).is_file() and not (sources / name).is_file()] == []


def test_every_module_is_in_the_table_of_the_readme() -> None:
    table = README.split("| module | its one job |")[1].split("\n\n")[0]
    cells = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    named = {name for cell in cells for name in re.findall(r"`(\w+)/?`", cell)}
    files = (ROOT / "src" / "deckbuild").glob("*.py")
    modules = {path.stem for path in files} - {"__init__", "__main__"}

    assert modules - named == set()


def test_the_commands_of_the_tour_work(cli: Cli, tmp_path: Path) -> None:
    tour = next(block for block in blocks() if block.startswith("deckbuild init talk")).split("\n")
    for line in tour:
        words = shlex.split(line, comments=True)
        if words[1] != "serve":
            assert cli(*words[1:], cwd=tmp_path).exit_code == 0
    assert (tmp_path / "talk" / "dist" / "talk.html").is_file()
    assert (tmp_path / "talk" / "dist" / "index.html").is_file()


def test_the_message_in_the_readme_is_what_is_printed(make_project: MakeProject, cli: Cli) -> None:
    shown = next(block for block in blocks() if "error: the file" in block)
    deck = "# Attention\n\n!SUB\n\n## Who looks at whom\n\n"
    line = '![Attention weights](images/weights.png) <!-- .element width="60%" -->\n'
    root = make_project({"slides/talk.md": deck + line, "images/weight.png": png(3, 3)})
    result = cli("build", "--strict", cwd=root)

    message = shown[shown.index("slides/talk.md") :]
    assert result.exit_code == 1
    assert [each.strip() for each in message.split("\n")] == [
        each.strip() for each in result.stderr.split("\n")[: message.count("\n") + 1]
    ]


def markdown_examples() -> list[tuple[str, str]]:
    """The rows of the table of Markdown whose first cell is one example and whose second is its HTML."""
    rows = re.findall(r"^\| \w+ \| `([^`]+)`[^|`]* \| `(<[^`]+>)` \|$", README, re.MULTILINE)
    return [(text, html) for text, html in rows if html != "<br>"]


@pytest.mark.parametrize(("text", "html"), markdown_examples())
def test_what_the_readme_says_of_markdown_is_so(text: str, html: str) -> None:
    made = converter({}).convert(text)

    assert re.sub(r"\n|=\"\"", "", made) == html


def test_the_readme_has_examples_of_markdown() -> None:
    assert len(markdown_examples()) >= 7
