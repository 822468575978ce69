"""Finds a Chromium for the browser tests, and gets one where there is none: `python tests/chromium.py`.

`find` only looks: at $DECKBUILD_CHROMIUM, at what is installed, and at Playwright's own download. `get` then tries
Debian's package (as root) and after it Playwright's download. Chrome and Edge are Chromium too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "DECKBUILD_CHROMIUM"
COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
MAC_APPLICATIONS = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)

ADVICE = f"""\
No Chromium was found, and the browser tests need one. Do one of these:
  * `make test`, which gets one when it can (`python tests/chromium.py` does only that);
  * install Chromium, Google Chrome or Microsoft Edge (Debian, as root: `apt-get install chromium`);
  * `python -m playwright install --with-deps chromium`;
  * set {VARIABLE} to the program of one that is elsewhere.
`make test-quick` runs all the tests that need no browser."""


class NoChromium(Exception):
    """There is no browser to test with; the message says what to install."""


def arguments() -> list[str]:
    """Return the arguments to start Chromium with: nothing that calls home, nothing that asks."""
    always = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return [*always, "--no-sandbox"] if _is_root() else always  # Chromium refuses to sandbox itself for root


def find() -> Path | None:
    """Return the program of a Chromium on this machine, if there is one."""
    if named := os.environ.get(VARIABLE):
        return _named(named)
    return next(_installed(), None) or _downloaded()


def require() -> Path:
    """Return the program of a Chromium on this machine, or raise `NoChromium`."""
    if found := find():
        return found
    raise NoChromium(ADVICE)


def get() -> Path:
    """Return the program of a Chromium, installing one where there is none."""
    for install in (_nothing, _install_package, _download):
        install()
        if found := find():
            return found
    return require()


def _named(place: str) -> Path:
    """Return the browser that the environment names; another one instead would be a surprise."""
    found = shutil.which(place)
    if not found:
        raise NoChromium(f"{VARIABLE} is {place!r}, which is not a program.")
    return Path(found)


def _installed() -> Iterator[Path]:
    """Yield the browsers on PATH, then those in the usual places of macOS and Windows."""
    yield from (Path(found) for name in COMMANDS if (found := shutil.which(name)))
    if sys.platform == "darwin":
        applications = [folder / "Applications" for folder in (Path("/"), Path.home())]
        yield from _files(
            folder / f"{name}.app/Contents/MacOS/{name}" for folder in applications for name in MAC_APPLICATIONS
        )
    if sys.platform == "win32":
        folders = [Path(folder) for name in WINDOWS_FOLDERS if (folder := os.environ.get(name))]
        yield from _files(folder / name for folder in folders for name in WINDOWS_PROGRAMS)


def _files(paths: Iterator[Path]) -> Iterator[Path]:
    return (path for path in paths if path.is_file())


def _downloaded() -> Path | None:
    """Return the Chromium that `playwright install` has put into its cache; Playwright alone knows its name."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    return program if program.is_file() else None


def _nothing() -> None:
    """Install nothing: what is there comes first."""


def _install_package() -> None:
    """Install Debian's package where that is possible; a failure leaves it to the next way."""
    if not _is_root() or not shutil.which("apt-get"):
        return
    _run("apt-get", "update", "--quiet=2")
    if _has_package():
        _run("apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends", "chromium")


def _has_package() -> bool:
    """Tell whether apt has a real Chromium; Ubuntu's package of a similar name only asks for a snap."""
    done = subprocess.run(["apt-cache", "policy", "chromium"], capture_output=True, text=True, check=False)  # noqa: S607
    candidates = [line for line in done.stdout.splitlines() if line.strip().startswith("Candidate:")]
    return any("(none)" not in line and "snap" not in line for line in candidates)


def _download() -> None:
    """Let Playwright download its Chromium, and as root on Linux the libraries that it needs."""
    needs = ["--with-deps"] if _is_root() and shutil.which("apt-get") else []
    _run(sys.executable, "-m", "playwright", "install", *needs, "chromium")


def _run(*command: str) -> None:
    print(f"  {' '.join(command)}", file=sys.stderr, flush=True)  # noqa: T201 -- a person waits for this
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> None:
    """Get a Chromium and print where it is."""
    try:
        print(get())  # noqa: T201 -- the result
    except NoChromium as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
