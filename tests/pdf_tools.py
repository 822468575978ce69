"""What other people's tools say of a PDF: poppler's and qpdf. Without them a test fails, and says what to install."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from deckbuild.cli import main as command_line

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image


def run(*command: str | Path) -> str:
    """Run one of the tools, which must succeed without a warning, and return what it prints."""
    if not shutil.which(command[0]):
        pytest.fail(f"there is no {command[0]}; Debian: `apt-get install poppler-utils qpdf`", pytrace=False)
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def about(pdf: Path) -> dict[str, str]:
    """Return what `pdfinfo` says of a PDF, by the names that it has for it."""
    lines = (line.partition(":") for line in run("pdfinfo", pdf).splitlines())
    return {name: value.strip() for name, _, value in lines}


def texts(pdf: Path) -> list[list[str]]:
    """Return the words of each page."""
    return [page.split() for page in run("pdftotext", pdf, "-").split("\f")[:-1]]


def pictures(pdf: Path, folder: Path, width: int = 640) -> list[Image]:
    """Return each page as `pdftoppm` shows it, ``width`` px wide."""
    from PIL import Image

    run("pdftoppm", "-png", "-scale-to-x", str(width), "-scale-to-y", "-1", pdf, folder / "page")
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("page*.png"))]


def deckbuild(*words: str | Path) -> int:
    """Run the command line in a thread, because Playwright's loop may be in the main one; return its exit code."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(command_line.run, [str(word) for word in words]).result()
