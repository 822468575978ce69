"""What the formats of `deckbuild check` say: each is held to its schema, and all tell the same findings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import jsonschema
import pytest
from lxml import etree  # type: ignore[import-untyped]

from deckbuild.check.reports import FORMATS
from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

SCHEMAS = Path(__file__).parent / "schemas"
# A finding over two lines, one in a file with an odd name, one of the build, one about a setting, and information.
FIRST = "# A <&>\n\n![](x.png)\n\n::: danger\nx\n:::\n\n!SUB\n\nNo title, \x1b 100%\n\n[x](y.pdf)\n"
FILES: dict[str, str | bytes] = {
    "slides/a, b: 100%.md": FIRST,
    "slides/c.md": "---\ntitel: C\n---\n# C\n",
    "x.png": png(4, 3),
}
# What is found: code, line, slide.
FOUND = [("D600", 3, 1), ("D612", 5, 1), ("D603", 11, 2), ("D401", 13, 2), ("D102", 2, 0)]


@pytest.fixture
def told(cli: Cli, make_project: MakeProject) -> dict[str, str]:
    """What each format prints about the same project."""
    root = make_project(FILES)
    results = {name: cli("check", "--no-browser", "--format", name, cwd=root) for name in FORMATS}

    assert {name: (each.exit_code, each.stderr) for name, each in results.items()} == dict.fromkeys(FORMATS, (0, ""))
    return {name: each.stdout for name, each in results.items()}


def test_each_format_is_as_its_schema_says_and_tells_all_findings(told: dict[str, str], cli: Cli) -> None:
    about: dict[str, Any] = json.loads(told["json"])
    jsonschema.validate(about, json.loads(cli("schema", "findings").stdout))
    assert (about["decks"], about["slides"]) == (["a, b: 100%", "c"], 3)
    assert [(each["code"], each["line"], each["slide"] or 0) for each in about["findings"]] == FOUND
    assert about["findings"][0] == {
        "code": "D600",
        "name": "no-alternative-text",
        "severity": "warning",
        "message": "x.png has no alternative text",
        "hint": "say in the brackets, or in alt.yml, what it shows",
        "file": "slides/a, b: 100%.md",
        "line": 3,
        "column": 5,
        "endLine": 3,
        "slide": 1,
        "states": [],
    }

    sarif = json.loads(told["sarif"])
    jsonschema.validate(sarif, json.loads((SCHEMAS / "sarif.json").read_text(encoding="utf-8")))
    (run,) = sarif["runs"]
    places = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    lines = [place["region"]["startLine"] for place in places]
    rules = [run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] for each in run["results"]]
    assert [*zip(rules, lines, strict=True)] == [each[:2] for each in FOUND]
    assert unquote(places[0]["artifactLocation"]["uri"]) == "slides/a, b: 100%.md"

    junit = etree.fromstring(told["junit"].encode())
    etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd")).assertValid(junit)
    faults = [each for each in FOUND if each[0] != "D603"]
    assert [case.get("name").split()[0] for case in junit.iter("testcase") if len(case)] == [each[0] for each in faults]
    assert junit.get("failures") == "4"

    commands = [_command(line) for line in told["github"].splitlines()]
    assert [(each["title"][:4], int(each["line"])) for each in commands] == [each[:2] for each in FOUND]
    assert commands[0]["file"] == "slides/a, b: 100%.md"
    assert [each["command"] for each in commands] == ["warning", "warning", "notice", "warning", "warning"]
    assert commands[0]["text"] == "x.png has no alternative text\nsay in the brackets, or in alt.yml, what it shows"

    assert re.findall(r"\[(D\d+)\]$", told["text"], re.MULTILINE) == [each[0] for each in faults]
    assert told["text"].endswith("2 decks, 3 slides: 4 warnings\n")


def _command(line: str) -> dict[str, str]:
    """The parts of a command of GitHub Actions, as its runner reads them (src/Runner.Common/ActionCommand.cs)."""
    found = re.fullmatch(r"::(?P<command>[a-z]+) (?P<properties>[^:]*)::(?P<text>.*)", line)
    assert found
    pairs = (each.split("=", 1) for each in found["properties"].split(","))
    return {"command": found["command"], "text": unquote(found["text"])} | {name: unquote(text) for name, text in pairs}


def test_a_project_without_findings_is_told_in_each_format(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A\n"})
    told = {name: cli("check", "--no-browser", "--format", name, cwd=root).stdout for name in FORMATS}

    assert told["text"] == "1 deck, 1 slide: nothing found\n"
    assert told["github"] == ""
    assert json.loads(told["json"])["findings"] == json.loads(told["sarif"])["runs"][0]["results"] == []
    assert etree.fromstring(told["junit"].encode()).get("failures") == "0"
