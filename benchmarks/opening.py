"""Measures how long the example deck takes to open in Chromium, beside the same deck of pandoc with links to its files.

    make bench, or: python benchmarks/opening.py [RUNS] [PAGE…]

Prints the median time from the navigation to reveal.js' `ready` (ms), of pages that take turns, each from disk in a
fresh profile. pandoc is Debian's, or whatever is on PATH; its page has our reveal.js beside it. Further PAGEs take
their turns, too.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.peers import decks, tools
from benchmarks.peers.opening import opening

if TYPE_CHECKING:
    from benchmarks.peers.tools import Tool


def pages(folder: Path) -> dict[str, Path]:
    """Build the example deck with each tool that is there; return the pages by the names of their rows."""
    ours, theirs = (next(tool for tool in tools.TOOLS if tool.name == name) for name in ("deckbuild", "pandoc"))
    found = {f"deckbuild, {theme}": built(ours, folder / theme, "--theme", theme) for theme in ("lecture", "white")}
    if pandoc := shutil.which("pandoc"):
        found["pandoc, white"] = built(replace(theirs, program=(pandoc,)), folder / "pandoc")
    return found


def built(tool: Tool, folder: Path, *words: str) -> Path:
    """Write the example deck into ``folder`` and build it; return its page."""
    tool.write(folder, decks.EXAMPLE)
    subprocess.run([*tool.build(), *words], cwd=folder, check=True, capture_output=True)
    return folder / tool.page


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        shown = pages(Path(folder)) | {path: Path(path).resolve() for path in sys.argv[2:]}
        for name, time in opening(shown, runs).items():
            print(f"{name:<24}{time:>6.0f} ms")


if __name__ == "__main__":
    main()
