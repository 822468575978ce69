"""Mustache, as templates of reveal-md have it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.page.mustache import fill

VALUES = {
    "a": "<1>",
    "no": "",
    "off": False,
    "on": True,
    "list": ["x", "y"],
    "rows": [{"b": 1}, {"b": 2}],
    "map": {"b": 3},
}


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("{{a}} {{ a }}", "&lt;1&gt; &lt;1&gt;"),
        ("{{{a}}} {{{ a }}} {{& a}}", "<1> <1> <1>"),
        ("[{{none}}{{{none}}}{{no}}]", "[]"),
        ("{{on}} {{off}}", "true false"),
        ("{{! a comment }}{{> partial}}x", "x"),
        ("{{#on}}yes{{/on}}{{#off}}no{{/off}}{{#none}}no{{/none}}", "yes"),
        ("{{^on}}no{{/on}}{{^off}}yes{{/off}}{{^list}}no{{/list}}", "yes"),
        ("{{#list}}({{.}}{{a}}){{/list}}", "(x&lt;1&gt;)(y&lt;1&gt;)"),
        ("{{#rows}}{{b}}{{#on}}!{{/on}}{{/rows}}", "1!2!"),
        ("{{map.b}} {{map.c}} {{none.b}} {{#map}}{{b}}{{/map}}", "3   3"),
        ("{{#a}}{{.}}{{/a}}", "&lt;1&gt;"),
        ("{{#on}}never ends", "never ends"),
        ("{{/on}}a{{/on}}", "a"),
        ("{ {a} } }}{{", "{ {a} } }}{{"),
    ],
)
def test_a_template_is_filled(template: str, filled: str) -> None:
    assert fill(template, VALUES) == filled


@given(st.text(alphabet="{}#^/&! ab."))
def test_any_text_is_a_template(template: str) -> None:
    assert isinstance(fill(template, VALUES), str)
