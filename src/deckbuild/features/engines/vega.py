"""Draws charts in Vega-Lite by vl-convert, which loads no data and no pictures: all must stand in the source."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from deckbuild.features.engines.answer import Fault, Raw
from deckbuild.features.engines.colours import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "vl-convert-python"
_SAMPLE = '{"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}, "y": {"field": "a"}}}'
# Names of Vega-Lite 6: what a chart must hold one of, its marks, the channels of an encoding, and types of fields.
_VIEWS = ("mark", "layer", "hconcat", "vconcat", "concat", "facet", "repeat", "spec")
_MARKS = (
    "arc area bar boxplot circle errorband errorbar geoshape image line point rect rule square text tick trail"
).split()
_CHANNELS = (
    "angle color column description detail facet fill fillOpacity href key latitude latitude2 longitude longitude2 "
    "opacity order radius radius2 row shape size stroke strokeDash strokeOpacity strokeWidth text theta theta2 time "
    "tooltip url x x2 xError xError2 xOffset y y2 yError yError2 yOffset"
).split()
_TYPES = ("quantitative", "temporal", "ordinal", "nominal", "geojson")
_LETTERS, _TITLE = 16, 20  # pixels that letters are high in a chart of the size below
_TEXT = {"labelColor": mark("text"), "titleColor": mark("text"), "labelFontSize": _LETTERS, "titleFontSize": _LETTERS}
_LINES = {"gridColor": mark("muted"), "domainColor": mark("line"), "tickColor": mark("line")}
_HUES = [mark(f"hue{number}") for number in range(8)]
# What an author has not set: colours of the theme, and the size of a slide.
_CONFIG = {
    "background": "transparent",
    "font": "sans-serif",
    "view": {"stroke": "transparent", "continuousWidth": 640, "continuousHeight": 360, "discreteWidth": 640},
    "axis": {**_TEXT, **_LINES, "titleFontWeight": "normal", "labelAngle": 0, "labelLimit": 200},
    "axisY": {"labelPadding": 6},
    "legend": {**_TEXT, "titleFontWeight": "normal"},
    "header": _TEXT,
    "title": {"color": mark("text"), "subtitleColor": mark("text"), "fontSize": _TITLE, "anchor": "start"},
    "text": {"color": mark("text"), "fontSize": _LETTERS},
    "mark": {"color": _HUES[0]},
    "rule": {"color": mark("line")},
    "range": {"category": _HUES},
}
_WHY = re.compile(r"\b(?:\w*Error): (?P<why>[^\n]+)")


def svg(source: str) -> Raw | Fault:
    """Return the SVG of a chart. Raises ``ImportError`` where vl-convert is not installed."""
    import vl_convert  # 35 MB of it

    try:
        spec = json.loads(source)
    except json.JSONDecodeError as error:
        return Fault(f"its JSON is wrong: {error.msg[:1].lower()}{error.msg[1:]}", error.pos, 1)
    fault = next(_faults(spec, source), None)
    if fault:
        return fault
    try:
        drawn = vl_convert.vegalite_to_svg(spec, config=_CONFIG, allowed_base_urls=[])
    except ValueError as error:
        found = _WHY.search(str(error))
        return Fault(found["why"] if found else "it is no chart of Vega-Lite")
    return Raw(drawn, "chart")


def begin() -> None:
    """Load what draws charts, which takes longer than any of them."""
    try:
        svg(_SAMPLE)
    except ImportError:  # it is told with the first chart
        return


def _faults(spec: Any, source: str) -> Iterator[Fault]:  # noqa: ANN401 -- what JSON may hold
    """Yield what is wrong with a chart: vl-convert says of most of it that something is undefined."""
    if not isinstance(spec, dict):
        yield Fault("a chart is an object of JSON, between braces")
    elif not any(name in spec for name in _VIEWS):
        yield Fault('it has no "mark"')
    else:
        yield from _of_view(spec, source)
        yield from _addresses(spec, source)


def _of_view(spec: dict[str, Any], source: str) -> Iterator[Fault]:
    """Yield the unknown marks, channels and types in a view, and in the views inside of it."""
    kind = spec.get("mark")
    name = kind.get("type") if isinstance(kind, dict) else kind
    if "mark" in spec and name not in _MARKS:
        yield _unknown("mark", name, _MARKS, source)
    encoding = spec.get("encoding")
    for channel, given in encoding.items() if isinstance(encoding, dict) else ():
        if channel not in _CHANNELS:
            yield _unknown("channel", channel, _CHANNELS, source)
        if isinstance(given, dict) and given.get("type", "nominal") not in _TYPES:
            yield _unknown("type", given["type"], _TYPES, source)
    inside = [spec.get(name) for name in _VIEWS]
    for each in [view for part in inside for view in (part if isinstance(part, list) else [part])]:
        if isinstance(each, dict) and each is not kind:
            yield from _of_view(each, source)


def _unknown(what: str, name: object, known: list[str] | tuple[str, ...], source: str) -> Fault:
    word = name if isinstance(name, str) else ""
    at = source.find(json.dumps(word)) + 1 if word else 0
    return Fault(f"there is no {what} {name!r}", max(at, 0), len(word) if at > 0 else 0, word, tuple(known))


def _addresses(value: Any, source: str) -> Iterator[Fault]:  # noqa: ANN401 -- what JSON may hold
    """Yield the addresses that a chart would load something from."""
    if isinstance(value, list):
        for each in value:
            yield from _addresses(each, source)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name == "url":
                written = json.dumps(each if isinstance(each, str) else name)
                yield Fault("it loads nothing: its data stand in it, as values", source.find(written), len(written))
            elif name != "values":
                yield from _addresses(each, source)
