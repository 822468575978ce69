"""What is left of the SVG of an engine: drawings, and nothing that runs or loads anything."""

# ruff: noqa: E501 -- drawings in one line are compared more easily

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.features.engines import colours, measuring, mermaid
from deckbuild.features.engines.answer import Raw
from deckbuild.features.engines.svg import cleaned

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" id="x">{}</svg>'


def kept(inside: str) -> str:
    """What stays of a drawing, without the tag around it."""
    return re.sub(r"^<svg[^>]*>|</svg>$", "", cleaned(SVG.format(inside), "d").svg)


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ('<path d="M0.12345,1 z" onclick="x" data-a="b"/>', '<path d="M0.12,1 z"/>'),
        ("<script>x</script><g><script/></g>", ""),
        ('<g style="fill:red;background:url(x);stroke:url(#a)"><circle r="1"/></g>', '<g style="fill:red;stroke:url(#d-a)"><circle r="1"/></g>'),
        ('<rect width="1" fill="url(https://a.b/c)"/>', '<rect width="1"/>'),
        ('<rect width="1" fill="url(#g)"/><linearGradient id="g"/>', '<rect width="1" fill="url(#d-g)"/><linearGradient id="d-g"/>'),
        ('<marker id="unused"><path d="z"/></marker>', ""),
        ('<a xlink:href="https://a.b/"><text>a</text></a>', '<a href="https://a.b/" target="_blank" rel="noopener"><text>a</text></a>'),
        ('<a href=" javascript:x"><text>a</text></a>', "<text>a</text>"),
        ('<image href="data:image/png;base64,x"/><use href="https://a.b/c#d"/>', "<use/>"),
        ('<text><tspan font-style="normal">a &lt;</tspan><tspan font-weight="bold"> b</tspan></text>', '<text>a &lt;<tspan font-weight="bold"> b</tspan></text>'),
        ('<style>#x .a rect{fill:red;behavior:url(x)} #x .b{fill:red} @import "x"; </style><g class="a z"><rect width="1"/></g>', '<style>.d .a rect{fill:red}</style><g class="a"><rect width="1"/></g>'),
        ('<foreignObject width="50" height="20"><div xmlns="http://www.w3.org/1999/xhtml" onclick="x"><p>a<br/>b</p></div></foreignObject>', '<text text-anchor="middle" dominant-baseline="central"><tspan x="25.00" y="-0.40">a</tspan><tspan x="25.00" y="20.40">b</tspan></text>'),
        (f'<rect width="1" fill="{colours.mark("node")}" stroke="{colours.mark("text")}"/>', '<rect width="1" fill="var(--diagram-node)" stroke="var(--diagram-text)"/>'),
    ],
)  # fmt: skip
def test_of_a_drawing_stays_what_is_drawn(inside: str, left: str) -> None:
    assert kept(inside) == left


@given(
    st.sampled_from("svg g path rect a image use style text tspan script foreignObject animate set iframe".split()),
    st.sampled_from("href xlink:href onload style fill id class d width from".split()),
    st.text(alphabet="javscript:#ul()'\"<>&;/ \\x00-1", max_size=30),
)
def test_nothing_that_is_left_runs_or_leads_elsewhere(tag: str, name: str, value: str) -> None:
    allowed = "".join(each for each in value if each.isprintable())
    left = kept(f'<{tag} {name}="{escape(allowed)}"><text>{escape(allowed)}</text></{tag}>')
    tags = re.findall(r"<[^>]*>", left)

    assert not [each for each in tags if re.search(r"<script|<iframe| on\w+=|url\((?!#)|href=\"(?!#|https://)", each)]


@pytest.mark.parametrize(
    "text", ["", "<svg", "<p>a</p>", '<svg viewBox="0 0 0 0"/>', "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&d;</a>"]
)
def test_what_is_no_drawing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        cleaned(text, "d")


@given(st.text(max_size=40), st.floats(1, 400))
def test_a_wrapped_text_keeps_its_words(text: str, widest: float) -> None:
    lines = measuring.wrapped(text, 16, None, widest)

    assert " ".join(lines).split() == text.split()


def test_a_colour_that_an_engine_has_made_lighter_is_still_ours() -> None:
    raw = mermaid.svg("kanban\n a[To do]\n  b[Write]")
    assert isinstance(raw, Raw)

    assert "hsl(" in raw.svg
    assert "hsl(" not in cleaned(raw.svg, "d").svg
    assert kept('<rect width="1" fill="hsl(356, 100%, 60%)"/>') == '<rect width="1" fill="hsl(356, 100%, 60%)"/>'


def test_of_two_dates_that_would_stand_on_each_other_the_first_is_shown() -> None:
    chart = "gantt\n axisFormat %d %b\n section A\n B :a, 2026-01-20, 20d"
    raw = mermaid.svg(chart)
    assert isinstance(raw, Raw)
    dates = [each for each in cleaned(raw.svg, "d").labels if each.endswith(("Jan", "Feb"))]

    assert [each for each in ("31 Jan", "01 Feb") if each in dates] == ["31 Jan"]
