"""Finds a Chromium for the browser tests, and gets one where there is none: `python tests/chromium.py`.

`deckbuild.browser` looks for one; where there is none, `get` tries Debian's package (as root) and after it Playwright's
download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from deckbuild.browser import program

ADVICE = f"""\
The browser tests need one. Do one of these:
  * `make test`, which gets one when it can (`python tests/chromium.py` does only that);
  * install Chromium, Google Chrome or Microsoft Edge (Debian, as root: `apt-get install chromium`);
  * `python -m playwright install --with-deps chromium`;
  * set {program.VARIABLE} to the program of one that is elsewhere.
`make test-quick` runs all the tests that need no browser."""


class NoChromium(Exception):
    """There is no browser to test with; the message says what to install."""


def require() -> Path:
    """Return the program of a Chromium on this machine, or raise `NoChromium`."""
    found = program.find()
    if isinstance(found, Path):
        return found
    raise NoChromium(f"{found.message}.\n{ADVICE}")


def get() -> Path:
    """Return the program of a Chromium, installing one where there is none."""
    for install in (_nothing, _install_package, _download):
        install()
        if isinstance(found := program.find(), Path):
            return found
    return require()


def _nothing() -> None:
    """Install nothing: what is there comes first."""


def _install_package() -> None:
    """Install Debian's package where that is possible; a failure leaves it to the next way."""
    if not program.is_root() or not shutil.which("apt-get"):
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
    needs = ["--with-deps"] if program.is_root() and shutil.which("apt-get") else []
    _run(sys.executable, "-m", "playwright", "install", *needs, "chromium")


def _run(*command: str) -> None:
    print(f"  {' '.join(command)}", file=sys.stderr, flush=True)  # noqa: T201 -- a person waits for this
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)


def main() -> None:
    """Get a Chromium and print where it is."""
    try:
        print(get())  # noqa: T201 -- the result
    except NoChromium as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
