"""Settings of reveal-md that stand on its command line, in package.json, are read there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.config import npm_scripts
from deckbuild.diagnostics.source import Placed, Source

if TYPE_CHECKING:
    from deckbuild.config.taken_over import Taken


def of(text: str) -> Taken | None:
    """What a package.json tells reveal-md."""
    return npm_scripts.command(Source("package.json", text))


def plain(value: object) -> object:
    """A value without the places where it is written."""
    if isinstance(value, Placed):
        return value.text
    return [plain(each) for each in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize(
    ("scripts", "values"),
    [
        ({"start": "reveal-md slides.md -w"}, {}),
        ({"a": "npx reveal-md . --theme moon --css a.css,b/c.css"}, {"theme": "moon", "css": ["a.css", "b/c.css"]}),
        ({"a": "rm -rf x && ./node_modules/.bin/reveal-md . --theme=sky && cp --theme night"}, {"theme": "sky"}),
        ({"a": "reveal-md . --highlight-theme vs2015 --disable-auto-open"}, {"highlight_theme": "nord-darker"}),
        ({"a": "reveal-md . --vertical-separator '^--$' --watch"}, {"verticalSeparator": "^--$"}),
        ({"build": "reveal-md . --theme sky", "start": "reveal-md . --theme moon"}, {"theme": "moon"}),
        ({"pdf": "reveal-md . --theme sky --print a.pdf", "x": "reveal-md ."}, {}),
    ],
)
def test_options_of_the_command_line_are_taken_over(scripts: dict[str, str], values: dict[str, Any]) -> None:
    found = of(json.dumps({"scripts": scripts}))

    assert found is not None
    assert ({name: plain(value) for name, value in found.values.items() if name != "metadata"}, found.problems) == (
        values,
        (),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"scripts": {"a": "echo reveal-md-x"}}',
        '{"scripts": "reveal-md"}',
        '{"scripts": {"a": "reveal-md . \'x"}}',
    ],
)
def test_another_package_is_no_project_of_reveal_md(text: str) -> None:
    assert of(text) is None


def test_what_it_cannot_be_is_told_where_the_script_stands() -> None:
    found = of('{\n  "scripts": {"start": "reveal-md . --highlight-theme none-such"}\n}')

    assert found is not None
    assert [(each.rule.code, each.offset) for each in found.problems] == [("D108", 25)]


@given(st.text(alphabet="{}[]\"':,ab-= reveal-md", max_size=60))
def test_no_package_raises(text: str) -> None:
    of(f'{{"scripts": {{"start": {json.dumps("reveal-md " + text)}}}}}')
    of(f"{text}reveal-md{text}")
