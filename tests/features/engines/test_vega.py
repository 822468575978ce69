"""Charts in Vega-Lite: what is wrong with a source is said before it is drawn, and nothing is loaded."""

from __future__ import annotations

import json
import sys

import pytest

from deckbuild.features.engines import vega, worker
from deckbuild.features.engines.answer import Fault, Question

BAR = '{"mark": "bar", "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a", "type": "ordinal"}}}'


@pytest.mark.parametrize(
    ("source", "message", "part"),
    [
        ("{", "its JSON is wrong: expecting property name enclosed in double quotes", ""),
        ("[]", "a chart is an object of JSON, between braces", ""),
        ('{"data": {}}', 'it has no "mark"', ""),
        (BAR.replace('"bar"', '"brr"'), "there is no mark 'brr'", "brr"),
        (BAR.replace('"bar"', '{"type": "brr"}'), "there is no mark 'brr'", "brr"),
        (f'{{"layer": [{BAR.replace("bar", "brr")}]}}', "there is no mark 'brr'", "brr"),
        (BAR.replace('"x"', '"xx"'), "there is no channel 'xx'", "xx"),
        (BAR.replace("ordinal", "ordinl"), "there is no type 'ordinl'", "ordinl"),
        (
            BAR.replace('"values": [{"a": 1}]', '"url": "file:///etc/passwd"'),
            "it loads nothing: its data stand in it, as values",
            '"file:///etc/passwd"',
        ),
        (
            '{"mark": {"type": "image", "url": "https://example.org/x.png"}}',
            "it loads nothing: its data stand in it, as values",
            '"https://example.org/x.png"',
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place(source: str, message: str, part: str) -> None:
    fault = vega.svg(source)

    assert isinstance(fault, Fault)
    assert (fault.message, source[fault.at : fault.at + fault.width] if part else "") == (message, part)


@pytest.mark.parametrize("value", [None, 1, "x", [1], {"a": {"b": [1]}}, True])
@pytest.mark.parametrize("name", ["mark", "encoding", "layer", "hconcat", "spec", "data"])
def test_no_source_ends_in_an_error_of_ours(name: str, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vl_convert.vegalite_to_svg", lambda *_, **__: "<svg/>")

    assert vega.svg(json.dumps({**json.loads(BAR), name: value}))


def test_without_its_package_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)

    assert worker.answered(Question("vega-lite", BAR)).missing == "vl-convert-python"


@pytest.mark.slow
def test_a_chart_is_drawn_in_the_colours_of_the_theme_and_one_that_is_too_large_is_not() -> None:
    """Loads vl-convert, for 1 to 7 seconds, and lets it run into its limit of 2."""
    from deckbuild.features.charts import KIND

    deck = object()
    drawing = KIND.process.draw(Question("vega-lite", BAR), deck)
    bomb = BAR.replace('{"values": [{"a": 1}]}', '{"sequence": {"start": 0, "stop": 30000000}}')

    assert "var(--diagram-hue0)" in drawing.svg
    assert drawing.labels == ("1", "a")
    assert drawing.letters == 16
    assert KIND.process.draw(Question("vega-lite", bomb), deck).fault == Fault(
        "it takes more than 2 seconds, or too much memory"
    )
