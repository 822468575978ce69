from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from deckbuild.diagnostics import terminal
from deckbuild.files.reader import FileReader
from deckbuild.page.templating import _FILTERS, Templates

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject

VALUES: dict[str, Any] = {"words": "<b>"}


def fill(root: Path, name: str = "deck.html.jinja") -> tuple[str, str]:
    """The page and the report."""
    html, wrong = Templates(FileReader(root)).fill(name, VALUES)
    return html, click.unstyle(terminal.text(wrong))


def test_values_are_escaped(make_project: MakeProject) -> None:
    assert fill(make_project({"templates/deck.html.jinja": "{{ words }}"})) == ("&lt;b&gt;", "")


def test_a_template_may_extend_ours_and_include_its_own(make_project: MakeProject) -> None:
    root = make_project(
        {
            "templates/index.html.jinja": '{% extends "deckbuild/index.html.jinja" %}{% block title %}{{ words }}'
            '{% endblock %}{% block body %}{% include "foot.html" %}{% endblock %}{% block styles %}{% endblock %}',
            "templates/foot.html": "<p>{{ words }}</p>",
        }
    )
    html, wrong = Templates(FileReader(root)).fill(
        "index.html.jinja", {**VALUES, "project": {"language": "en"}, "generator": "", "untrusted": False}
    )

    assert wrong == ()
    assert "<title>&lt;b&gt;</title>" in html
    assert "<p>&lt;b&gt;</p>" in html


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        (
            "<p>\n  {% for a in %}\n",
            (
                "templates/deck.html.jinja:2:3: error: Expected an expression, got 'end of statement block' [D501]\n"
                "  2 |   {% for a in %}\n"
                "    |   ^^^^^^^^^^^^^^"
            ),
        ),
        (
            "<p>\n\n{{ nothing.there }}\n",
            (
                "templates/deck.html.jinja:3:1: error: UndefinedError: 'nothing' is undefined [D501]\n"
                "  3 | {{ nothing.there }}\n"
                "    | ^^^^^^^^^^^^^^^^^^^"
            ),
        ),
        (
            "{{ 1 / 0 }}",
            (
                "templates/deck.html.jinja:1:1: error: ZeroDivisionError: division by zero [D501]\n"
                "  1 | {{ 1 / 0 }}\n"
                "    | ^^^^^^^^^^^"
            ),
        ),
        (
            "\n{% extends 'none.jinja' %}",
            (
                "templates/deck.html.jinja:2:1: error: there is no template 'none.jinja' [D501]\n"
                "  2 | {% extends 'none.jinja' %}\n"
                "    | ^^^^^^^^^^^^^^^^^^^^^^^^^^"
            ),
        ),
        (
            "{{ words.__class__.__mro__ }}",
            (
                "templates/deck.html.jinja:1:1: error: SecurityError: access to attribute '__class__' of 'str' object "
                "is unsafe. [D501]\n"
                "  1 | {{ words.__class__.__mro__ }}\n"
                "    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
            ),
        ),
        (
            "{{ words | nonsuch }}",
            (
                "templates/deck.html.jinja:1:1: error: No filter named 'nonsuch'. [D501]\n"
                "  1 | {{ words | nonsuch }}\n"
                "    | ^^^^^^^^^^^^^^^^^^^^^"
            ),
        ),
    ],
)
def test_a_broken_template_is_shown_with_its_line(make_project: MakeProject, template: str, shown: str) -> None:
    assert fill(make_project({"templates/deck.html.jinja": template})) == ("", shown)


@pytest.mark.parametrize("body", ["{{ nothing }}", "{% if %}"])
def test_a_mistake_in_an_included_template_stands_in_that_one(make_project: MakeProject, body: str) -> None:
    root = make_project(
        {"templates/deck.html.jinja": '\n\n{% include "foot.html" %}', "templates/foot.html": f"\n{body}"}
    )

    assert fill(root)[1].startswith("templates/foot.html:2:1: error: ")


@pytest.mark.parametrize("name", ["../../secret.txt", "/etc/passwd", "link.html"])
def test_no_template_is_read_from_outside_the_project(make_project: MakeProject, name: str) -> None:
    root = make_project({"templates/deck.html.jinja": f'{{% include "{name}" %}}', "x": ""})
    (root.parent / "secret.txt").write_text("SECRET")
    (root / "templates" / "link.html").symlink_to(root.parent / "secret.txt")

    html, shown = fill(root)

    assert (html, "[D501]" in shown, "SECRET" in shown) == ("", True, False)


def test_a_template_that_leads_outside_does_not_silently_become_ours(make_project: MakeProject) -> None:
    root = make_project({"x": "", "templates/x": ""})
    (root.parent / "mine.jinja").write_text("x")
    (root / "templates" / "deck.html.jinja").symlink_to(root.parent / "mine.jinja")

    assert fill(root)[1] == (
        "templates/deck.html.jinja:1:1: error: the template deck.html.jinja lies outside the project [D501]"
    )


def test_a_template_that_is_not_utf_8_is_an_error(make_project: MakeProject) -> None:
    _, shown = fill(make_project({"templates/deck.html.jinja": b"caf\xe9"}))

    assert shown.startswith("templates/deck.html.jinja:1:4: error: the byte 0xe9 is not UTF-8 [D104]")


def test_a_mistake_of_our_own_is_not_blamed_on_the_project(make_project: MakeProject) -> None:
    with pytest.raises(Exception, match="is undefined"):
        fill(make_project({"x": ""}))


def filtered(name: str, value: object) -> str:
    found = _FILTERS[name](value)  # type: ignore[operator]  # a filter is a function
    assert isinstance(found, Markup)
    return str(found)


@pytest.mark.parametrize("tag", ["</script", "</SCRIPT", "</ScRiPt", "<!--", "</script foo", "x</script\t>"])
def test_nothing_in_a_script_ends_it(tag: str) -> None:
    assert not re.search("</script|<!--", filtered("inline_js", f"a='{tag}>'"), re.IGNORECASE)


def test_a_script_still_means_the_same() -> None:
    assert filtered("inline_js", "a = '</script>' + '<!--' + '<p></p>' + (1 <2)") == (
        r"a = '<\/script>' + '<\!--' + '<p></p>' + (1 <2)"
    )


@pytest.mark.parametrize("tag", ["</style", "</STYLE", "</sTyLe"])
def test_nothing_in_a_style_sheet_ends_it(tag: str) -> None:
    assert filtered("inline_css", f"a{{content:'{tag}>'}}") == f"a{{content:'<\\/{tag[2:]}>'}}"


@given(st.text(alphabet="</scriptSCRIPTle!-> "))
def test_no_script_and_no_sheet_can_end_its_element(text: str) -> None:
    assert not re.search("</script|<!--", filtered("inline_js", text), re.IGNORECASE)
    assert not re.search("</style", filtered("inline_css", text), re.IGNORECASE)


def test_attributes_are_quoted_and_escaped() -> None:
    assert filtered("attributes", {"a": 'x" onload="y', "b": "<&>"}) == ' a="x&quot; onload=&quot;y" b="&lt;&amp;&gt;"'
