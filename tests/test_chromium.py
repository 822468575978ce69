"""How a browser is found and got."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests import chromium

if TYPE_CHECKING:
    from collections.abc import Callable

    Install = Callable[..., Path]
    Commands = list[tuple[str, ...]]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a program on a machine that has no other."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(chromium, "_downloaded", lambda: None)
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    def install(name: str, script: str = "exit 0") -> Path:
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return program

    return install


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The commands that are run, on a machine where we are root and that changes nothing."""
    run: Commands = []
    monkeypatch.setattr(chromium, "_is_root", lambda: True)
    monkeypatch.setattr(chromium, "_run", lambda *command: run.append(command))
    return run


DOWNLOAD = (sys.executable, "-m", "playwright", "install", "chromium")
DOWNLOAD_WITH_LIBRARIES = (sys.executable, "-m", "playwright", "install", "--with-deps", "chromium")


# Finding


@pytest.mark.parametrize("name", chromium.COMMANDS)
def test_a_browser_on_the_path_is_found(install: Install, name: str) -> None:
    assert chromium.find() is None

    program = install(name)

    assert chromium.find() == program


def test_chromium_comes_before_chrome_and_chrome_before_edge(install: Install) -> None:
    for name in ("msedge", "google-chrome", "chromium"):
        program = install(name)
        assert chromium.find() == program


def test_the_environment_names_one_that_comes_first(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("chromium")
    mine = install("mine")
    monkeypatch.setenv(chromium.VARIABLE, str(mine))

    assert chromium.find() == mine


def test_one_that_the_environment_names_and_that_is_not_there_is_told(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("chromium")
    monkeypatch.setenv(chromium.VARIABLE, "/nowhere/chromium")

    with pytest.raises(chromium.NoChromium, match="'/nowhere/chromium', which is not a program"):
        chromium.find()


def test_without_one_the_message_says_what_to_install(install: Install) -> None:
    install("firefox")

    with pytest.raises(chromium.NoChromium) as error:
        chromium.require()

    assert "apt-get install chromium" in str(error.value)
    assert "playwright install" in str(error.value)
    assert "make test-quick" in str(error.value)


@pytest.mark.slow  # starts Playwright twice
def test_what_playwright_downloaded_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert chromium._downloaded() is None

    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    program.parent.mkdir(parents=True)
    program.write_text("")

    assert program.is_relative_to(tmp_path)
    assert chromium._downloaded() == program


# Getting


def test_one_that_is_there_is_taken(install: Install, commands: Commands) -> None:
    program = install("google-chrome")

    assert chromium.get() == program
    assert commands == []


def test_root_on_debian_gets_the_package_and_then_the_download(install: Install, commands: Commands) -> None:
    install("apt-get")
    install("apt-cache", "echo 'chromium:'; echo '  Candidate: 150.0.7871.100-1~deb12u1'")

    with pytest.raises(chromium.NoChromium, match="No Chromium was found"):
        chromium.get()

    assert commands == [
        ("apt-get", "update", "--quiet=2"),
        ("apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends", "chromium"),
        DOWNLOAD_WITH_LIBRARIES,
    ]


@pytest.mark.parametrize("candidate", ["2:1snap1-0ubuntu2", "(none)"])
def test_a_package_that_only_asks_for_a_snap_is_passed_over(
    install: Install, commands: Commands, candidate: str
) -> None:
    install("apt-get")
    install("apt-cache", f"echo '  Candidate: {candidate}'")

    with pytest.raises(chromium.NoChromium):
        chromium.get()

    assert commands == [("apt-get", "update", "--quiet=2"), DOWNLOAD_WITH_LIBRARIES]


def test_others_get_the_download(install: Install, commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    install("apt-get")
    monkeypatch.setattr(chromium, "_is_root", lambda: False)

    with pytest.raises(chromium.NoChromium):
        chromium.get()

    assert commands == [DOWNLOAD]


def test_what_was_installed_is_found(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "_run", lambda *_: install("chromium"))

    assert chromium.get().name == "chromium"


@pytest.mark.parametrize("root", [True, False])
def test_only_root_does_without_the_sandbox(monkeypatch: pytest.MonkeyPatch, root: bool) -> None:
    monkeypatch.setattr(chromium, "_is_root", lambda: root)

    assert ("--no-sandbox" in chromium.arguments()) == root


@pytest.mark.slow  # runs pytest
def test_a_browser_test_without_a_browser_fails() -> None:
    a_browser_test = "tests/test_chromium_browser.py::test_a_page_has_the_size_of_a_slide"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", a_browser_test],
        cwd=Path(__file__).parents[1],
        env={**os.environ, chromium.VARIABLE: "/nowhere"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert "DECKBUILD_CHROMIUM is '/nowhere', which is not a program." in done.stdout
    assert "1 error in" in done.stdout
