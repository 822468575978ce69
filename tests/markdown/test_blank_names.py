"""Pictures whose names have blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.markdown.converter import converter
from deckbuild.pipeline import stages
from deckbuild.project import loader
from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeProject

    Convert = Callable[[str], str]


@pytest.fixture(params=[{}, {"abbr": {}}], ids=["alone", "with an extension"])
def html_of(request: pytest.FixtureRequest) -> Convert:
    def convert(text: str) -> str:
        converts = converter(request.param)
        converts.reset()
        return converts.convert(text)

    return convert


@pytest.mark.parametrize(
    ("text", "src"),
    [
        ("![x](my file.png)", "my%20file.png"),
        ("![x]( pics/my own file.JPG )", "pics/my%20own%20file.JPG"),
        ("![x](größe 1.svg)", "gr%C3%B6%C3%9Fe%201.svg"),
        ("a ![x](one two.gif) b", "one%20two.gif"),
    ],
)
def test_a_picture_whose_name_has_blanks_is_one(text: str, src: str, html_of: Convert) -> None:
    html = html_of(text)

    assert f'src="{src}"' in html
    assert 'alt="x"' in html
    assert "![" not in html


def test_it_may_have_a_title_and_marks_in_its_alternative_text(html_of: Convert) -> None:
    html = html_of('![a *b* c](my file.png "the title")')

    assert 'alt="a b c"' in html
    assert 'title="the title"' in html


@pytest.mark.parametrize(
    "text",
    [
        "![x](x.png =100x80)",
        "![x](see the file)",
        "![x](a b.md)",
        "![x](a\nb.png)",
        "[x](my file.png)",
        "`![x](my file.png)`",
        "\\![x](my file.png)",
    ],
)
def test_what_is_no_picture_with_blanks_stays_text(text: str, html_of: Convert) -> None:
    assert "<img" not in html_of(text)


def test_the_file_is_in_the_page_and_a_hint_says_what_other_tools_want(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# a\n\n![x](my file.png)\n", "slides/my file.png": png(4, 3)})
    (deck,) = stages.build(loader.read(root))

    assert "data:image/png" in deck.html
    assert [(str(each.location), each.rule.code, each.message) for each in deck.diagnostics] == [
        ("slides/a.md:3:1", "D214", "this looks like a picture whose name has blanks")
    ]


def test_one_that_is_not_there_is_told_at_its_place(make_project: MakeProject) -> None:
    (deck,) = stages.build(loader.read(make_project({"slides/a.md": "# a\n\n![x](my file.png)\n"})))

    assert [str(each).partition(" [")[0] for each in deck.diagnostics if each.rule.code == "D401"] == [
        "slides/a.md:3:6: warning: the file my file.png does not exist"
    ]
