"""The README and docs/ name what there is, and what they show is what happens."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from deckbuild.cli.commands import cli as command_line
from deckbuild.cli.known_rules import all_rules
from deckbuild.config.settings import DECK_SETTINGS, DECKS, EDITOR
from deckbuild.markdown.converter import converter
from tests.conftest import ROOT
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
LINKING = ["README.md", "CONTRIBUTING.md", *(f"docs/{name}" for name in PAGES)]


def blocks() -> list[str]:
    """Return the indented blocks of the README, without their indentation."""
    found = re.findall(r"(?:^ {4,}.*\n|^\n(?= {4}))+", README, re.MULTILINE)
    return [re.sub(r"^ {4}", "", block, flags=re.MULTILINE).strip("\n") for block in found]


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_the_readme_has_at_most_150_lines() -> None:
    assert len(README.splitlines()) <= 150


def test_the_readme_leads_to_every_page() -> None:
    assert [name for name in PAGES if f"](docs/{name})" not in README] == []


def test_every_command_is_in_the_docs() -> None:
    names = command_line.list_commands(None)  # type: ignore[arg-type]  # it needs no context

    assert [name for name in names if f"| `deckbuild {name}" not in PAGES["ci.md"]] == []


def test_every_option_of_a_command_is_in_its_row() -> None:
    for name in ("build", "check", "serve"):
        (row,) = re.findall(rf"^\| `deckbuild {name} .*$", PAGES["ci.md"], re.MULTILINE)
        command: Any = command_line.get_command(None, name)  # type: ignore[arg-type]  # it needs no context
        options = [word for each in command.params for word in each.opts if word.startswith("--")]

        assert [option for option in options if f"`{option}" not in row] == [], name


def test_the_table_of_the_settings_is_the_one_that_the_settings_make() -> None:
    script = [sys.executable, str(ROOT / "docs" / "make_settings.py")]
    made = subprocess.run(script, capture_output=True, text=True, check=True, encoding="utf-8").stdout

    assert all(f"| `{each.name}` |" in made for each in (*DECK_SETTINGS, DECKS, EDITOR))
    assert made in PAGES["settings.md"]


def test_the_sections_of_the_features_are_those_that_the_features_make() -> None:
    script = [sys.executable, str(ROOT / "docs" / "make_features.py")]
    made = subprocess.run(script, capture_output=True, text=True, check=True, encoding="utf-8").stdout

    assert "### divisions\n" in made
    assert made in PAGES["language.md"]


def test_every_rule_is_in_the_docs() -> None:
    rows = [f"| {rule.code} | {rule.severity.value} | `{rule.name}` |" for rule in all_rules().values()]

    assert re.findall(r"^\| D\d+ .*$", PAGES["ci.md"], re.MULTILINE) == rows


def test_every_package_is_in_the_architecture() -> None:
    packages = [path.parent.name for path in (ROOT / "src" / "deckbuild").glob("*/__init__.py")]

    assert len(packages) >= 10
    assert [name for name in packages if f"| `{name}/` |" not in PAGES["architecture.md"]] == []


def test_every_file_that_the_architecture_names_is_there() -> None:
    named = re.findall(r"`([\w/]+/\w+\.py)`", PAGES["architecture.md"])

    assert len(named) >= 8
    assert [name for name in named if not any((ROOT / above / name).is_file() for above in ("", "src/deckbuild"))] == []


def test_the_make_targets_that_the_docs_name_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"(?:^ {4}|`)make ([a-z-]+)", "\n".join([README, *PAGES.values()]), re.MULTILINE)

    assert {"serve", "build", "test"} <= set(named)
    assert [target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


@pytest.mark.parametrize("page", LINKING)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    text = re.sub(r"^ {4}.*$|`[^`\n]+`", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE)
    for link in re.findall(r"\]\(([^)]+)\)", text):
        file, _, anchor = link.partition("#")
        if "://" not in link:
            target = (ROOT / page).parent / file if file else ROOT / page
            assert target.exists(), link
            assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


def test_every_file_that_the_security_policy_names_is_there() -> None:
    named = re.findall(r"`([\w/]+\.py)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    sources = ROOT / "src" / "deckbuild"

    assert len(named) >= 3
    assert [name for name in named if not (ROOT / name).is_file() and not (sources / name).is_file()] == []


def test_the_commands_of_the_tour_work(cli: Cli, tmp_path: Path) -> None:
    tour = next(block for block in blocks() if block.startswith("deckbuild init talk")).split("\n")
    for line in tour:
        words = shlex.split(line, comments=True)
        if words[1] != "serve":
            assert cli(*words[1:], cwd=tmp_path).exit_code == 0
    assert (tmp_path / "talk" / "dist" / "talk.html").is_file()
    assert (tmp_path / "talk" / "dist" / "index.html").is_file()


def test_the_message_in_the_readme_is_what_is_printed(make_project: MakeProject, cli: Cli) -> None:
    shown = next(block for block in blocks() if "warning: the file" in block)
    deck = "# Attention\n\n!SUB\n\n## Who looks at whom\n\n"
    line = '![Attention weights](images/weights.png) <!-- .element width="60%" -->\n'
    root = make_project({"slides/talk.md": deck + line, "images/weight.png": png(3, 3)})
    result = cli("build", "--strict", cwd=root)

    message = shown[shown.index("slides/talk.md") :]
    assert result.exit_code == 1
    assert [each.strip() for each in message.split("\n")] == [
        each.strip() for each in result.stderr.split("\n")[: message.count("\n") + 1]
    ]


def test_the_python_example_runs(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGES["python.md"], re.DOTALL)
    (tmp_path / "talk.md").write_text("# Talk\n\n!SUB\n\n## Two\n", encoding="utf-8")
    result = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert result.stdout == "Talk 2\n"
    assert (tmp_path / "dist" / "talk.html").is_file()


def markdown_examples() -> list[tuple[str, str]]:
    """The rows of the table of Markdown whose first cell is one example and whose second is its HTML."""
    rows = re.findall(r"^\| \w+ \| `([^`]+)`[^|`]* \| `(<[^`]+>)` \|$", PAGES["language.md"], re.MULTILINE)
    return [(text, html) for text, html in rows if html != "<br>"]


@pytest.mark.parametrize(("text", "html"), markdown_examples())
def test_what_the_docs_say_of_markdown_is_so(text: str, html: str) -> None:
    made = converter({}).convert(text)

    assert re.sub(r"\n|=\"\"", "", made) == html


def test_the_docs_have_examples_of_markdown() -> None:
    assert len(markdown_examples()) >= 7
