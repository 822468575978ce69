"""Tables: what is read as a number, where CSV comes from, and what is told of it."""

# ruff: noqa: RUF001 -- signs of numbers look like letters

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild import build
from deckbuild.features import numbers
from tests.features.test_features import messages, rendered

if TYPE_CHECKING:
    from tests.conftest import MakeProject

DECK = "# a\n\n!SUB\n"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", ("12", "", 12)),
        ("-3.125", ("-3", ".125", -3.125)),
        ("−12 ± 0.25", ("−12", " ± 0.25", -12)),
        ("$1,234.50", ("$1,234", ".50", 1234.5)),
        ("1 800\N{THIN SPACE}MB", ("1 800", "\N{THIN SPACE}MB", 1800)),
        ("1\N{NARROW NO-BREAK SPACE}800", ("1\N{NARROW NO-BREAK SPACE}800", "", 1800)),
        ("12 %", ("12", " %", 12)),
        ("3×10⁻⁵", ("3", "×10⁻⁵", 3e-5)),
        ("< 1e-3", ("< 1", "e-3", 0.001)),
        (".5", ("", ".5", 0.5)),
        *((text, None) for text in ("", "-", "2026-11-30", "10:30", "1.2.3", "3–5", "A4", "1e999", "7,5", "km")),
    ],
)
def test_a_number_is_read_with_its_signs_and_its_unit(text: str, number: tuple[str, str, float] | None) -> None:
    found = numbers.read(text)

    assert (found[:3] if found else None) == number


@pytest.mark.parametrize(
    ("cells", "sign"), [(["3,5", "1.000"], ","), (["1,234", "5"], "."), (["1.5"], "."), (["1.234,5"], ","), ([], ".")]
)
def test_the_decimal_sign_of_a_column_is_seen(cells: list[str], sign: str) -> None:
    assert numbers.decimal_of(cells) == sign


@given(st.text(alphabet="0123456789.,-+e ×⁻km%$", max_size=12), st.sampled_from([".", ","]))
def test_whatever_is_read_as_a_number_is_all_of_the_text(text: str, decimal: str) -> None:
    number = numbers.read(text, decimal)

    assert number is None or number.head + number.tail == text.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```csv\na,b\n1\n```", ["a.md:3:1: warning: this row has 1 cell, the first one 2 [D750]"]),
        (
            "- ```csv\n  a;b\n\n  1;2;\n  3;4;5\n  ```",
            ["a.md:5:3: warning: this row has 3 cells, the first one 2 [D750]"],
        ),
        ("```csv\n" + "a,b\n" * 5001 + "```", ["a.md:5002:1: warning: this table has more than 5,000 rows [D751]"]),
        ("```csv\n```", ["a.md:1:1: warning: there is no CSV here [D751]"]),
        ('```csv\na,b\n"c,d\n```', ["a.md:3:1: warning: a quote has no end, or something stands behind it [D751]"]),
        ('```csv {decimal="x"}\na\n```', ["a.md:1:18: warning: 'x' is no decimal sign [D751]"]),
        ("| a |\n|---|\n| b |\n: c {.smal}", ["a.md:4:7: warning: no style sheet knows the class 'smal' [D313]"]),
    ],
)
def test_mistakes_in_tables_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


def test_the_decimal_sign_of_a_table_may_be_said() -> None:
    table = "| a |\n|---|\n| 1,234 |\n| 12 |\n"

    assert '12<span class="rest" data-wide=",000"></span>' in rendered(f'{table}\n: {{decimal=","}}\n').html
    assert "data-wide" not in rendered(table).html


def test_csv_that_cannot_be_read_stands_there_as_code() -> None:
    html = rendered('```csv\n"a\n```').html

    assert html.startswith('<pre><code class="undrawn">&quot;a</code></pre><small class="undrawn">a quote has no end')


def test_csv_of_a_file_is_a_table_in_decks_of_strangers_too(make_project: MakeProject) -> None:
    files = {"slides/a.md": f'{DECK}```csv file="data/x.csv"\n```', "data/x.csv": "step,loss\n1,2.5\n10\n"}
    (deck,) = build(make_project(files), untrusted=True)

    assert re.findall(r"<t[hd] align[^>]*>(.*?)</t[hd]>", deck.html) == [
        "step",
        "loss",
        '<span class="number">1</span>',
        '<span class="number">2.5</span>',
        '<span class="number">10</span>',
        "",
    ]
    assert [str(each).split(" (")[0] for each in deck.diagnostics] == [
        "slides/a.md:4:14: warning: line 3 of the file: this row has 1 cell, the first one 2 [D750]"
    ]


def test_csv_of_a_file_that_is_not_there_is_told_once(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": f'{DECK}```csv file="data/y.csv"\n```'}))

    assert [str(each).split(" (")[0] for each in deck.diagnostics] == [
        "slides/a.md:4:14: warning: the file data/y.csv does not exist [D401]"
    ]
    assert '<pre><code class="csv hljs">data/y.csv</code></pre>' in deck.html


def test_the_cells_of_a_table_know_variables_and_formulas(make_project: MakeProject) -> None:
    text = "---\nvars: {n: 2.5}\n---\n# a\n\n!SUB\n\n| a | b |\n|--|--|\n| {{ n }} | $x$ |\n| 12 | 3 |\n: {{ n }}\n"
    (deck,) = build(make_project({"slides/a.md": text}))

    assert '<span class="number">2.5</span>' in deck.html
    assert "<caption>2.5</caption>" in deck.html
    assert deck.diagnostics == ()
