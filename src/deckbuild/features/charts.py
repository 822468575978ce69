"""Charts: a fence with the word `chart` and a kind, such as `bar`, draws the CSV in it, or in a file (`plots`).

One with the word `vega-lite` is drawn by another program, as diagrams are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity, nearest
from deckbuild.features import delimited, drawings, room, undrawn, variables
from deckbuild.features.attributes import given
from deckbuild.features.delimited import RAGGED_ROW, WRONG_CSV, Unread
from deckbuild.features.engines.process import COMMAND, Process
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.plain_values import in_csv
from deckbuild.features.plots import picture, values
from deckbuild.features.plots.picture import KINDS, Chart
from deckbuild.features.plots.values import ODD_CHART
from deckbuild.features.tokens import add, line_of, made, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from deckbuild.features.findings import Findings
    from deckbuild.features.room import Room

WRONG_CHART = Rule(
    "D752",
    "wrong-chart",
    Severity.WARNING,
    "A chart cannot be drawn: it is of no kind that there is (bar, line, scatter or pie), its table has no numbers,\n"
    "or more than 2,000, a pie has negative ones, or a scatter chart words in its first column. Its source stands on\n"
    "the slide.",
)
_INFO = re.compile(r"(?P<words>chart[ \t]+[\w-]+(?![\w=-])|chart|vega-lite)(?P<rest>.*)", re.DOTALL)
_WIDTH = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>%|px)?")
_LEAST, _STEEPEST = 220.0, 0.62  # pixels that a chart is high at least, and the part of its width at most

_VEGA = "vega-lite"
KIND = drawings.Kind("chart", Process((*COMMAND, _VEGA)), "charts", {_VEGA: "charts in Vega-Lite"})


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("inline", "options_of_charts", _options)
    rules.core.ruler.push(FEATURE.name, _drawn)


def _is_chart(token: Token) -> bool:
    return token.type == "fence" and token.info.split()[:1] in (["chart"], [_VEGA])


def _options(state: StateCore) -> None:
    """Read what stands behind the kind of a chart, `title="…"` and others, as attributes are."""
    found = findings(state.env)
    for token in filter(_is_chart, state.tokens):
        info = _INFO.match(token.info)
        rest = info["rest"].strip() if info else ""
        if info and rest:
            add(token, given(found, rest, line_of(token)))
            token.info = info["words"]


def _drawn(state: StateCore) -> None:
    """Put charts into the place of their fences, once all else of the slide is known."""
    found = findings(state.env)
    tokens: list[Token] = []
    for at, token in enumerate(state.tokens):
        tokens += _in_place(state.tokens, at, found) if _is_chart(token) else (token,)
    state.tokens = tokens


def _in_place(tokens: list[Token], at: int, found: Findings) -> Iterator[Token]:
    """Yield what is drawn for the fence ``at`` a place."""
    fence = tokens[at]
    found.used.add(FEATURE.name)
    if fence.info.split()[0] == _VEGA:
        add(fence, {"class": "vega"})
        yield from drawings.drawn(KIND, _VEGA, fence, drawings.place(tokens, at, found), found)
        return
    fence.content = variables.in_source(fence.content, line_of(fence) + 1, found, in_csv).text
    left = room.around(tokens, at, found.settings)
    chart = made(_html(fence, left, drawings.caption(tokens, at), found), fence.map)
    chart.meta = {"drawn": True}
    yield chart


def _html(fence: Token, left: Room, caption: str, found: Findings) -> str:
    """Return the chart of a ``fence``, or its source with the message of what is wrong."""
    chart = _chart(fence, caption, found)
    if isinstance(chart, Chart):
        return _shown(fence, chart, left, found)
    source = f"```{fence.info}\n{fence.content}```"
    return undrawn.block(found, source, chart)


def _chart(fence: Token, caption: str, found: Findings) -> Chart | str:
    """Return the chart of a ``fence``, or what is wrong with it, which has been told."""
    kind = [*fence.info.split(), ""][1]
    if kind not in KINDS:
        message = f"there is no chart {kind!r}" if kind else "this chart is of no kind"
        found.tell(WRONG_CHART, line_of(fence), kind or "chart", message, nearest(kind, KINDS) or _HINT)
        return message
    data = delimited.data_of(fence, found)
    if isinstance(data, Unread):
        return data.message or "its file cannot be read"
    read = values.of(data, fence, found)
    wrong = read if isinstance(read, str) else picture.wrong(kind, read)
    if isinstance(read, str) or wrong:
        message = f"this chart cannot be drawn: {wrong}"
        found.tell(WRONG_CHART, line_of(fence), kind, message)
        return message
    if kind == "pie" and len(read.series) > 1:
        message = f"a pie shows one column of numbers, {read.series[0].name!r}, and not the others"
        found.tell(ODD_CHART, line_of(fence), kind, message)
        read = read._replace(series=read.series[:1])
    title, alt = (str(fence.attrs.pop(name, "")) for name in ("title", "alt"))
    return Chart(kind, read, title, alt or caption)


def _shown(fence: Token, chart: Chart, left: Room, found: Findings) -> str:
    """Return a ``chart`` as large as there is room for, with the attributes of its ``fence``."""
    width = _width(fence, left.width, found)
    height = max(min(left.height, width * _STEEPEST), _LEAST)
    if left.height < _LEAST:
        message = "there is no room for this chart below all else on its slide"
        found.tell(ODD_CHART, line_of(fence), chart.kind, message, "divide the slide, or put it into columns")
    add(fence, {"class": "chart lone" if len(chart.values.series) == 1 and chart.kind != "pie" else "chart"})
    return f"<div {written(fence)}>{picture.drawn(chart, width, height)}</div>"


def _width(fence: Token, whole: float, found: Findings) -> float:
    """Take the width off a ``fence``; return it in pixels, ``whole`` if there is none."""
    width = str(fence.attrs.pop("width", "")) or "100%"
    read = _WIDTH.fullmatch(width)
    if not read:
        message = f"{width!r} is no width of a chart"
        found.tell(ODD_CHART, line_of(fence), width, message, "write a part of its room, such as 60%")
        return whole
    number = float(read["number"])
    return max(200.0, min(whole, whole * number / 100 if read["unit"] == "%" else number))


_HINT = f"write one of {', '.join(KINDS)} behind the word chart"
FEATURE = Feature(
    "charts",
    "Charts of CSV: bars, lines, points and pies.",
    "A fence with the word `chart` and a kind, `bar`, `line`, `scatter` or `pie`, draws the CSV in it, or that of\n"
    '`file="data.csv"`. The first row has the titles of the axes, the first column is the x axis, each other one a\n'
    "series; an empty cell is a gap. `title`, `caption`, `alt` (what is read out in its place) and `width` may stand\n"
    "behind the kind. Charts are drawn in the colours of the theme, and in the room that is left on the slide.\n"
    "A fence with the word `vega-lite` is a chart in that language, with its data in it; what draws it comes with\n"
    '`pip install "deckbuild[charts]"`.',
    """\
```chart line title="Loss" width=80%
step, training, validation
0,    4.2,      4.3
1000, 2.9,      3.1
2000, 2.1,      2.8
```

```chart bar caption="Answers of *all* pupils"
answer, pupils
yes,    12
no,     7
```
""",
    _install,
    rules=(WRONG_CHART, ODD_CHART, RAGGED_ROW, WRONG_CSV, *drawings.RULES),
    needs=("attributes", "code-files", "figures"),
)
