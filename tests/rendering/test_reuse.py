"""Slides are rendered once, and within their time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pytest

from deckbuild.diagnostics.source import Source
from deckbuild.files.cache import Cache
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.pipeline import stages, time_limit
from deckbuild.project import loader
from deckbuild.rendering import in_time, timeout
from deckbuild.rendering.renderer import Renderer
from deckbuild.rendering.result import failed, from_json, to_json
from deckbuild.rendering.reuse import Rendering
from tests.extending import extension

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from deckbuild.parsing.slides import Slide
    from deckbuild.rendering.result import Rendered
    from tests.conftest import Cli, MakeProject

TEXT = """# Ä <!-- .element: class="x" -->

![](x.png) <b id="i">

!NOTE
Note

!SUB class=y

[a](javascript:b) `c`
"""


def slides(text: str) -> list[Slide]:
    return [slide for stack in divide(Source("a.md", text), 0, NATIVE).stacks for slide in stack]


def test_a_slide_is_the_same_after_it_was_kept() -> None:
    for slide in slides(TEXT):
        rendered = Renderer({}).render(slide)

        assert rendered.references or rendered.problems
        assert from_json(to_json(rendered)) == rendered


def test_a_slide_that_is_kept_is_not_rendered_again(tmp_path: Path) -> None:
    first, second, third = (Rendering(Cache(tmp_path)) for _ in range(3))
    many = slides(TEXT)

    made = first(many, {}, "a")

    assert (first.rendered, second(many, {}, "a"), second.rendered) == (2, made, 0)
    assert third(slides(TEXT.replace("Note", "Other")), {}, "a")[1] == made[1]
    assert third.rendered == 1


def test_a_slide_that_is_kept_is_not_rendered_again_in_the_same_process() -> None:
    rendering = Rendering()
    rendering(slides(TEXT), {}, "a")
    rendering(slides(TEXT), {}, "a")

    assert rendering.rendered == 2


@pytest.mark.parametrize(
    ("text", "extensions", "name"),
    [
        (TEXT.replace("!NOTE", "!SUB"), {}, "a"),
        (TEXT.replace("class=y", "class=z"), {}, "a"),
        (TEXT, {"tables": {}}, "a"),
        (TEXT, {}, "b"),
    ],
)
def test_what_a_slide_is_made_of_decides_whether_it_is_rendered_again(
    text: str, extensions: dict[str, dict[str, str]], name: str
) -> None:
    rendering = Rendering()
    rendering(slides(TEXT), {}, "a")
    rendering(slides(text), extensions, name)

    assert rendering.rendered > 2


@pytest.mark.parametrize("extension", ["pymdownx.snippets", "my_extension"])
def test_what_an_extension_may_read_from_a_file_is_never_kept(
    extension: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my_extension.py").write_text(
        "from markdown.extensions.tables import makeExtension as makeExtension\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    rendering = Rendering(Cache(tmp_path))
    rendering(slides(TEXT), {extension: {}}, "a")
    rendering(slides(TEXT), {extension: {}}, "a")

    assert rendering.rendered == 4


def test_progress_is_told_slide_by_slide() -> None:
    seen: list[tuple[str, int, int]] = []

    def watched(making: Iterable[Rendered], total: int, name: str) -> Iterator[Rendered]:
        for number, slide in enumerate(making):
            seen.append((name, total, number))
            yield slide

    Rendering(watched=watched)(slides(TEXT), {}, "a")

    assert seen == [("a", 2, 0), ("a", 2, 1)]


# A pattern that takes longer than anybody waits, in one call of the regular expression engine.
SLOW = extension(
    """\
if "SLOW" in text:
    re.match("(a+)+$", "a" * 40 + "b")
""",
    imports="import re",
)


def test_slides_that_take_too_long_are_stopped_and_the_one_at_work_is_named(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# A\n\n!SUB\n\n# SLOW\n" + "\n!SUB\n\n# C\n"
    root = make_project(
        {"slides/a.md": text, "slow_extension.py": SLOW, "deckbuild.yml": "markdown_extensions: [slow_extension]"}
    )
    monkeypatch.syspath_prepend(root)
    (made,) = stages.build(loader.read(root), Rendering(seconds=0.3))

    found = [each for each in made.diagnostics if each.rule == timeout.TOO_SLOW]
    assert [(str(each.location), each.message) for each in found] == [
        ("slides/a.md:5:1", "making HTML took too long, and was stopped here")
    ]
    assert '<h1 id="a">A</h1>' in made.html


def test_a_stopped_build_is_not_kept(make_project: MakeProject, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(slides: Sequence[Slide], *_: object) -> list[Rendered]:
        message = "making HTML took too long, and was stopped here"
        return [failed(slide.whole.text, timeout.TOO_SLOW, message) for slide in slides]

    root = make_project({"slides/a.md": "# A"})
    monkeypatch.setattr(in_time, "render", too_slow)

    result = cli("build", root)

    assert result.exit_code == 1
    message = "project/slides/a.md:1:1: error: making HTML took too long, and was stopped here [D207]"
    assert click.unstyle(result.stderr).splitlines()[0] == message
    assert not (root / ".deckbuild").exists()


def test_a_second_build_renders_nothing_and_writes_the_same(
    make_project: MakeProject, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project({"slides/a.md": TEXT.replace("javascript:b", "b.html").replace('<b id="i">', ""), "x.png": ""})
    cli("build", root)
    first = {path: path.read_bytes() for path in root.rglob("*.html")}

    def nothing(*_: object) -> None:
        raise AssertionError("a slide was rendered")

    monkeypatch.setattr(in_time, "render", nothing)
    cli("build", root)

    assert {path: path.read_bytes() for path in root.rglob("*.html")} == first


def test_without_the_cache_nothing_is_kept(make_project: MakeProject, cli: Cli) -> None:
    root = make_project({"slides/a.md": "# A"})
    cli("build", root, "--no-cache")

    assert not (root / ".deckbuild").exists()


@pytest.mark.parametrize("text", ["", "no json", json.dumps([1, 2]), '["a",{},{},[[["D","n","odd","e"],0]],[],[]]'])
def test_an_entry_that_is_no_slide_is_rendered_anew(text: str, tmp_path: Path) -> None:
    kept, rendering = Cache(tmp_path), Rendering(Cache(tmp_path))
    Rendering(kept)(slides("# A"), {}, "a")
    (entry,) = (tmp_path / ".deckbuild/cache").iterdir()
    key = (kept.get(entry.name) or b"").split(b" ")[0]
    kept.put(entry.name, key + b" " + text.encode())

    assert rendering(slides("# A"), {}, "a")[0].html == '<h1 id="a">A</h1>'
    assert rendering.rendered == 1


def test_a_deck_that_takes_too_long_elsewhere_is_stopped_too(
    make_project: MakeProject, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time_limit, "_GRACE", 0)
    text = f'---\nseparator: "^(a|a)*b"\n---\n# A\n\n{"a" * 40}\n'
    root = make_project({"slides/a.md": text, "slides/b.md": "# B"})

    result = cli("build", root, "--timeout", "0.5")

    assert result.exit_code == 1
    message = "project/slides/a.md:1:1: error: building this deck took too long, and was stopped [D207]"
    assert click.unstyle(result.stderr).splitlines()[0] == message
    assert (root / "dist/b.html").exists()
