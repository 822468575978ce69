"""Files that slides link go with the page: beside it, or, with `embed_links`, in it."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

import deckbuild
from deckbuild.page.layout import LINKED, SERVED, SINGLE, Layout
from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.serve.rebuild import BuiltPages, rebuild
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from deckbuild.pipeline.built_deck import Build
    from tests.conftest import Cli, MakeProject

PDF = b"%PDF-1.4\n%\xe2\n"
FILES: dict[str, str | bytes] = {
    "slides/hand out.pdf": PDF,
    "data/t.csv": "a,b\n",
    "big.png": png(4, 3),
    "demo.html": "<p>x",
    "x.svg": "<svg/>",
}
EMBED = {"deckbuild.yml": "embed_links: true\n"}


def made(root: Path, layout: Layout = SINGLE, *, untrusted: bool = False) -> Build:
    (deck,) = stages.build(loader.read(root, untrusted=untrusted), layout=layout)
    return deck


def tags(html: str) -> list[str]:
    """The links in the slides of a page, without the hashes in the names of files."""
    slides = html.split('<div class="slides">')[1].split("<script", maxsplit=1)[0]
    return [unhashed(each) for each in re.findall(r"<a\s[^>]*>", slides)]


def unhashed(address: str) -> str:
    return re.sub(r"\.[0-9a-f]{16}\.", ".HASH.", address)


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("hand%20out.pdf", "assets/hand-out.HASH.pdf"),
        ("<hand out.pdf#page=2>", "assets/hand-out.HASH.pdf#page=2"),
        ("../data/t.csv", "assets/t.HASH.csv"),
        ("/data/t.csv?x", "assets/t.HASH.csv"),
        ("demo.html", "assets/demo.HASH.html"),
    ],
)
def test_a_file_that_a_slide_links_lies_beside_the_page(address: str, href: str, make_project: MakeProject) -> None:
    root = make_project({**FILES, "slides/a.md": f"[x]({address})\n"})

    for layout in (SINGLE, LINKED, SERVED):
        deck, there = made(root, layout), href.replace("assets/", layout.beside)
        assert tags(deck.html) == [f'<a href="{there}">']
        assert there.partition("#")[0] in map(unhashed, deck.linked)
        assert deck.diagnostics == ()


def test_a_page_weighs_and_may_weigh_what_it_did_without_the_files_that_it_leads_to(make_project: MakeProject) -> None:
    text = "![](/big.png) [x](/big.png) [y](big.pdf) [z](big.pdf#page=2)\n"
    files: dict[str, str | bytes] = {"slides/a.md": text, "slides/big.pdf": PDF * 1000, "big.png": png(4, 3)}
    deck = made(make_project({**files, "deckbuild.yml": "shrink_images: true\n"}))

    assert "big.pdf" not in [weight.name for weight in deck.weights]
    assert [(weight.name, weight.uses) for weight in deck.weights if weight.kind == "image/png"] == [("big.png", 1)]
    assert sorted(map(unhashed, deck.linked)) == ["assets/big.HASH.pdf", "assets/big.HASH.png"]
    assert png(4, 3) in deck.linked.values()


def test_with_embed_links_a_file_is_in_the_page_and_a_click_saves_it(make_project: MakeProject) -> None:
    links = '[x](<hand out.pdf#page=2>)\n<a href="/data/t.csv" download="table.csv">y</a>\n[z](/demo.html)\n'
    deck = made(make_project({**FILES, **EMBED, "slides/a.md": links}))

    assert tags(deck.html) == [
        f'<a href="data:application/pdf;base64,{b64encode(PDF).decode()}#page=2" download="hand out.pdf">',
        '<a href="data:text/plain;charset=utf-8;base64,YSxiCg==" download="table.csv">',
        '<a href="data:text/html;charset=utf-8;base64,PHA+eA==" download="demo.html">',
    ]
    assert (deck.linked, deck.diagnostics) == ({}, ())


def test_what_cannot_go_along_is_told(make_project: MakeProject, tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(PDF)
    text = (
        "[x](hand-out.pdf)\n[x](../../secret.pdf)\n<form action=/x.svg>\n</form>\n<b data-preview-link=/x.svg>x</b>\n"
    )
    deck = made(make_project({**FILES, "slides/a.md": text}))

    assert [(each.location.line, each.rule.code, each.hint) for each in deck.diagnostics] == [
        (1, "D401", "did you mean 'hand out.pdf'?"),
        (2, "D402", "copy it into the project, or allow its folder: --allow-outside .."),
        (3, "D408", "link to an address of its own (https:)"),
        (5, "D408", "link to an address of its own (https:)"),
    ]
    assert deck.linked == {}


@pytest.mark.parametrize("more", [{}, EMBED])
def test_of_a_stranger_s_deck_only_harmless_files_go_along(more: dict[str, str], make_project: MakeProject) -> None:
    bad = ["demo.html", "x.svg", "x.js", "x.xhtml", "x.xml", "x.css", "x.mhtml", "x.exe", "x"]
    good = ["slides/hand out.pdf", "data/t.csv", "big.png", "X.ZIP"]
    text = "".join(f"[x](</{name}>)\n" for name in (*bad, *good))
    deck = made(
        make_project({**dict.fromkeys(bad, "x"), "X.ZIP": "PK", **FILES, **more, "slides/a.md": text}), untrusted=True
    )

    assert [(each.location.line, each.rule.code) for each in deck.diagnostics] == [(n, "D408") for n in range(1, 10)]
    assert len(deck.linked) == (0 if more else len(good))
    assert deck.html.count(" download=") == (len(good) if more else 0)


def test_a_page_in_a_frame_leads_to_no_files(make_project: MakeProject) -> None:
    files = {"slides/f.html": "<a href=/data/t.csv>x</a>", "slides/a.md": "<iframe src=f.html></iframe>\n"}
    deck = made(make_project({**FILES, **files}))

    assert ([each.rule.code for each in deck.diagnostics], deck.linked) == (["D408"], {})


def test_all_files_are_written_and_nothing_else_is(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({**FILES, "slides/a.md": "[x](/data/t.csv)\n"})
    assert cli("build", "--strict", root).exit_code == 0
    (name,) = (path.relative_to(root / "dist").as_posix() for path in (root / "dist").rglob("*.csv"))
    (deck,) = deckbuild.build(root)
    written = deck.write(root / "again")

    assert f'href="{name}"' in written.read_text(encoding="utf-8")
    assert dict(deck.files) == {name: b"a,b\n"}
    assert (root / "dist" / name).read_bytes() == (root / "again" / name).read_bytes() == b"a,b\n"


def test_a_folder_of_files_that_leads_out_of_the_project_is_not_written_to(
    cli: Cli, make_project: MakeProject, tmp_path: Path
) -> None:
    root = make_project({**FILES, "slides/a.md": "[x](/data/t.csv)\n"})
    (tmp_path / "elsewhere").mkdir()
    (root / "dist").mkdir()
    (root / "dist" / "assets").symlink_to(tmp_path / "elsewhere")
    result = cli("build", root)

    assert (result.exit_code, list((tmp_path / "elsewhere").iterdir())) == (2, [])
    assert "is a link that leads out of the project; name the folder with --output" in result.stderr


def test_the_page_of_a_text_alone_leads_to_no_files() -> None:
    for text in ("[x](x.pdf)\n", "---\nembed_links: true\n---\n[x](x.pdf)\n"):
        assert tags(deckbuild.render(text)) == ['<a href="x.pdf">']
        with pytest.raises(deckbuild.DeckbuildError, match=r"leads to x\.pdf, which is not in it"):
            deckbuild.render(text, rules={"D408": "error"})


def test_the_preview_serves_the_file_and_follows_its_edits(make_project: MakeProject) -> None:
    root = make_project({**FILES, "slides/a.md": "[x](/data/t.csv)\n"}).resolve()
    old = rebuild(root, "", {}, BuiltPages())
    (root / "data" / "t.csv").write_text("more", encoding="utf-8")
    new = rebuild(root, "", {}, old)

    for built, content in ((old, b"a,b\n"), (new, b"more")):
        ((address, file),) = built.files.items()
        assert (file.media_type, file.data) == ("text/plain;charset=utf-8", content)
        assert f'href="{address}"'.encode() in built.pages["a"].html
