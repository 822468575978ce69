"""How a browser for the tests is got."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deckbuild.browser import program
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
    monkeypatch.setattr(program, "_downloaded", lambda: None)
    monkeypatch.delenv(program.VARIABLE, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    def install(name: str, script: str = "exit 0") -> Path:
        made = folder / name
        made.write_text(f"#!/bin/sh\n{script}\n")
        made.chmod(0o755)
        return made

    return install


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The commands that are run, on a machine where we are root and that changes nothing."""
    run: Commands = []
    monkeypatch.setattr(program, "is_root", lambda: True)
    monkeypatch.setattr(chromium, "_run", lambda *command: run.append(command))
    return run


DOWNLOAD = (sys.executable, "-m", "playwright", "install", "chromium")
DOWNLOAD_WITH_LIBRARIES = (sys.executable, "-m", "playwright", "install", "--with-deps", "chromium")


def test_without_one_the_message_says_what_to_install(install: Install) -> None:
    install("firefox")

    with pytest.raises(chromium.NoChromium) as error:
        chromium.require()

    assert "apt-get install chromium" in str(error.value)
    assert "playwright install" in str(error.value)
    assert "make test-quick" in str(error.value)


def test_one_that_is_there_is_taken(install: Install, commands: Commands) -> None:
    there = install("google-chrome")

    assert chromium.get() == there
    assert commands == []


def test_root_on_debian_gets_the_package_and_then_the_download(install: Install, commands: Commands) -> None:
    install("apt-get")
    install("apt-cache", "echo 'chromium:'; echo '  Candidate: 150.0.7871.100-1~deb12u1'")

    with pytest.raises(chromium.NoChromium, match="no Chromium, Chrome or Edge was found"):
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
    monkeypatch.setattr(program, "is_root", lambda: False)

    with pytest.raises(chromium.NoChromium):
        chromium.get()

    assert commands == [DOWNLOAD]


def test_what_was_installed_is_found(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "_run", lambda *_: install("chromium"))

    assert chromium.get().name == "chromium"


@pytest.mark.slow  # runs pytest
def test_a_browser_test_without_a_browser_fails() -> None:
    a_browser_test = "tests/test_chromium_browser.py::test_a_page_has_the_size_of_a_slide"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", a_browser_test],
        cwd=Path(__file__).parents[1],
        env={**os.environ, program.VARIABLE: "/nowhere"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert "DECKBUILD_CHROMIUM is '/nowhere', which is not a program." in done.stdout
    assert "1 error in" in done.stdout
