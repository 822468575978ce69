"""What a PDF shows and holds, read by other people's tools."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from deckbuild.browser.session import open_browser
from tests import chromium, pdf_tools
from tests.conftest import ROOT
from tests.png import png
from tests.processes import left

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image as Picture

    from tests.conftest import Cli, MakeProject

pytestmark = pytest.mark.browser

TALK = """\
---
title: A talk
author: [Ada Lovelace, Grace Hopper]
description: What it is about
language: de
theme: white
reveal: {slideNumber: c/t}
---

# First `code`

[intro](#/intro) [other](other.html#/there) [web](https://example.org/) [file](notes.csv)

!SLIDE

<!-- .stack: data-background-color="#204060" -->

![](red.png)

!SUB

## Below

[picture](#picture)

!SLIDE {#intro}

# Steps

- one <!-- .element: class="fragment" -->
- two <!-- .element: class="fragment fade-out" -->

!NOTE

Say this.

!SLIDE {data-visibility="hidden"}

# Never

!SLIDE

# Last {#picture}
"""
FILES: dict[str, str | bytes] = {
    "slides/talk.md": TALK,
    "slides/other.md": "# Other\n\n!SLIDE {#there}\n\n# There",
    "red.png": png(30, 20, (200, 0, 0)),
    "notes.csv": "a,b\n",
}


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF that has been made of the talk, beside which the other deck's lies."""
    root = tmp_path_factory.mktemp("talk")
    for name, content in FILES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
    assert pdf_tools.deckbuild("pdf", root) == 0
    return root / "dist" / "talk.pdf"


def test_it_is_sound_and_says_what_it_is(talk: Path) -> None:
    about = pdf_tools.about(talk)

    assert "No syntax or stream encoding errors" in pdf_tools.run("qpdf", "--check", talk)
    assert about["Title"] == "A talk"
    assert about["Author"] == "Ada Lovelace, Grace Hopper"
    assert about["Subject"] == "What it is about"
    assert about["Tagged"] == "yes"
    assert about["Page size"].startswith("7")
    assert "CreationDate" not in about
    assert '"/Lang": "u:de"' in pdf_tools.run("qpdf", "--json", "--json-key=qpdf", talk)


def test_a_slide_is_a_page_with_text_that_can_be_selected_and_the_number_that_the_deck_shows(talk: Path) -> None:
    assert pdf_tools.texts(talk) == [
        ["FIRST", "code", "intro", "other", "web", "file", "1/5"],
        ["2/5"],
        ["BELOW", "picture", "3/5"],
        ["STEPS", "one", "4/5"],
        ["LAST", "5/5"],
    ]


def test_the_outline_has_titles_as_they_are_written_nested_by_stack(talk: Path) -> None:
    pdf = pypdfium2.PdfDocument(talk)
    outline = [(each.level, each.get_title(), each.get_dest().get_index()) for each in pdf.get_toc()]

    assert outline == [(0, "First code", 0), (0, "Slide 2", 1), (1, "Below", 2), (0, "Steps", 3), (0, "Last", 4)]


def test_links_lead_to_slides_decks_files_and_the_web(talk: Path) -> None:
    text = pdf_tools.run("qpdf", "--json", "--json-key=qpdf", talk)
    (file,) = talk.parent.glob("assets/*.csv")

    assert file.read_text() == "a,b\n"
    assert text.count('"/S": "/GoTo",') == 2
    assert '"/F": "u:other.pdf",' in text
    assert '"/D": "u:there",' in text
    assert '"/URI": "u:https://example.org/"' in text
    assert f'"/URI": "u:assets/{file.name}"' in text
    assert "deck.invalid" not in text


def test_fonts_are_inside(talk: Path) -> None:
    fonts = [line.split() for line in pdf_tools.run("pdffonts", talk).splitlines()[2:]]

    assert fonts
    assert {font[-5] for font in fonts} == {"yes"}


def test_backgrounds_of_stacks_reach_their_slides_and_no_page_is_blank(talk: Path, tmp_path: Path) -> None:
    pages = pdf_tools.pictures(talk, tmp_path)

    assert [page.getpixel((3, 3)) for page in pages] == [
        (255, 255, 255),
        (0x20, 0x40, 0x60),
        (0x20, 0x40, 0x60),
        (255, 255, 255),
        (255, 255, 255),
    ]
    assert all(len(page.getcolors(100_000) or range(9)) > 1 for page in pages)


def test_the_same_input_gives_the_same_bytes_also_by_other_ways(talk: Path, tmp_path: Path) -> None:
    there = talk.parents[1] / "slides" / "talk.md"

    assert pdf_tools.deckbuild("pdf", there, "-o", tmp_path / "mine.pdf") == 0
    assert (tmp_path / "mine.pdf").read_bytes() == talk.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["assets", "mine.pdf"]


def test_each_step_is_a_page_if_that_is_asked_for_of_some_slides(talk: Path, tmp_path: Path) -> None:
    options = ("--fragments", "pages", "--slides", "intro,1")
    assert pdf_tools.deckbuild("pdf", talk.parents[1] / "slides" / "talk.md", "-o", tmp_path, *options) == 0

    assert pdf_tools.texts(tmp_path / "talk.pdf") == [
        ["FIRST", "code", "intro", "other", "web", "file", "1/5"],
        ["STEPS", "two", "4/5"],
        ["STEPS", "one", "two", "4/5"],
        ["STEPS", "one", "4/5"],
    ]


def test_notes_are_annotations_if_that_is_asked_for(talk: Path, tmp_path: Path) -> None:
    options = ("--slides", "intro", "--notes", "annotations")
    assert pdf_tools.deckbuild("pdf", talk.parents[1] / "slides" / "talk.md", "-o", tmp_path, *options) == 0

    text = pdf_tools.run("qpdf", "--json", "--json-key=qpdf", tmp_path / "talk.pdf")
    assert '"/Contents": "u:Say this."' in text


def test_a_handout_has_a_cover_and_slides_with_their_numbers_and_notes(talk: Path, tmp_path: Path) -> None:
    options = ("--handout", "3", "--paper", "letter", "--slides", "2-5")
    assert pdf_tools.deckbuild("pdf", talk.parents[1] / "slides" / "talk.md", "-o", tmp_path, *options) == 0

    cover, first, second = (" ".join(words) for words in pdf_tools.texts(tmp_path / "talk.pdf"))
    assert pdf_tools.about(tmp_path / "talk.pdf")["Page size"].endswith("(letter)")
    assert "No syntax or stream encoding errors" in pdf_tools.run("qpdf", "--check", tmp_path / "talk.pdf")
    assert cover == "A talk Ada Lovelace, Grace Hopper What it is about"
    assert all(words in first for words in ("2 Slide 2", "3 Below", "BELOW", "4 Steps", "STEPS", "Say this."))
    assert "5 Last" in second
    pixels = pdf_tools.pictures(tmp_path / "talk.pdf", tmp_path, 1000)[1].getcolors(1_000_000) or []
    assert (0x20, 0x40, 0x60) in {colour for _, colour in pixels}


def read(path: Path) -> Picture:
    """Read a picture, and let go of its file."""
    with Image.open(path) as picture:
        return picture.convert("RGB")


def test_pictures_of_slides_are_as_large_as_a_projector_wants_and_a_sheet_shows_all(talk: Path, tmp_path: Path) -> None:
    pictures, sheet = tmp_path / "pictures", tmp_path / "all.png"
    deck = talk.parents[1] / "slides" / "talk.md"
    assert pdf_tools.deckbuild("pdf", deck, "--png", pictures, "--slides", "2-4", "--fragments", "pages") == 0
    assert pdf_tools.deckbuild("pdf", deck, "--png", sheet) == 0
    taken = {path.name: read(path) for path in pictures.iterdir()}

    assert sorted(taken) == ["talk-2-1.png", "talk-3-1.png", "talk-4-1.png", "talk-4-2.png", "talk-4-3.png"]
    assert {each.size for each in taken.values()} == {(1497, 1091)}  # 960 x 700 and the margin of reveal.js, 1.5 times
    assert taken["talk-2-1.png"].getpixel((3, 3)) == (32, 64, 96)
    assert len({each.tobytes() for each in taken.values()}) == 5
    all_slides = read(sheet)
    assert all_slides.width == 1600
    assert all_slides.height > 2 * 250  # five slides, in two rows


def test_the_date_is_that_of_the_environment(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project({"slides/a.md": "# A"})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")

    assert pdf_tools.deckbuild("pdf", root) == 0
    assert "Sun Sep  9" in pdf_tools.about(root / "dist" / "a.pdf")["CreationDate"]


def test_the_example_deck_has_thirteen_pages_that_look_like_its_slides(tmp_path: Path) -> None:
    assert pdf_tools.deckbuild("pdf", ROOT / "slides" / "transformers.md", "-o", tmp_path / "deck.pdf") == 0
    assert pdf_tools.deckbuild("build", ROOT / "slides" / "transformers.md", "-o", tmp_path) == 0

    pages = pdf_tools.pictures(tmp_path / "deck.pdf", tmp_path)
    assert len(pages) == 13
    for number in (1, 6):  # the last one moves
        assert difference(pages[number - 1], screenshot(tmp_path / "transformers.html", number)) < 4


def difference(one: Picture, other: Picture) -> float:
    """Return by how much two pictures differ, from 0 to 255 for each colour of a pixel."""
    from PIL import Image, ImageChops, ImageStat

    small = (160, 90)  # lines are drawn with other edges
    each = [picture.resize(small, Image.Resampling.BOX) for picture in (one, other)]
    return max(ImageStat.Stat(ImageChops.difference(*each)).mean)


def screenshot(page: Path, number: int) -> Picture:
    """Return what a browser shows of a slide."""
    from PIL import Image

    async def take() -> bytes:
        async with (
            open_browser(chromium.require()) as browser,
            browser.page(files={"deck.html": page.read_bytes()}) as opened,
        ):
            await opened.goto(f"https://deck.invalid/deck.html?controls=false&progress=false#/0/{number - 1}")
            await opened.wait_for_function("Reveal.isReady()")
            await opened.evaluate(
                "Promise.all([document.fonts.ready, ...[...document.images].map((each) => each.decode())])"
            )
            return await opened.screenshot(animations="disabled")

    with ThreadPoolExecutor(1) as thread:
        return Image.open(BytesIO(thread.submit(asyncio.run, take()).result())).convert("RGB")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_command_leaves_no_process_and_no_folder(
    number: int, make_project: MakeProject, short_folder: Path
) -> None:
    mark = uuid4().hex
    root = make_project({"slides/a.md": "# A\n\n<script>for (;;);</script>"})
    environment = {**os.environ, "TMPDIR": str(short_folder), "MARK": mark}
    command = [sys.executable, "-m", "deckbuild", "pdf", str(root)]
    started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while not list(short_folder.glob("playwright*profile*/Default")):
        assert started.poll() is None

    started.send_signal(number)
    _, told = started.communicate()

    assert left(mark) == []
    assert list(short_folder.glob("playwright*")) == []
    assert b"Traceback" not in told


def test_what_cannot_be_done_is_told(cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project({"slides/a.md": "# A", "slides/b.md": "# B"})
    several: Any = cli("pdf", root, "-o", "one.pdf")
    monkeypatch.setattr("deckbuild.browser.program.has_playwright", lambda: False)
    without: Any = cli("pdf", root)

    assert (several.exit_code, without.exit_code) == (2, 2)
    assert "one.pdf is one file, and there are 2 decks; name a folder" in several.stderr
    assert without.stderr == (
        'error: Playwright, which drives a browser, is not installed\n  `pip install "deckbuild[browser]"` brings it\n'
    )
