"""Charts: what they show, how large they are, and what is told of those that cannot be drawn."""

# ruff: noqa: RUF001 -- signs of numbers look like letters

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild import build
from deckbuild.diagnostics.source import Source
from deckbuild.features import charts
from deckbuild.features.engines.process import Process
from deckbuild.features.plots import canvas, scale
from tests.features.test_features import messages, rendered
from tests.shown import shown

if TYPE_CHECKING:
    from tests.conftest import MakeProject

TABLE = "a,b\nx,1\n"
_SIZE = re.compile(r'<svg viewBox="[^"]*" width="(\d+)" height="(\d+)"')


def sizes(text: str) -> list[tuple[int, int]]:
    """The sizes of the charts of a slide, in pixels."""
    return [(int(width), int(height)) for width, height in _SIZE.findall(rendered(text).html)]


def marks(text: str) -> list[str]:
    """What a mouse over the marks of a chart shows."""
    return re.findall(r"<title>([^<]*)</title></(?:rect|path)>", rendered(text).html)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"```chart bra\n{TABLE}```", "1:10: warning: there is no chart 'bra' [D752]"),
        (f"a\n\n```chart\n{TABLE}```", "3:4: warning: this chart is of no kind [D752]"),
        (f"```chrat bar\n{TABLE}```", "1:4: warning: there is no language 'chrat' to colour [D314]"),
        (f"```chart bar ttle=x\n{TABLE}```", "1:14: warning: 'ttle' is nearly an attribute that is known [D311]"),
        (f"```chart bar stacked\n{TABLE}```", "1:14: warning: 'stacked' is no attribute [D302]"),
        (f"```chart bar width=wide\n{TABLE}```", "1:20: warning: 'wide' is no width of a chart [D753]"),
        (
            "```chart pie\na,b\nx,1\ny,-1\n```",
            "1:10: warning: this chart cannot be drawn: a pie has no pieces for negative numbers [D752]",
        ),
        (
            "```chart pie\na,b,c\nx,1,2\n```",
            "1:10: warning: a pie shows one column of numbers, 'b', and not the others [D753]",
        ),
        (
            "```chart scatter\na,b\nx,1\n```",
            "1:10: warning: this chart cannot be drawn: the first column, 'a', is not all numbers [D752]",
        ),
        (
            "```chart line\na\nx\n```",
            "1:10: warning: this chart cannot be drawn: its table has one column, and needs numbers in another [D752]",
        ),
        (
            "```chart bar\na,b\n" + "x,1\n" * 2001 + "```",
            "1:10: warning: this chart cannot be drawn: its table has 2,001 numbers, more than 2,000 [D752]",
        ),
        ("```chart bar\na,b\nx,y\nz,1\n```", "3:1: warning: 'y' is no number, so there is a gap [D753]"),
        ("```chart bar\na,b\nx\nz,1\n```", "3:1: warning: this row has 1 cell, the first one 2 [D750]"),
        ('```chart bar\na,b\nx,"1\n```', "3:1: warning: a quote has no end, or something stands behind it [D751]"),
        (
            "- a\n" * 9 + f"\n```chart bar\n{TABLE}```",
            "11:10: warning: there is no room for this chart below all else on its slide [D753]",
        ),
    ],
)
def test_mistakes_in_charts_are_told(text: str, expected: str) -> None:
    assert messages(text) == [f"a.md:{expected}"]


def test_a_chart_that_cannot_be_drawn_is_code_with_the_message_under_it() -> None:
    html = rendered(f"```chart bra\n{TABLE}```").html

    assert '<pre><code class="undrawn">```chart bra\na,b\nx,1\n```</code></pre>' in html
    assert '<small class="undrawn">there is no chart &#x27;bra&#x27;</small>' in html


def test_a_missing_value_is_a_gap() -> None:
    text = "```chart line\nstep,a,b\n1,1,2\n2,,3\n3,2,\n4,–,4\n5,6,n/a\n```"

    assert messages(text) == []
    assert marks(text) == ["1, a: 1", "3, a: 2", "5, a: 6", "1, b: 2", "2, b: 3", "4, b: 4"]
    assert rendered(text).html.count('class="line') == 1  # of the first two of b: all other points are alone


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("a;b\nx;1,5\ny;2", ["x: 1,5", "y: 2"]),
        ("a\tb\nx\t1.234,5 kg\ny\t-2 kg", ["x: 1.234,5 kg", "y: -2 kg"]),
        ('"a, b",c\n"x, y",3', ["x, y: 3"]),
        ("a,b\n<b>,1", ["&lt;b&gt;: 1"]),
    ],
)
def test_the_table_of_a_chart_is_read_however_it_is_divided(table: str, expected: list[str]) -> None:
    assert marks(f"```chart bar\n{table}\n```") == expected


def test_the_values_of_a_chart_are_read_out() -> None:
    html = rendered('```chart bar alt="More say yes"\nanswer,pupils\nyes,12\nno,7\n```').html

    assert 'role="img"><title>More say yes</title><desc>Bar chart of pupils by answer: 2 rows, from 7 to 12.' in html
    assert re.sub(r"<[^>]*>", " ", html.partition('<div class="chart-values">')[2]).split() == [
        *("answer", "pupils"),
        *("yes", "12"),
        *("no", "7"),
    ]


def test_a_chart_has_the_room_that_is_left_on_its_slide() -> None:
    chart = f"```chart bar\n{TABLE}```\n"
    (alone,), (below,), (narrow,) = map(
        sizes, (chart, f"## a\n\n- b\n- c\n\n{chart}", chart.replace("bar", "bar width=50%"))
    )
    beside = sizes(f"::: columns\n::: {{.column width=75%}}\n{chart}:::\n::: column\n- a\n:::\n:::\n")
    two = sizes(f"{chart}\n{chart}")

    assert alone == (960, 595)
    assert below == (960, 409)
    assert narrow == (480, 298)
    assert beside == [(690, 428)]
    assert two == [(960, 290)] * 2


def test_a_pie_of_many_pieces_shows_the_large_ones() -> None:
    rows = "\n".join(f"p{number},{number + 1}" for number in range(200))

    assert marks(f"```chart pie\na,b\n{rows}\n```")[-1] == "192 others"
    assert len(marks(f"```chart pie\na,b\n{rows}\n```")) == 9


def test_the_chart_of_a_file_says_the_line_of_the_file(make_project: MakeProject) -> None:
    slide = '# a\n\n!SUB\n```chart line file="x.csv" title="T"\n```'
    (deck,) = build(make_project({"slides/a.md": slide, "x.csv": "a,b\n1,2\n2,x\n"}), untrusted=True)

    assert [str(each) for each in deck.diagnostics] == [
        "slides/a.md:4:21: warning: line 3 of the file: 'x' is no number, so there is a gap [D753]"
    ]
    assert "<title>T</title>" in deck.html
    assert "<title>1: 2</title>" in deck.html


def test_variables_and_the_size_of_slides_are_known(make_project: MakeProject) -> None:
    front = "---\ntheme: white\nvars: {n: 4, t: Loss & more}\nreveal: {width: 1280, height: 720}\n---\n# a\n\n!SUB\n"
    (deck,) = build(make_project({"slides/a.md": f'{front}```chart bar title="{{{{ t }}}}"\na,b\nx,{{{{ n }}}}\n```'}))

    assert ">Loss &amp; more</text>" in deck.html
    assert "<title>x: 4</title>" in deck.html
    assert '<svg viewBox="0 0 1280 640"' in deck.html


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0, 4.3, 6, ["0", "1", "2", "3", "4", "5"]),
        (-0.3, 1, 4, ["−0.5", "0", "0.5", "1.0"]),
        (0, 23, 4, ["0", "10", "20", "30"]),
        (0, 9, 4, ["0", "2.5", "5.0", "7.5", "10.0"]),
        (1990, 2026, 4, ["1990", "2000", "2010", "2020", "2030"]),
        (0, 250_000, 3, ["0", "100 000", "200 000", "300 000"]),
        (0, 3e9, 3, ["0", "1×10⁹", "2×10⁹", "3×10⁹"]),
        (0, 0, 3, ["0", "0.5", "1.0"]),
    ],
)
def test_the_steps_of_an_axis_are_round(low: float, high: float, most: int, expected: list[str]) -> None:
    axis = scale.rounded(low, high, most)

    assert [axis.shown(tick).replace("\N{NARROW NO-BREAK SPACE}", " ") for tick in axis.ticks] == expected


NUMBERS = st.floats(-1e12, 1e12).filter(lambda number: number == 0 or abs(number) > 1e-9)


@given(NUMBERS, NUMBERS, st.integers(1, 12))
def test_an_axis_holds_its_numbers_in_few_steps(one: float, other: float, most: int) -> None:
    low, high = sorted((one, other))
    axis = scale.rounded(low, high, most)
    slack = axis.step * 1e-6

    assert axis.low - slack <= low <= high <= axis.high + slack
    assert 1 <= len(axis.ticks) <= 3 * most + 3


CELLS = st.sampled_from(["1", "-2.5", "3 %", "", "–", "x", "1e300", "a b c d e", "2026-01-02", "<", '"', "字", "12,5"])


@given(st.sampled_from(["bar", "line", "scatter", "pie"]), st.lists(st.lists(CELLS, max_size=4), max_size=12))
def test_whatever_stands_in_a_chart_is_drawn_or_told(kind: str, rows: list[list[str]]) -> None:
    made = rendered(f"```chart {kind}\n" + "\n".join(map(";".join, rows)) + "\n```")

    assert "<svg" in made.html or made.problems
    assert "nan" not in made.html.replace("<title>nan", "")
    assert {each.rule.code for each in made.problems} <= {"D750", "D751", "D752", "D753"}


def test_words_are_cut_to_their_room() -> None:
    assert canvas.fitted("a long name", 60, 20) == "a lon…"
    assert canvas.fitted("short", 60, 20) == "short"


def test_without_the_extra_the_source_of_vega_lite_is_shown_and_told_is_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without = (
        "import sys; sys.modules['vl_convert'] = None; from deckbuild.features.engines import worker; worker.main()"
    )
    process = Process((sys.executable, "-c", without))
    monkeypatch.setattr(charts, "KIND", charts.KIND._replace(process=process))
    text = '```vega-lite caption="C"\n{"mark": "bar"}\n```'

    (told,) = shown(rendered(text).problems, Source("a.md", text))
    assert told.split("\n")[0] == "a.md:1:4: warning: charts in Vega-Lite need the package vl-convert-python [D761]"
    assert told.endswith('hint: pip install "deckbuild[charts]"')
    assert '<pre><code class="undrawn">{&quot;mark&quot;: &quot;bar&quot;}</code></pre>' in rendered(text).html
    process.close()
