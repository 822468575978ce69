"""Pictures as Obsidian writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.markdown.converter import converter
from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![[x.png]]", '<img src="x.png">'),
        ("a ![[my x.PNG]] b", '<img src="my%20x.PNG">'),
        ("![[pics/x.svg|300]]", '<img src="pics/x.svg" width="300">'),
        ("![[x.png|300x200]]", '<img src="x.png" width="300">'),
        ("![[x.png|a *b*]]", '<img alt="a b" src="x.png">'),
        ("![[x.png|a|300]]", '<img alt="a" src="x.png" width="300">'),
    ],
)
def test_a_picture_of_obsidian_is_one(text: str, expected: str) -> None:
    assert expected in converter({}).convert(text)


@pytest.mark.parametrize("text", ["![[note]]", "![[note.md]]", "![[x.png", "`![[x.png]]`", "!\\[[x.png]]", "[[x.png]]"])
def test_what_is_no_picture_stays_as_it_is(text: str) -> None:
    assert "<img" not in converter({}).convert(text)


def test_a_picture_of_markdown_may_have_brackets_in_its_text() -> None:
    assert '<img alt="[x.png]" src="y.png">' in converter({}).convert("![[x.png]](y.png)")


def test_its_file_is_in_the_page(make_project: MakeProject, cli: Cli) -> None:
    root = make_project({"talk.md": "# A\n\n!SUB\n\n![[my x.png]]\n", "my x.png": png(4, 3)})
    result = cli("build", "talk.md", cwd=root)

    assert result.stderr == ""
    assert 'src="data:image/png' in (root / "dist" / "talk.html").read_text(encoding="utf-8")
