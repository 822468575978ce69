"""Formulas: where they begin and end, what they become, and what is told of those that cannot be drawn."""

# ruff: noqa: RUF001 -- letters of formulas look like others

from __future__ import annotations

import base64
import json
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild import build, render
from deckbuild.diagnostics.source import Source
from deckbuild.features.formulas import definitions, engine, widths
from deckbuild.page import formula_font
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.pipeline.equations import numbered
from deckbuild.rendering.renderer import Renderer
from deckbuild.rendering.reuse import Rendering
from tests.shown import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deckbuild.parsing.slides import Slide
    from deckbuild.rendering.result import Rendered
    from tests.conftest import Cli, MakeProject

FORMULAS = json.loads((Path(__file__).parents[1] / "data" / "formulas.json").read_text(encoding="utf-8"))
MATHS = {"features": ("maths",)}
OF_OTHERS = {"settings": {"ours": False}}
_MATH = re.compile(r"<math( display=\"block\")?>.*?</math>", re.DOTALL)


def slides(text: str) -> list[Slide]:
    return [slide for stack in divide(Source("a.md", text), 0, NATIVE).stacks for slide in stack]


def deck(text: str, **options: object) -> Sequence[Rendered]:
    """The slides of a deck, numbers in them."""
    divided = slides(text)
    return numbered(Rendering()(divided, {}, "a", **MATHS, **options), divided)


def rendered(text: str, **options: object) -> Rendered:
    (slide,) = deck(text, **options)
    return slide


def messages(text: str) -> list[str]:
    """The problems of a deck of one slide, as the terminal shows them."""
    return shown(rendered(text).problems, Source("a.md", text))


def read(text: str, options: Mapping[str, object] = MATHS) -> str:
    """The HTML of a slide, with the texts of its formulas in guillemets, double ones for those that are displayed."""

    def formula(found: re.Match[str]) -> str:
        words = unescape(re.sub(r"<[^>]*>", "", found[0]))
        return f"««{words}»»" if found[1] else f"«{words}»"

    (slide,) = slides(text)
    html = Renderer({}, **{**MATHS, **options}).render(slide).html  # type: ignore[arg-type]
    return _MATH.sub(formula, html).replace('<div class="formula">', "").replace("\n</div>", "").strip()


def test_each_of_a_hundred_formulas_is_drawn() -> None:
    wrong = [
        formula["tex"]
        for formula in FORMULAS
        for slide in [rendered(f"$$\n{formula['tex']}\n$$" if formula["display"] else f"${formula['tex']}$")]
        if slide.problems or "<math" not in slide.html
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a $x$ b", "<p>a «x» b</p>"),
        (r"a \(x\) b", "<p>a «x» b</p>"),
        ("$x$ and $y$", "<p>«x» and «y»</p>"),
        ("it costs $5 and $6", "<p>it costs $5 and $6</p>"),
        ("20$ and 30$", "<p>20$ and 30$</p>"),
        ("$ x$ and $x $", "<p>$ x$ and $x $</p>"),
        ("$x$5", "<p>$x$5</p>"),
        (r"\$x\$ and $\$ 5$", "<p>$x$ and «$5»</p>"),
        ("`$x$`", "<p><code>$x$</code></p>"),
        ("$a_1$ *b* $c_1$", "<p>«a1» <em>b</em> «c1»</p>"),
        ("$a*b*c$", "<p>«a\N{ASTERISK OPERATOR}b\N{ASTERISK OPERATOR}c»</p>"),
        ("$$", "<p>$$</p>"),
        ("a $$x$$ b", "<p>a ««x»» b</p>"),
        (r"a \[x\] b", "<p>a ««x»» b</p>"),
        ("$$\nx\n$$", "««x»»"),
        ("$$x\n= y$$", "««x=y»»"),
        ("a\n$$\nx\n- y\n$$\nb", "<p>a</p>\n««x\N{MINUS SIGN}y»»\n<p>b</p>"),
        ("\\[\nx\n\\]", "««x»»"),
        ("\\begin{gather}\nx\n\\end{gather}", "««x»»"),
        ("\\begin{itemize}\nx\n\\end{itemize}", "<p>\\begin{itemize}\nx\n\\end{itemize}</p>"),
        ("$$\n\\begin{align}\na &= b\n\\end{align}\n$$", "««a=b»»"),
        ("```math\nx\n```", "««x»»"),
        ("a\n\n    $$\n    x\n    $$", '<p>a</p>\n<pre><code class="hljs">$$\nx\n$$</code></pre>'),
        ("# $x$", '<h1 id="x">«x»</h1>'),
        ("> $x$", "<blockquote><p>«x»</p>\n</blockquote>"),
        ("- $x$\n- $$\n  y\n  $$", "<ul><li>«x»</li>\n<li>««y»»\n</li>\n</ul>"),
        ("![a $x$](b.png)", '<p><img alt="a $x$" src="b.png"></p>'),
        ("[$x$](b.html)", '<p><a href="b.html">«x»</a></p>'),
        ("**$x$**", "<p><strong>«x»</strong></p>"),
        (r"$\newcommand{\a}{x}$", "<p></p>"),
    ],
)
def test_a_formula_begins_and_ends_where_pandoc_and_latex_say(text: str, html: str) -> None:
    assert read(text) == html


def test_a_pipe_in_a_formula_does_not_end_the_cell_of_a_table() -> None:
    html = read("| a | b |\n|---|---|\n| $|x|$ | $\\|y\\|$ |\n| 1$ | c |")

    assert re.findall(r"<td>(.*?)</td>", html) == ["«|x|»", "«‖y‖»", "1$", "c"]


@pytest.mark.parametrize("text", [r"\(x\) \[y\]", "\\begin{align}\nx\n\\end{align}", "```math\nx\n```", "5 $ and 6 $"])
def test_decks_of_other_tools_have_dollars_alone_as_their_plugins_did(text: str) -> None:
    (slide,) = slides(text)

    assert Renderer({}, **MATHS, **OF_OTHERS).render(slide).html == Renderer({}).render(slide).html  # type: ignore[arg-type]
    assert read("$x$", OF_OTHERS) == "<p>«x»</p>"


@given(st.text(alphabet="$\\()[]{}|-# \n`ab", max_size=40))
def test_no_text_ends_in_an_error(text: str) -> None:
    made = [each for slide in slides(text) for each in Renderer({}, **MATHS).render(slide).problems]  # type: ignore[arg-type]

    assert [each for each in made if "cannot be rendered" in each.message or "internal" in each.message] == []


# Macros


def test_macros_of_a_slide_hold_from_there_to_the_end_of_the_deck() -> None:
    one, two, three = deck("$\\R$\n!SUB\n$\\newcommand{\\R}{\\mathbb{R}} \\R$\n!NOTE\n$\\R$\n!SUB\n$\\R$")

    assert [each.message for each in one.problems] == ["this formula cannot be drawn: there is no command \\R"]
    assert (two.html.count("\N{DOUBLE-STRUCK CAPITAL R}"), three.html.count("\N{DOUBLE-STRUCK CAPITAL R}")) == (2, 1)
    assert (two.problems, three.problems) == ((), ())


def test_a_slide_is_rendered_again_when_a_macro_before_it_changes_and_only_then() -> None:
    rendering = Rendering()

    def build(text: str) -> tuple[str, int]:
        before = rendering.rendered
        return rendering(slides(text), {}, "a", **MATHS)[-1].html, rendering.rendered - before

    first, _ = build("$\\def\\a{x}$\n!SUB\n$\\a$")
    same, of_none = build("$\\def\\a{x}$\n!SUB\n$\\a$")
    other, of_both = build("$\\def\\a{y}$\n!SUB\n$\\a$")
    _, of_one = build("$\\def\\a{y}$ b\n!SUB\n$\\a$")

    assert (first, of_none, of_both, of_one) == (same, 0, 2, 1)
    assert ("<mi>x</mi>" in first, "<mi>y</mi>" in other) == (True, True)


def test_what_code_shows_defines_nothing() -> None:
    _, slide = deck("`$\\def\\a{x}$`\n\n```\n$\\def\\a{x}$\n```\n!SUB\n$\\a$")

    assert [each.message for each in slide.problems] == ["this formula cannot be drawn: there is no command \\a"]


@pytest.mark.parametrize(
    ("defined", "used", "words"),
    [
        (r"\newcommand{\a}[2]{#2#1}", r"\a{x}{y}", "yx"),
        (r"\newcommand\a[2][z]{#2#1}", r"\a{y}\a[x]{y}", "yzyx"),
        (r"\renewcommand{\alpha}{x}", r"\alpha", "x"),
        (r"\DeclareMathOperator{\tr}{tr}", r"\tr A", "tr\u2061A"),
        (r"\DeclareMathOperator*{\am}{am}", r"\am_x", "amx\u2061"),
        (r"\def\a#1{{x#1}}", r"\a y", "xy"),
        (r"\let\a=\beta", r"\a", "β"),
    ],
)
def test_each_way_to_define_a_macro(defined: str, used: str, words: str) -> None:
    assert read(f"${defined}$ ${used}$") == f"<p> «{words}»</p>"


@pytest.mark.parametrize("separator", ["---", "!SUB"])
@pytest.mark.parametrize(
    "options",
    [
        r'katex: {macros: {"\\RR": "\\mathbb{R}"}}',
        r'mathjax3: {tex: {macros: {RR: "\\mathbb{R}"}}}',
        r'math: {TeX: {Macros: {RR: ["\\mathbb{R}", 0]}}}',
    ],
)
def test_macros_of_the_math_plugins_of_reveal_count(options: str, separator: str, make_project: MakeProject) -> None:
    text = f"---\nrevealOptions:\n  {options}\n---\n# a\n\n{separator}\n\n$\\RR$\n"
    (deck,) = build(make_project({"slides/a.md": text}))

    assert "<mi>\N{DOUBLE-STRUCK CAPITAL R}</mi>" in deck.html
    assert deck.diagnostics == ()


def test_macros_of_a_project_and_of_a_deck_are_merged(make_project: MakeProject, cli: Cli) -> None:
    front_matter = "---\nmath:\n  macros: {b: '\\mathbb{B}'}\n---\n"
    files = {
        "deckbuild.yml": 'math: {macros: {"\\\\a": "\\\\mathbb{A}", b: x}}\n',
        "slides/a.md": f"{front_matter}# a\n\n$\\a \\b$\n",
    }
    project = make_project(files)
    built = cli("build", "--strict", cwd=project)
    page = (project / "dist" / "a.html").read_text(encoding="utf-8")

    shown_letters = re.findall(
        "[\N{MATHEMATICAL DOUBLE-STRUCK CAPITAL A}\N{MATHEMATICAL DOUBLE-STRUCK CAPITAL B}]", page
    )

    assert (built.exit_code, len(shown_letters)) == (0, 2)


def test_settings_of_formulas_that_are_wrong_are_told(make_project: MakeProject, cli: Cli) -> None:
    project = make_project({"deckbuild.yml": "math: {macro: {}, macros: {a: [1]}}\n", "slides/a.md": "# a"})

    told = cli("build", cwd=project).stderr

    assert "unknown setting of math 'macro'" in told
    assert "did you mean 'macros'?" in told
    assert "a text in TeX is wanted here, not a list" in told


@given(st.text(alphabet="\\{}[]#1a def newcommand", max_size=60))
def test_definitions_are_taken_without_moving_what_stands_behind_them(tex: str) -> None:
    _, rest = definitions.taken(tex)

    assert len(rest) == len(tex)
    assert all(left in (before, " ") for before, left in zip(tex, rest, strict=True))


# Numbers


def test_labelled_equations_are_numbered_over_the_deck_and_references_lead_to_them() -> None:
    one, two = deck(
        "$$\nx \\label{eq:a}\n$$\nBy \\eqref{eq:b}\n!SUB\n"
        "\\begin{align}\ny \\label{eq:b} \\\\\nz \\notag\n\\end{align}\n$$\nw \\tag{A} \\label{c}\n$$\n"
        "By \\ref{eq:a}, \\eqref{c} and $\\overset{\\eqref{eq:b}}{=}$"
    )

    assert (one.problems, two.problems) == ((), ())
    assert re.findall(r'<mtext id="([^"]*)"[^>]*>([^<]*)<', one.html + two.html) == [
        ("eq-eqa", "(1)"),
        ("eq-eqb", "(2)"),
        ("eq-c", "(A)"),
    ]
    assert re.findall(r'href="([^"]*)">([^<]*)<', one.html + two.html) == [
        ("#eq-eqb", "(2)"),
        ("#eq-eqa", "1"),
        ("#eq-c", "(A)"),
        ("#eq-eqb", "(2)"),
    ]


def test_references_that_lead_nowhere_and_labels_twice_are_told() -> None:
    assert messages("$$\nx \\label{one}\n$$\n$$\ny \\label{one}\n$$\n\\ref{ane} \\eqref{zz}") == [
        (
            "a.md:5:10: warning: another formula has the label 'one', too [D745]\n"
            "  5 | y \\label{one}\n    |          ^^^\n  hint: give this one a name of its own"
        ),
        (
            "a.md:7:6: warning: no formula has the label 'ane' [D744]\n"
            "  7 | \\ref{ane} \\eqref{zz}\n    |      ^^^\n  hint: did you mean 'one'?"
        ),
        (
            "a.md:7:18: warning: no formula has the label 'zz' [D744]\n"
            "  7 | \\ref{ane} \\eqref{zz}\n    |                  ^^"
        ),
    ]


def test_labels_and_references_in_code_are_no_formulas() -> None:
    formula = "$$\nx \\label{one}\n$$\n"

    assert messages(f"````markdown\n{formula}\\ref{{two}}\n````\n{formula}`\\eqref{{three}}`") == []
    assert len(messages(f"```math\nx \\label{{one}}\n```\n{formula}")) == 1


# Mistakes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a $x + \\alpa$",
            (
                "a.md:1:8: warning: this formula cannot be drawn: there is no command \\alpa [D740]\n"
                "  1 | a $x + \\alpa$\n    |        ^^^^^\n  hint: did you mean \\alpha?"
            ),
        ),
        (
            "$$\nx\n+ \\fraq{1}{2}\n$$",
            (
                "a.md:3:3: warning: this formula cannot be drawn: there is no command \\fraq [D740]\n"
                "  3 | + \\fraq{1}{2}\n    |   ^^^^^\n  hint: did you mean \\frac?"
            ),
        ),
        (
            "\\begin{algin}\nx\n\\end{algin}",
            (
                "a.md:1:7: warning: this formula cannot be drawn: there is no environment algin [D740]\n"
                "  1 | \\begin{algin}\n    |       ^\n  hint: did you mean 'align'?"
            ),
        ),
        (
            "$\\left( x$",
            (
                "a.md:1:10: warning: this formula cannot be drawn: \\right is missing at its end [D740]\n"
                "  1 | $\\left( x$\n    |          ^"
            ),
        ),
        (
            "$x}$",
            "a.md:1:3: warning: this formula cannot be drawn: this } closes nothing [D740]\n  1 | $x}$\n    |   ^",
        ),
        (
            "$\\def\\a{\\a}\\a$",
            (
                "a.md:1:2: warning: this formula cannot be drawn: its macros never come to an end [D740]\n"
                "  1 | $\\def\\a{\\a}\\a$\n    |  ^"
            ),
        ),
        (
            "$$\nx\n\ny",
            (
                "a.md:1:1: warning: this $$ is never closed [D741]\n  1 | $$\n    | ^^\n"
                "  hint: write the same behind it, and no empty line in it"
            ),
        ),
        (
            "$\\includegraphics{a.png}$",
            (
                "a.md:1:2: warning: \\includegraphics is refused in formulas [D742]\n"
                "  1 | $\\includegraphics{a.png}$\n    |  ^^^^^^^^^^^^^^^^"
            ),
        ),
        (
            "$\\class{fragmnt}{x}$",
            (
                "a.md:1:9: warning: 'fragmnt' is no class of a step, which \\class sets [D742]\n"
                "  1 | $\\class{fragmnt}{x}$\n    |         ^^^^^^^\n  hint: did you mean 'fragment'?"
            ),
        ),
        (
            "$\\href{javascript:alert(1)}{x}$",
            (
                "a.md:1:8: warning: \\href leads to https addresses only, not to 'javascript:alert(1)' [D742]\n"
                "  1 | $\\href{javascript:alert(1)}{x}$\n    |        ^^^^^^^^^^^^^^^^^^^"
            ),
        ),
    ],
)
def test_a_mistake_is_told_at_its_column_and_the_source_is_shown(text: str, message: str) -> None:
    assert messages(text) == [message]
    assert "<math" not in rendered(text).html


def test_a_formula_that_cannot_be_drawn_stands_on_the_slide_as_code_with_the_message() -> None:
    assert read("$\\alpa$") == (
        '<p><code class="undrawn">$\\alpa$</code> '
        '<small class="undrawn">this formula cannot be drawn: there is no command \\alpa</small></p>'
    )


@pytest.mark.parametrize("tex", [r"\htmlStyle{color:red}{x}", r"\htmlId{a}{x}", r"\htmlData{a=b}{x}", r"\data{a=b}{x}"])
def test_commands_that_could_change_the_page_are_refused(tex: str) -> None:
    assert "<math" not in rendered(f"${tex}$").html
    assert len(rendered(f"${tex}$").problems) == 1


def test_a_link_and_a_step_are_what_formulas_may_set() -> None:
    html = rendered("$\\href{https://example.org/?a&b}{x} \\class{fragment grow}{\\data{fragment-index=2}{y}}$").html

    assert '<a href="https://example.org/?a&amp;b"><math><mi>x</mi></math></a>' in html
    assert 'class="fragment grow"' in html
    assert 'data-fragment-index="2"' in html


@pytest.mark.parametrize(
    "tex",
    [
        "{" * 5_000 + "}" * 5_000,
        r"\def\a{xx}"
        + "".join(rf"\def\{b}{{\{a}\{a}\{a}\{a}}}" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + r"\i",
        "x" * 30_000,
    ],
)
def test_a_formula_that_grows_beyond_its_limits_is_told_and_the_next_one_is_drawn(tex: str) -> None:
    wrong, right = deck(f"${tex}$\n!SUB\n$x$")

    assert [each.rule.name for each in wrong.problems] == ["wrong-formula"]
    assert (right.problems, "<math" in right.html) == ((), True)


def test_an_engine_that_was_stopped_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    question = {"tex": "x", "display": False, "definitions": "", "defaults": {}, "classes": [], "addresses": []}
    drawing = engine.Engine()
    monkeypatch.setattr(engine, "_MEMORY", 2**20)

    assert drawing.draw(question, None).wrong == "it takes more than 1 MB of memory"
    monkeypatch.undo()
    assert drawing.draw(question, None).html == "<math><mi>x</mi></math>"


def test_without_an_engine_the_source_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deckbuild.features.formulas.drawing._engine", engine.Engine())
    monkeypatch.setitem(__import__("sys").modules, "quickjs", None)
    monkeypatch.setitem(__import__("sys").modules, "py_mini_racer", None)

    assert messages("$x$") == [
        (
            "a.md:1:2: warning: formulas need the package quickjs-ng [D743]\n"
            "  1 | $x$\n    |  ^\n  hint: pip install quickjs-ng"
        )
    ]


# Pages


def test_untrusted_decks_have_the_same_formulas() -> None:
    text = "\n!SUB\n".join(f"$$\n{each['tex']}\n$$" for each in FORMULAS)

    assert [each[:4] for each in deck(text, strips=True)] == [each[:4] for each in deck(text)]


def test_a_page_holds_the_font_with_the_characters_of_its_formulas_and_none_without_formulas() -> None:
    page = render("# a\n\n$x^2 + \\sqrt{y}$", theme="white")
    (font,) = re.findall(r"font-family:'deckbuild maths'.*?base64,([^)]*)\)", page)

    assert len(base64.b64decode(font)) < 10_000
    assert "maths" not in render("# a\n\ncosts $5 and $6", theme="white")


def test_the_font_for_64_characters_takes_less_than_60_kilobytes() -> None:
    letters = "".join(f"<mi>{letter}</mi>" for letter in "abcdefghijklmnopqrstuvwxyzABCDEFαβγδεζθ")
    html = f"<math>{letters}<mo>{'</mo><mo>'.join('∑∫∏∂∇∞≤→ℝ|[]{}⟨⟩‖()=')}</mo><mn>0123456789</mn></math>"
    shown_characters = formula_font.characters([html])

    assert len(shown_characters) > 64
    assert len(formula_font._woff(shown_characters)) < 30_000


def test_the_font_has_the_italic_letters_that_browsers_put_in() -> None:
    html = '<math><mi>x</mi><mi class="a">h</mi><mi mathvariant="normal">d</mi><mi>sin</mi><mo>-</mo></math>'

    assert formula_font.characters([html]) - set("xhdsin-") == set("𝑥ℎ √\N{MINUS SIGN}")


def test_formulas_do_not_bring_more_of_the_font_of_the_theme() -> None:
    def theme(text: str) -> list[str]:
        return re.findall(r'<style data-sheet="2">(.*?)</style>', render(text, theme="white"), re.DOTALL)

    assert theme("# a\n\n$\\mathbb{R} \\to \\alpha$") == theme("# a")


# How wide formulas are


@pytest.mark.parametrize(("count", "is_told"), [(10, False), (16, False), (40, True)])
def test_a_formula_wider_than_its_slide_is_told(count: int, is_told: bool) -> None:
    text = "a\n\n$$\n" + " + ".join(f"a_{{{number}}}" for number in range(count)) + "\n$$"

    assert [each.split("\n")[0] for each in messages(text)] == [
        "a.md:3:1: warning: this formula is wider than its slide, also at 70% of its size [D746]"
    ] * is_told


@pytest.mark.parametrize(("mathml", "least", "most"), [("<math><mi>x</mi></math>", 0.4, 0.7), ("<math><mi>", 0, 0)])
def test_the_width_of_a_formula_is_estimated_in_ems(mathml: str, least: float, most: float) -> None:
    assert least <= widths.of(mathml) <= most
