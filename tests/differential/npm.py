"""Gets the npm packages that tests need: once per package-lock.json, into the user's cache."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import hook

HERE = Path(__file__).resolve().parent
LOCK = "package-lock.json"


class NoPackages(Exception):
    """npm could not install the packages; the message is what npm says."""


def modules(here: Path = HERE) -> Path:
    """Return the folder node_modules with the packages that `here` locks, installing them if they are not there."""
    place = _cache() / sha256((here / LOCK).read_bytes()).hexdigest()[:16]
    if not place.exists():
        _install(here, place)
    return place / "node_modules"


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "deckbuild-differential"


def _install(here: Path, place: Path) -> None:
    """Install beside `place` and rename, so that a folder of that name is always whole."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.parent) as beside:
        folder = Path(beside) / "new"
        folder.mkdir()
        for name in ("package.json", LOCK):
            shutil.copyfile(here / name, folder / name)
        words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = hook.load().find_npm()(words, cwd=folder, capture_output=True, encoding="utf-8", errors="replace")
        if done.returncode:
            raise NoPackages(done.stderr or done.stdout)
        if not place.exists():  # another run may have been faster
            folder.rename(place)
