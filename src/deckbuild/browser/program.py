"""Finds the program of a browser: Chromium, Google Chrome or Microsoft Edge, which all are Chromium."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "DECKBUILD_CHROMIUM"  # of the environment: names the program, and no other is looked for
PLAYWRIGHT = 'pip install "deckbuild[browser]"'
COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_MAC_APPLICATIONS = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)


class NoBrowser(NamedTuple):
    """Why there is no browser to use: ``message`` says what is missing, ``hint`` what to do."""

    message: str
    hint: str

    def __str__(self) -> str:
        """Return it on one line."""
        return f"{self.message}; {self.hint}"


def find() -> Path | NoBrowser:
    """Return the program of a browser that can be started, or what is missing: the program, or Playwright.

    The one that the environment names comes first, then those that are installed, then Playwright's own. This must not
    be called inside of an event loop, because Playwright is asked.
    """
    if not has_playwright():
        return NoBrowser("Playwright, which drives a browser, is not installed", f"`{PLAYWRIGHT}` brings it")
    if named := os.environ.get(VARIABLE):
        return _named(named)
    return next(_installed(), None) or _downloaded() or NoBrowser("no Chromium, Chrome or Edge was found", _advice())


def has_playwright() -> bool:
    """Return whether Playwright is installed; it is not loaded."""
    return importlib.util.find_spec("playwright") is not None


def is_root() -> bool:
    """Return whether we are root, for whom Chromium has no sandbox; a container often runs everything as root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _named(place: str) -> Path | NoBrowser:
    """Return the browser that the environment names; another one instead would be a surprise."""
    if found := shutil.which(place):
        return Path(found)
    return NoBrowser(f"{VARIABLE} is {place!r}, which is not a program", "name that of a Chromium, Chrome or Edge")


def _installed() -> Iterator[Path]:
    """Yield the browsers on PATH, then those in the usual places of macOS and Windows."""
    yield from (Path(found) for name in COMMANDS if (found := shutil.which(name)))
    if sys.platform == "darwin":
        applications = [folder / "Applications" for folder in (Path("/"), Path.home())]
        yield from _files(
            folder / f"{name}.app/Contents/MacOS/{name}" for folder in applications for name in _MAC_APPLICATIONS
        )
    if sys.platform == "win32":
        folders = [Path(folder) for name in _WINDOWS_FOLDERS if (folder := os.environ.get(name))]
        yield from _files(folder / name for folder in folders for name in _WINDOWS_PROGRAMS)


def _files(paths: Iterator[Path]) -> Iterator[Path]:
    return (path for path in paths if path.is_file())


def _downloaded() -> Path | None:
    """Return the Chromium that `playwright install` has put into its cache; Playwright alone knows its name."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    return program if program.is_file() else None


def _advice() -> str:
    """Return how to get a browser on this system."""
    download = "`python -m playwright install --with-deps chromium`"
    if shutil.which("apt-get"):
        return f"`apt-get install chromium` or {download} brings one; {VARIABLE} names one that is elsewhere"
    return f"install one, or run {download}; {VARIABLE} names one that is elsewhere"
