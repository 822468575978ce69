"""The fine print of variables: where they stand, what gives them their values, and what is told."""

from __future__ import annotations

import os
import re
import subprocess
from html import unescape
from typing import TYPE_CHECKING

import pytest

from deckbuild import build, render
from deckbuild.features import PIPELINE
from deckbuild.features.findings import Findings
from deckbuild.features.variables import in_source
from deckbuild.parsing.redivision import Divider
from deckbuild.pipeline import stages
from deckbuild.rendering.reuse import Rendering
from deckbuild.serve.rebuild import BuiltPages, rebuild

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject

VARS = {"n": "42", "x": "k", "course": {"name": "Bio & 50 % {x}_y", "term": "Spring"}, "w": "40%", "cls": "small muted"}


def slides(page: str) -> str:
    """The HTML of the slides of a page."""
    return page.partition('<div class="slides">')[2].partition("<script>")[0]


def told(text: str, make_project: MakeProject) -> list[str]:
    files = {"slides/a.md": f"# a\n\n!SUB\n{text}", "deckbuild.yml": f"vars: {VARS}"}
    (deck,) = build(make_project(files))
    return [str(each).removeprefix("slides/a.md:") for each in deck.diagnostics]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("$\\alpha = {{ n }} + {{x}}$", "<mi>\u03b1</mi><mo>=</mo><mn>42</mn><mo>+</mo><mi>k</mi>"),
        ("$a_{{{ n }}}$", "<msub><mi>a</mi><mn>42</mn></msub>"),
        ("$y = {{ course.name }}$", "<mtext>Bio\u00a0&amp;\u00a050\u00a0%\u00a0{x}_y</mtext>"),
        ("$$\n\\text{in {{ course.term }}}\n$$", "<mtext>in\u00a0Spring</mtext>"),
        ("```math\n{{ n }}\n```", "<mn>42</mn>"),
        ("$\\frac{{a}}{{b}}$", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"),
        (
            "::: columns\n::: {.column width={{ w }}}\na\n:::\n::: column\nb\n:::\n:::",
            "minmax(0, 40fr) minmax(0, 60fr)",
        ),
        ("## a {.{{ cls }} #i{{ n }}}", '<h2 class="small muted" id="i42">a</h2>'),
        ("[a](<https://e.org/{{ course.name }}>)", 'href="https://e.org/Bio%20&amp;%2050%20%%20{x}_y"'),
        ("![{{ course.name }}](#b)", 'alt="Bio &amp; 50 % {x}_y"'),
        ("[a]\n\n[a]: https://e.org/{{ n }}", '<a href="https://e.org/42">a</a>'),
        ('<b title="{{ course.name }}">c</b>', '<b title="Bio &amp; 50 % {x}_y">c</b>'),
        ("| a |\n|---|\n| {{ n }} |\n| 1.25 |", '<span class="number">42<span class="rest" data-wide=".00">'),
        ('a\n<!-- .slide: data-state="{{ course.name }}" -->', '<section data-state="Bio &amp; 50 % {x}_y">'),
        ("```\n{{ n }}\n```\n`{{ n }}`", "<code>{{ n }}</code>"),
        ('a\n\n!SLIDE data-state="{{ course.term }}" class=x\nb', '<section data-state="Spring" class="x">'),
        ("a\n\n!SLIDE {.b data-state='{{x}}'}\nb", '<section class="b" data-state="k">'),
    ],
)
def test_a_value_is_plain_text_wherever_it_stands(text: str, html: str) -> None:
    page = slides(render(f"# a\n\n!SLIDE\n{text}\n", vars=VARS))

    assert html in page
    assert "deckvariable" not in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a\n[b](https://e.org/{{ corse.name }})",
            ["5:19: warning: the variable 'corse.name' has no value [D716] (did"],
        ),
        ("![](#a){width={{ ww }}}", ["4:15: warning: the variable 'ww' has no value [D716] (did you mean 'w'?)"]),
        (
            "a {{ zz }} {{ zz }}\n{{ zz }}",
            ["4:3: warning: the variable 'zz' has no value", "5:1: warning: the variable"],
        ),
        (
            "a\n\n!SUB data-state={{zz}}\nb",
            ["6:17: warning: the variable 'zz' has no value [D716] (give it a value und"],
        ),
        (
            "$x^{{n}} + \\frac{{a}}{{b}} {{ cours.term }}$",
            ["4:28: warning: the variable 'cours.term' has no value [D7"],
        ),
        (
            "$$\nx +\n{{ coursename }}\n$$",
            ["6:1: warning: the variable 'coursename' has no value [D716] (did you mean"],
        ),
        (
            "<p>{{ name }} {{ course.trem }}</p>",
            ["4:15: warning: the variable 'course.trem' has no value [D716] (did yo"],
        ),
        ("`{{ nn }}`\n\n```\n{{ nn }}\n```\n\\{{ nn }}", []),
        (
            "$y = {{ course.name }} \\foo$",
            ["4:24: warning: this formula cannot be drawn: there is no command \\foo [D740]"],
        ),
        (
            "::: columns\n::: {.column width={{ n }}x}\na\n:::\n:::",
            ["5:1: warning: '42x' is no width of a column [D704] (write a part of the slide, such as 40%)"],
        ),
        (
            "a ![b](#c){wdth={{ n }}}",
            ["4:12: warning: 'wdth' is nearly an attribute that is known [D311] (did you mean 'wi"],
        ),
    ],
)
def test_mistakes_with_variables_are_told_where_they_are_typed(
    text: str, expected: list[str], make_project: MakeProject
) -> None:
    found = told(text, make_project)

    assert [each[: len(wanted)] for each, wanted in zip(found, expected, strict=True)] == expected


def test_the_source_of_a_diagram_has_values_and_knows_where_they_come_from() -> None:
    found = Findings()
    found.variables = {"a": "one\ntwo", "b": ""}
    filled = in_source("x {{ a }} y {{b}}{{ c }}z", 0, found, str.upper)

    assert filled.text == "x ONE TWO y {{ c }}z"
    assert [filled.origin(at) for at in range(len(filled.text))] == [0, 1, *[2] * 7, 9, 10, 11, *range(17, 25)]


ODD = """A "b" (c) [d] {e} | f; <g> & 50% #1 \\n it's"""


@pytest.mark.parametrize(
    "source",
    [
        "```mermaid\nflowchart LR\n  a[{{ v }}] -- {{ v }} --> b{{six}}\n```",
        '```mermaid\nflowchart LR\n  a["{{ v }}"]\n```',
        "```mermaid\nsequenceDiagram\n  a->>b: {{ v }}\n```",
        '```dot\ngraph { a [label="{{ v }}"] }\n```',
        "```d2\na: {{ v }}\n```",
        '```d2\na: "{{ v }}"\n```',
        "```chart bar\nx, {{ v }}\n{{ v }}, {{ n }}\n2, 3\n```",
        "```csv\nx, {{ v }}\n{{ v }}, {{ n }}\n```",
        '```vega-lite\n{"title": "{{ v }}", "data": {"values": [{"a": {{ n }}}]}, "mark": "point"}\n```',
    ],
)
def test_a_value_is_a_text_in_diagrams_and_charts(source: str) -> None:
    page = slides(render(f"# a\n\n!SLIDE\n{source}", vars={"v": ODD, "n": "1"}, features=[*PIPELINE]))
    texts = " ".join(re.sub(r"<style.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL).split())

    assert ODD in unescape(texts)
    assert 'class="undrawn"' not in page


def test_a_mistake_in_a_diagram_with_variables_is_told_where_it_is_typed(make_project: MakeProject) -> None:
    text = "```d2\na: {{ course.name }} {\n  shape: {{ course.term }}x\n}\n```\n\n"
    text += '```dot\ngraph { "{{ course.nam }}" }\n```'

    assert [each.split(" [")[0] for each in told(text, make_project)] == [
        '6:10: warning: this diagram cannot be drawn: unknown shape "Springx"',
        "11:10: warning: the variable 'course.nam' has no value",
    ]


def test_a_name_that_no_slide_can_use_is_told(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": "---\nvars: {my course: a, b: {1: c, 2: d}}\n---\n# a"}))

    assert [str(each) for each in deck.diagnostics] == [
        "slides/a.md:2:8: warning: 'my course' is no name of a variable [D103] (letters, digits, - and _ make one)"
    ]


def test_the_command_line_wins_over_the_front_matter_and_that_over_the_project(
    cli: Cli, make_project: MakeProject
) -> None:
    text = "---\nvars: {b: front, c: {d: front}}\n---\n# {{ a }} {{ b }} {{ c.d }} {{ e }}"
    root = make_project({"slides/a.md": text, "deckbuild.yml": "vars: {a: yml, b: yml, c: {d: yml}, e: yml}"})
    done = cli("build", "--var", "c.d=*line* = 1", "--var", "e=", "--set", "vars.a=set", root)

    assert (done.exit_code, done.stderr) == (0, "")
    assert ">set front *line* = 1 </h1>" in (root / "dist" / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize("wrong", ["course", "=x", "1a=x", "a b=x", "a..b=x"])
def test_a_variable_that_is_no_name_and_value_is_used_wrongly(
    wrong: str, command: str, cli: Cli, make_project: MakeProject
) -> None:
    done = cli(command, "--var", wrong, make_project({"slides/a.md": "# a"}))

    assert done.exit_code == 2
    assert f"--var wants NAME=VALUE, not {wrong!r}; a name is like course, or course.term" in done.stderr


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("text\n\n!SUB\n# The *first* {{ n }}\n\n!SUB\n# Another\n\n{{ deck.title }}", "The first 42"),
        ("---\ntitle: Set\n---\n# A\n\n{{ deck.title }}", "Set"),
        ("```\n# code\n```\n\nB\n===\n\n{{ deck.title }}", "B"),
        ("<h2>C &amp; d</h2>\n\n{{deck.title}}", "C &amp; d"),
        ("text {{ deck.title }}", "a"),
    ],
)
def test_the_title_of_a_deck_may_come_from_its_first_heading(text: str, title: str, make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": text, "deckbuild.yml": f"vars: {VARS}"}))

    assert f"<title>{title}</title>" in deck.html
    assert f"{title}</p>" in slides(deck.html)
    assert deck.diagnostics == ()


def test_the_footer_of_a_deck_has_the_title_that_its_first_heading_makes() -> None:
    page = render("# A *b*", theme="lecture", footer="{{ deck.title }}, {{ n }}", vars={"n": "1"})

    assert "A b, 1" in page


def test_a_title_that_is_made_of_itself_has_no_value(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": "# On {{ deck.title }}"}))

    assert [each.message for each in deck.diagnostics] == ["the variable 'deck.title' has no value"]


# The date

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
DATED = {"slides/a.md": "# {{ date }}\n", "slides/b.md": "# b\n"}


def git(root: Path, *words: str, day: str = "2021-03-04") -> None:
    when = f"{day}T12:00:00+1200"
    times = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": "2024-01-01T00:00:00+0000"}
    subprocess.run([*GIT, *words], cwd=root, env={**os.environ, **times}, check=True, capture_output=True)


def committed(root: Path) -> Path:
    git(root, "init", "-q")
    for name, day in (("slides/a.md", "2021-03-04"), ("slides/b.md", "2022-05-06")):
        git(root, "add", name)
        git(root, "commit", "-qm", name, day=day)
    return root


def date(root: Path, *, untrusted: bool = False) -> tuple[str, list[str]]:
    """The date on the slide of the deck a, and what is told."""
    deck = next(each for each in build(root, untrusted=untrusted) if each.name == "a")
    return re.findall(r">([^<]*)</h1>", deck.html)[0], [each.hint for each in deck.diagnostics]


def test_the_date_is_that_of_the_front_matter_else_of_the_last_commit_else_none(
    make_project: MakeProject, tmp_path: Path
) -> None:
    root = make_project(DATED)
    none = ("{{ date }}", ["write date: in the front matter, or commit the deck to git"])
    assert date(root) == none
    committed(root)
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    (root / "slides" / "a.md").write_text("# {{ date }} now\n", encoding="utf-8")

    assert date(root) == ("2021-03-04 now", [])
    assert date(root, untrusted=True) == ("{{ date }} now", none[1])
    assert date(tmp_path / "shallow") == none
    (root / "slides" / "a.md").write_text("---\ndate: in May\n---\n# {{ date }}\n", encoding="utf-8")
    assert date(root) == ("in May", [])


def test_the_preview_knows_of_commits_and_of_a_new_title(make_project: MakeProject) -> None:
    root = committed(make_project({**DATED, "slides/a.md": "# A\n\n!SUB\n{{ date }} {{ deck.title }}"})).resolve()
    rendering = Rendering(lines=True)
    last = rebuild(root, "", {}, BuiltPages(earlier=stages.Earlier(Divider())), render=rendering)
    assert b"2021-03-04 A" in last.pages["a"].html
    for text in ("# B", "# C", "# C"):
        (root / "slides" / "a.md").write_text(f"{text}\n\n!SUB\n{{{{ date }}}} {{{{ deck.title }}}}", encoding="utf-8")
        if text == "# C":
            git(root, "commit", "-aqm", text, "--allow-empty", day="2025-12-24")
        last = rebuild(root, "", {}, last, render=rendering)
        fresh = rebuild(root, "", {}, BuiltPages(), render=Rendering(lines=True))

        assert last.pages["a"].html == fresh.pages["a"].html
    assert root / ".git" / "logs" / "HEAD" in last.stamps
    assert b"2025-12-24 C" in last.pages["a"].html


def test_a_text_has_no_date_of_git() -> None:
    assert "{{ date }}" in slides(render("# {{ date }}"))
