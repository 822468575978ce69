"""How a browser is found."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from deckbuild.browser import program
from deckbuild.browser.program import NoBrowser

if TYPE_CHECKING:
    from collections.abc import Callable

    Install = Callable[[str], Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a program on a machine that has no other."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(program, "_downloaded", lambda: None)
    monkeypatch.delenv(program.VARIABLE, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    def install(name: str) -> Path:
        made = folder / name
        made.write_text("#!/bin/sh\n")
        made.chmod(0o755)
        return made

    return install


@pytest.mark.parametrize("name", program.COMMANDS)
def test_a_browser_on_the_path_is_found(install: Install, name: str) -> None:
    there = install(name)

    assert program.find() == there


def test_chromium_comes_before_chrome_and_chrome_before_edge(install: Install) -> None:
    for name in ("msedge", "google-chrome", "chromium"):
        there = install(name)
        assert program.find() == there


def test_the_environment_names_one_that_comes_first(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("chromium")
    mine = install("mine")
    monkeypatch.setenv(program.VARIABLE, str(mine))

    assert program.find() == mine


def test_one_that_the_environment_names_and_that_is_not_there_is_told(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("chromium")
    monkeypatch.setenv(program.VARIABLE, "/nowhere/chromium")

    assert program.find() == NoBrowser(
        "DECKBUILD_CHROMIUM is '/nowhere/chromium', which is not a program",
        "name that of a Chromium, Chrome or Edge",
    )


def test_without_one_a_value_says_what_to_install(install: Install) -> None:
    install("firefox")
    elsewhere = NoBrowser(
        "no Chromium, Chrome or Edge was found",
        "install one, or run `python -m playwright install --with-deps chromium`; "
        "DECKBUILD_CHROMIUM names one that is elsewhere",
    )
    assert program.find() == elsewhere

    install("apt-get")

    assert str(program.find()) == (
        "no Chromium, Chrome or Edge was found; `apt-get install chromium` or `python -m playwright install "
        "--with-deps chromium` brings one; DECKBUILD_CHROMIUM names one that is elsewhere"
    )


def test_without_playwright_a_value_says_what_to_install(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("chromium")
    monkeypatch.setattr(program, "has_playwright", lambda: False)

    assert str(program.find()) == (
        'Playwright, which drives a browser, is not installed; `pip install "deckbuild[browser]"` brings it'
    )


@pytest.mark.slow  # starts Playwright twice
def test_what_playwright_downloaded_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert program._downloaded() is None

    with sync_playwright() as playwright:
        there = Path(playwright.chromium.executable_path)
    there.parent.mkdir(parents=True)
    there.write_text("")

    assert there.is_relative_to(tmp_path)
    assert program._downloaded() == there
