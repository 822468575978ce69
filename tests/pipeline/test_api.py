"""The public Python API: the decks of a project, the page of a text, and errors with diagnostics in them."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

import deckbuild
from deckbuild import DeckbuildError
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject


def test_a_project_is_built_deck_by_deck(make_project: MakeProject) -> None:
    root = make_project(
        {"slides/a.md": "# A\n\n!SUB\n\n## B\n", "slides/b.md": "# B\n\n![](x.png)\n", "x.png": png(4, 3)}
    )
    made = {deck.name: (deck.title, deck.slide_count, deck.diagnostics) for deck in deckbuild.build(root)}

    assert made == {"a": ("A", 2, ()), "b": ("B", 1, ())}


def test_a_page_is_the_one_that_the_command_line_writes(make_project: MakeProject, cli: Cli, tmp_path: Path) -> None:
    root = make_project({"slides/a.md": "# A\n\n![](x.png)\n\n```python\nx = 1\n```\n", "x.png": png(4, 3)})
    cli("build", root)
    (deck,) = deckbuild.build(root)
    written = deck.write(tmp_path / "out")

    assert written == tmp_path / "out" / "a.html"
    assert deck.html == written.read_text(encoding="utf-8") == (root / "dist" / "a.html").read_text(encoding="utf-8")


def test_a_markdown_file_is_a_project_too(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text("# Talk", encoding="utf-8")
    (deck,) = deckbuild.build(str(tmp_path / "talk.md"), title="Another one", reveal={"transition": "fade"})

    assert (repr(deck), deck.title, deck.files) == ("<Deck 'talk': 1 slides>", "Another one", {})
    assert '"transition": "fade"' in deck.html


def test_files_are_linked_when_that_is_asked_for(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project({"slides/a.md": "# A\n\n![](x.png)\n", "x.png": png(4, 3)})
    (deck,) = deckbuild.build(root, link_assets=True)
    deck.write(tmp_path / "out")

    assert png(4, 3) in deck.files.values()
    assert {name: (tmp_path / "out" / name).read_bytes() for name in deck.files} == dict(deck.files)


def test_a_file_from_outside_is_used_when_that_is_allowed(make_project: MakeProject, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "x.png").write_bytes(png(4, 3))
    root = make_project({"slides/a.md": "# A\n\n![](../../shared/x.png)\n"})
    (refused,), (allowed,) = deckbuild.build(root), deckbuild.build(root, allow_outside=[tmp_path / "shared"])

    assert ([each.rule.code for each in refused.diagnostics], allowed.diagnostics) == (["D402"], ())


def test_a_deck_with_errors_tells_them_and_is_not_written(make_project: MakeProject, tmp_path: Path) -> None:
    (deck,) = deckbuild.build(make_project({"slides/a.md": b"# A\n\xff\n"}))
    told = "slides/a.md:2:1: error: the byte 0xff is not UTF-8 [D104] (save the file as UTF-8)"

    assert [str(each) for each in deck.diagnostics] == [told]
    with pytest.raises(DeckbuildError) as raised:
        deck.write(tmp_path / "out")
    assert str(raised.value) == f"a has errors, and is not written\n{told}"
    assert raised.value.diagnostics == deck.diagnostics
    assert not (tmp_path / "out").exists()


def test_what_is_wrong_with_the_project_is_told_by_its_first_deck(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A", "slides/b.md": "# B", "reveal-md.json": '{"highlightTheme": "x"}'})
    told = [[str(each) for each in deck.diagnostics] for deck in deckbuild.build(root)]

    assert told[1] == []
    assert told[0][0].startswith("reveal-md.json:1:20: warning: ")


def test_a_source_is_never_written_over(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A", "slides/a.html": ""})
    (root / "slides" / "a.html").unlink()
    (root / "slides" / "a.html").symlink_to(root / "slides" / "a.md")
    (deck,) = deckbuild.build(root)

    with pytest.raises(DeckbuildError, match="is a file that the deck is made of"):
        deck.write(root / "slides")
    assert (root / "slides" / "a.md").read_text(encoding="utf-8") == "# A"


def test_the_root_of_a_project_can_be_named(make_project: MakeProject) -> None:
    root = make_project({"a/talk.md": "![](x.png)", "x.png": png(4, 3)})

    found, named = [next(deckbuild.build(root / "a" / "talk.md", root=each)) for each in (None, root)]
    assert ([each.rule.code for each in found.diagnostics], named.diagnostics) == (["D401"], ())
    with pytest.raises(DeckbuildError, match="does not lie in"):
        deckbuild.build(root / "a", root=root / "b")


def test_a_path_without_a_project_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(DeckbuildError, match="there is no slides/ folder in") as raised:
        deckbuild.build(tmp_path)
    assert raised.value.diagnostics == ()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"thme": "white"}, "settings:1:2: error: unknown setting 'thme' [D102] (did you mean 'theme'?)"),
        ({"theme": "wite"}, "settings:1:11: error: there is no theme 'wite' [D103] (did you mean 'white'?)"),
    ],
)
def test_settings_that_cannot_be_used_are_an_error_at_once(settings: dict[str, Any], told: str) -> None:
    with pytest.raises(DeckbuildError) as raised:
        deckbuild.render("# A", **settings)

    assert str(raised.value) == f"these settings cannot be used\n{told}"
    assert [str(each) for each in raised.value.diagnostics] == [told]


def test_a_text_becomes_a_page_and_nothing_is_read_or_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.png").write_bytes(png(4, 3))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "deck.html.jinja").write_text("own", encoding="utf-8")
    page = deckbuild.render("---\ntitle: Ö 😀\n---\n# Hello\n\n!SUB\n\n- a", theme="black")

    assert "<title>Ö 😀</title>" in page
    assert page.count("<section>") == 3
    assert sorted(each.name for each in tmp_path.iterdir()) == ["templates", "x.png"]
    assert base64.b64encode(png(4, 3)).decode() not in deckbuild.render("![](x.png)")
    assert deckbuild.render("").count("<section") == 1


def test_a_text_of_a_stranger_runs_nothing() -> None:
    page = deckbuild.render("# A\n\n<img src=data:, onerror=alert(1)>", untrusted=True)

    assert "onerror=alert" not in page
    assert "Content-Security-Policy" in page


def test_it_works_in_a_thread() -> None:
    pages: list[str] = []
    thread = threading.Thread(target=lambda: pages.append(deckbuild.render("# A\n\n```python\nx = 1\n```")))
    thread.start()
    thread.join()

    assert pages == [deckbuild.render("# A\n\n```python\nx = 1\n```")]


PROGRAM = """
import json, os, sys
os.fork = None
import deckbuild
loaded = [name for name in sys.modules if name.startswith("deckbuild.")]
import deckbuild.pipeline.stages
large = "\\n\\n!SUB\\n\\n".join(f"# {number}" for number in range(300))
print(json.dumps([loaded, deckbuild.render(large).count("<h1>")]))
"""


def test_importing_loads_nothing_and_a_large_text_needs_no_other_process() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == [[], 300]


def test_what_is_not_there_is_an_attribute_error() -> None:
    assert set(deckbuild.__all__) <= set(dir(deckbuild))
    with pytest.raises(AttributeError, match="module 'deckbuild' has no attribute 'buid'"):
        _ = deckbuild.buid  # type: ignore[attr-defined]
