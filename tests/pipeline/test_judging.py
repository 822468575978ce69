"""The severity of rules as projects want it, and what slides and addresses allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.config.rule_settings import is_allowed
from deckbuild.pipeline import stages
from deckbuild.project import loader

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

REMOTE = "![](https://example.org/x.png)"
EMPTY = "# A\n\n!SUB\n\n!SUB\n\n# B\n"


def found(make_project: MakeProject, config: str, text: str = REMOTE, *, untrusted: bool = False) -> list[str]:
    """What is told of a project with this deckbuild.yml and one deck: severity, code and line."""
    read = loader.read(make_project({"slides/a.md": text, "deckbuild.yml": config}), untrusted=untrusted)
    told = [*read.diagnostics, *(each for made in stages.build(read) for each in made.diagnostics)]
    return [f"{each.rule.severity.value} {each.rule.code}:{each.location.line}" for each in told]


@pytest.mark.parametrize(
    ("config", "text", "told"),
    [
        ("rules: {D403: off}", REMOTE, []),
        ("rules: {d403: false}", REMOTE, []),
        ("rules: {not-self-contained: info}", REMOTE, ["info D403:1"]),
        ("rules: {D403: error}", REMOTE, ["error D403:1"]),
        ("rules: {D403:}", REMOTE, ["warning D403:1"]),
        ("rules: {empty-slide: error}", EMPTY, ["error D201:3"]),
        ("titel: A\nrules: {unknown-setting: off}", "# A", []),
        ("allow: https://example.org/", REMOTE, []),
        ("allow: [https://www.youtube.com/, https://EXAMPLE.org]", REMOTE, []),
        ("allow: https://example.org/y", REMOTE, ["warning D403:1"]),
        ("allow: https://example.org", "![](https://example.org.evil/x.png)", ["warning D403:1"]),
        ("allow: https://example.org/\ncss: https://example.org/a.css", "# A", []),
        ("allow: https://example.org/", "<style>a { b: url(https://example.org/x.png) }</style>", []),
    ],
)
def test_a_project_grades_rules_and_allows_addresses(
    make_project: MakeProject, config: str, text: str, told: list[str]
) -> None:
    assert found(make_project, config, text) == told


def test_the_front_matter_of_a_deck_counts_for_that_deck_and_wins(make_project: MakeProject) -> None:
    text = f"---\nrules: {{D403: info, D201: off}}\n---\n{REMOTE}\n\n{EMPTY}"

    assert found(make_project, "rules: {D403: off}", text) == ["info D403:4"]


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("<!-- deckbuild: allow D403 -->", ["warning D403:9"]),
        ("<!--deckbuild:allow: not-self-contained, D302-->", ["warning D403:9"]),
        ("<!-- deckbuild: allow D404 -->", ["warning D403:5", "warning D403:9"]),
        ("`<!-- deckbuild: allow D403 -->`", ["warning D403:5", "warning D403:9"]),
        ("<!-- deckbuild: alow D403 -->", ["warning D301:3", "warning D403:5", "warning D403:9"]),
        ("<!-- deckbuild: allow D999 -->", ["warning D403:5", "warning D403:9", "warning D116:3"]),
    ],
)
def test_a_comment_allows_a_rule_for_its_slide(make_project: MakeProject, comment: str, told: list[str]) -> None:
    assert found(make_project, "", f"# A\n\n{comment}\n\n{REMOTE}\n\n!SUB\n\n{REMOTE}\n") == told


def test_the_comment_does_not_get_into_the_page(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": f"# A\n\n{REMOTE} <!-- deckbuild: allow D403 -->\n"})
    results = [cli("build", "--strict", root) for _ in range(2)]  # the second takes the slide from the cache

    assert [(each.exit_code, each.stderr) for each in results] == [(0, ""), (0, "")]
    assert "deckbuild: allow" not in (root / "dist" / "a.html").read_text(encoding="utf-8")


def test_a_rule_that_is_not_there_or_stays_an_error_is_told_where_it_is_named(
    cli: Cli, make_project: MakeProject
) -> None:
    rules = "rules:\n  zzz: off\n  mising-file: info\n  bad-yaml: off\n  D401: never\n"
    root = make_project({"slides/a.md": "# A\n\n<!-- deckbuild: allow D110 -->\n", "deckbuild.yml": rules})
    lines = cli("build", cwd=root).stderr.splitlines()

    assert [line for line in lines if not line.startswith("  ") or "hint" in line] == [
        "deckbuild.yml:5:9: warning: one of off, info, warning, error is wanted here, not 'never' [D103]",
        "deckbuild.yml:2:3: warning: there is no rule 'zzz' [D116]",
        "  hint: `deckbuild explain` lists them",
        "deckbuild.yml:3:3: warning: there is no rule 'mising-file' [D116]",
        "  hint: did you mean 'missing-file'?",
        "deckbuild.yml:4:3: warning: bad-yaml is an error, and stays one [D116]",
        "  hint: no page can be made of what it tells, or it is unsafe",
        "slides/a.md:3:23: warning: D110 is an error, and stays one [D116]",
        "  hint: no page can be made of what it tells, or it is unsafe",
    ]


def test_an_error_cannot_be_lowered(make_project: MakeProject) -> None:
    told = found(make_project, "rules: {D104: off, not-text: info}", "\0")

    assert "error D104:1" in told


def test_a_stranger_hides_nothing(make_project: MakeProject) -> None:
    config = "rules: {D403: off}\nallow: https://example.org/\n"
    text = f"---\nrules: {{D403: off}}\n---\n<!-- deckbuild: allow D403 D112 -->\n\n{REMOTE}\n"
    told = found(make_project, config, text, untrusted=True)

    assert told == ["warning D112:1", "warning D112:2", "warning D112:2", "warning D403:6"]


def test_the_command_line_grades_rules_too(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": REMOTE})

    assert cli("build", "--strict", root, "--set", "rules.D403=off").exit_code == 0
    assert cli("build", "--strict", root, "--untrusted", "--set", "allow=https://example.org/").exit_code == 0
    assert cli("build", root, "--set", "rules.D403=error").exit_code == 1


def test_a_chapter_that_two_decks_share_is_told_of_once(cli: Cli, make_project: MakeProject) -> None:
    config = "decks:\n  one: {chapters: [shared.md]}\n  two: {chapters: [shared.md]}\n"
    root = make_project({"deckbuild.yml": config, "shared.md": f"{REMOTE}\n\n![](none.png)\n"})
    result = cli("build", cwd=root)

    assert result.exit_code == 0
    assert [line.split(" ")[0] for line in result.stderr.splitlines() if "warning" in line] == [
        "shared.md:1:5:",
        "shared.md:3:5:",
    ]
    assert cli("build", "--strict", cwd=root).stderr.count("is not written: 2 warnings") == 2


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://a.b/c", "https://a.b/"),
        ("HTTPS://A.b/c", "https://a.B/c"),
        ("https://a.b", "https://a.b/"),
        ("//a.b/c", "//a.b/"),
    ],
)
def test_an_address_begins_as_an_allowed_one(address: str, allowed: str) -> None:
    assert is_allowed(address, (allowed,))
    assert not is_allowed(address.replace("b", "b.evil"), (allowed,))
