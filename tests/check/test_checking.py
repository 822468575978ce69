"""`deckbuild check` and `deckbuild build --check`: what they print, how they end, and what settings make of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckbuild.browser.program import VARIABLE
from deckbuild.check import checking, source
from deckbuild.page.layout import ALONE
from deckbuild.pipeline import stages
from deckbuild.pipeline.rules_of_check import OF_CHECK
from deckbuild.project import loader
from deckbuild.project.text import of_text
from deckbuild.rendering.reuse import Rendering
from tests.conftest import ROOT
from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

PICTURE = "![](x.png)"
TOLD = "x.png has no alternative text [D600]"


def test_settings_may_name_each_rule_of_check() -> None:
    assert {rule.code: rule.name for rule in checking.RULES} == OF_CHECK


def test_the_docs_tell_each_rule_of_check() -> None:
    page = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")

    assert [rule.code for rule in source.RULES if f"| {rule.code} `{rule.name}` |" not in page] == []


def test_a_finding_is_printed_as_build_prints_problems(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": f"# A\n\n{PICTURE}\n", "x.png": png(4, 3), "slides/b.md": "# B\n"})
    result = cli("check", "--no-browser", cwd=root)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"slides/a.md:3:5: warning: {TOLD}",
        "  3 | ![](x.png)",
        "    |     ^^^^^",
        "  hint: say in the brackets, or in alt.yml, what it shows",
        "2 decks, 2 slides: 1 warning",
    ]
    assert not (root / "dist").exists()


def test_what_build_tells_is_told_too(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A\n\n![A](x.png)\n\n!SUB\n\n!SUB\n\n# B\n"})

    assert cli("check", "--no-browser", "--verbose", cwd=root).stdout.count("the file x.png does not exist [D401]") == 1
    assert "[D201]" in cli("check", "--no-browser", "--verbose", cwd=root).stdout
    assert "[D201]" not in cli("check", "--no-browser", cwd=root).stdout


@pytest.mark.parametrize(
    ("config", "text", "strict", "told", "exit_code"),
    [
        ("", PICTURE, False, "warning: ", 0),
        ("", PICTURE, True, "warning: ", 1),
        ("rules: {D600: error}", PICTURE, False, "error: ", 1),
        ("rules: {no-alternative-text: error}", PICTURE, False, "error: ", 1),
        ("rules: {D600: info}", PICTURE, True, "", 0),
        ("rules: {D600: off}", PICTURE, True, "", 0),
        ("rules: {D600: false}", PICTURE, True, "", 0),
        ("", f"{PICTURE}\n\n<!-- deckbuild: allow D600 -->", True, "", 0),
        ("rules: {D60: off}", "Text", True, "deckbuild.yml:1:9: warning: there is no rule 'D60' ", 1),
    ],
)
def test_settings_and_slides_grade_the_rules(
    config: str, text: str, strict: bool, told: str, exit_code: int, cli: Cli, make_project: MakeProject
) -> None:
    root = make_project({"slides/a.md": f"# A\n\n{text}\n", "deckbuild.yml": config, "x.png": png(4, 3)})
    result = cli("check", "--no-browser", *(["--strict"] if strict else []), cwd=root)

    assert result.exit_code == exit_code
    assert told in result.stdout
    assert ("[D600]" in result.stdout) == (told in ("warning: ", "error: "))


@pytest.mark.parametrize(
    ("limit", "text", "code"),
    [
        ("words: 3", "## Four words are here", "D607"),
        ("items: 2", "- a\n- b\n- c", "D608"),
        ("code_lines: 1", "```\na\nb\n```", "D609"),
        ("least_pixels: 2", "![X](x.png){width=4}", "D605"),
        ("most_pixels: 0.5", "![X](x.png){width=4}", "D606"),
    ],
)
def test_settings_set_the_limits(limit: str, text: str, code: str, cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": f"# A\n\n{text}\n", "x.png": png(4, 3), "deckbuild.yml": ""})
    assert f"[{code}]" not in cli("check", "--no-browser", "-v", cwd=root).stdout

    (root / "deckbuild.yml").write_text(f"limits: {{{limit}}}", encoding="utf-8")
    assert f"[{code}]" in cli("check", "--no-browser", "-v", cwd=root).stdout


def test_the_decks_of_the_repository_have_no_false_finding() -> None:
    project = loader.read(ROOT, "slides")
    decks = checking.decks_of(list(stages.build(project, Rendering(lines=True))))
    found = [each for deck in decks for each in checking.found_in(deck) if not each.diagnostic.is_information]

    assert [str(each.diagnostic) for each in found] == []


def test_a_chapter_that_two_decks_share_is_told_once(cli: Cli, make_project: MakeProject) -> None:
    decks = "decks: {one: {chapters: [slides/a.md]}, two: {chapters: [slides/a.md]}}"
    root = make_project({"slides/a.md": f"# A\n\n{PICTURE}\n", "deckbuild.yml": decks, "x.png": png(4, 3)})

    assert cli("check", "--no-browser", cwd=root).stdout.count(TOLD) == 1


def test_a_build_with_check_writes_the_page_unless_there_are_errors(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": f"# A\n\n{PICTURE}\n", "x.png": png(4, 3), "slides/b.md": "# B\n"})
    page = root / "dist" / "a.html"
    result = cli("build", "--check", "--no-browser", cwd=root)

    assert (result.exit_code, result.stderr.count(TOLD)) == (0, 1)
    assert "data-line=" not in page.read_text(encoding="utf-8")

    page.unlink()
    (root / "deckbuild.yml").write_text("rules: {D600: error}", encoding="utf-8")
    result = cli("build", "--check", "--no-browser", cwd=root)

    assert (result.exit_code, result.stderr.count(TOLD), page.exists()) == (1, 1, False)
    assert (root / "dist" / "b.html").is_file()
    assert cli("build", cwd=root).exit_code == 0


def test_the_page_is_weighed_without_the_lines_that_only_check_wants(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A\n\n- b\n- c\n", "deckbuild.yml": ""})
    cli("build", cwd=root)
    size = (root / "dist" / "a.html").stat().st_size
    told = {}
    for budget in (size, size - 1):
        (root / "deckbuild.yml").write_text(f"size_budget: {budget} B", encoding="utf-8")
        told[budget] = "[D505]" in cli("check", "--no-browser", cwd=root).stdout

    assert told == {size: False, size - 1: True}


def test_a_finding_ends_where_its_element_ends(make_project: MakeProject) -> None:
    code = "\n".join("x" * 21)
    root = make_project({"slides/a.md": f"# A\n\n```\n{code}\n```\n\nText.\n"})
    (deck,) = checking.decks_of(list(stages.build(loader.read(root), Rendering(lines=True))))

    assert [(each.line, each.end_line, each.slide) for each in checking.found_in(deck)] == [(3, 25, 1)]


def test_a_path_without_a_project_is_used_wrongly(cli: Cli) -> None:
    assert cli("check", "--no-browser", "nowhere").exit_code == 2


def test_a_browser_that_is_wanted_and_not_there_is_used_wrongly(cli: Cli, make_project: MakeProject) -> None:
    root, nowhere = make_project({"slides/a.md": "# A\n"}), {VARIABLE: "/nowhere/chromium"}
    wanted, left = (cli("check", *words, cwd=root, env=nowhere) for words in (["--browser"], []))

    assert (wanted.exit_code, wanted.stdout) == (2, "")
    assert wanted.stderr.startswith(f"error: {VARIABLE} is '/nowhere/chromium', which is not a program; ")
    assert (left.exit_code, left.stdout) == (0, "1 deck, 1 slide: nothing found\n")
    assert left.stderr.startswith("without a browser some rules are left out: ")
    assert left.stderr.count("\n") == 1


# What rules look at, whole and broken.
PIECES = st.sampled_from(
    [
        *("# A", '#### B {.x title="y', "!SUB", '!SLIDE class="dense"', "!NOTE", "Note:", "---", "- a\n  - b", "1. c"),
        *("![](x.png)", "![a](b.png){width=30%}", "<img src='c d.png'>", "<aside class='notes'>", "</aside>", "<li>"),
        *(
            "```python fiel=x",
            "```",
            "    code",
            "~~~",
            "$x_{{a}$",
            "{{ a }",
            "\\{{ b }",
            "x[^y-z]",
            "[^abc]: d",
            "::: tip",
        ),
        *(
            ":::",
            "> [!NOTE]",
            "[l](two.html#/1)",
            "<http://a.b/c>",
            "| a | b |\n| - | - |\n| 1 | 2 |",
            "<!--",
            "-->",
            "\t",
        ),
        *('<!-- .element class="x" -->', '<!-- .slide: data-background-image="a.png" -->', "\u4e2d\u6587", "&amp; <b>"),
    ]
)


@settings(max_examples=40)
@given(st.lists(PIECES, max_size=12), st.sampled_from(["\n", "\n\n"]))
def test_any_text_is_checked_and_findings_stand_in_it(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    (made,) = stages.build(of_text(text, {}), Rendering(lines=True), ALONE)
    lines = text.split("\n")

    for each in checking.found_in(checking.decks_of([made])[0]):
        assert 1 <= each.line <= each.end_line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1


def test_what_is_kept_of_a_slide_is_found_anew_when_it_changes(cli: Cli, make_project: MakeProject) -> None:
    slides: dict[str, str | bytes] = {
        "slides/a.md": f"# A\n\n{PICTURE}\n\n!SUB\n\n## B\n\n![B](x.png)\n",
        "x.png": png(400, 300),
    }
    root = make_project(slides | {"deckbuild.yml": ""})

    def codes() -> list[tuple[str, str]]:
        told = cli("check", "-v", "--no-browser", cwd=root).stdout
        return re.findall(r"^\S+?:(\d+:\d+: \w+): .*\[(D\d+)\]$", told, re.MULTILINE)

    first = codes()
    assert first == codes() == [("3:5: warning", "D600")]
    (root / "slides" / "a.md").write_text(f"# A\n\nText.\n\n{PICTURE}\n\n!SUB\n\n### B\n\n##### C\n", encoding="utf-8")
    assert codes() == [("5:5: warning", "D600"), ("11:1: warning", "D602")]
    (root / "x.png").write_bytes(png(4000, 3000))
    assert codes() == [("5:5: warning", "D600"), ("5:5: info", "D606"), ("11:1: warning", "D602")]
    (root / "deckbuild.yml").write_text("limits: {most_pixels: 9}", encoding="utf-8")
    assert codes() == [("5:5: warning", "D600"), ("11:1: warning", "D602")]
