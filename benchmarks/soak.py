"""Edits a served deck thousands of times, as fast as the page follows, and looks at what the server holds.

    python benchmarks/soak.py [EDITS]

Each edit has to be told to a page that listens, or the script fails. Prints the memory (MB) and the open files of the
server and of the process that builds, after the first hundred edits and at the end (on Linux, which can tell).
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.serve.listening import listening
from tests.serve.serving import serving

WARM = 100  # edits after which the server holds what it needs
SLIDES = 30


@dataclass(frozen=True, slots=True)
class Held:
    """What the server and the process that builds hold: memory (MB), and open files."""

    memory: float
    files: int


def held(process: int) -> Held:
    """Return what a process and those that it has begun hold."""
    about = Path(f"/proc/{process}")
    lines = (about / "status").read_text(encoding="utf-8").split("\n")
    memory = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
    files = len(list((about / "fd").iterdir()))
    begun = (about / "task" / str(process) / "children").read_text(encoding="utf-8").split()
    others = [held(int(each)) for each in begun]
    return Held(memory + sum(each.memory for each in others), files + sum(each.files for each in others))


async def soak(root: Path, edits: int, step: int = 1) -> tuple[Held, Held]:
    """Return what is held after the first edits, and after all; every ``step`` edits the page has to show the last."""
    path = root / "slides" / "talk.md"
    path.parent.mkdir()
    slides = [f"## Slide {number}\n\ntext\n" for number in range(SLIDES)]
    path.write_text("\n!SUB\n\n".join(slides), encoding="utf-8")
    with serving(root) as server:
        early = held(server.process.pid)
        async with listening(server.url) as page:
            for number in range(edits):
                slides[number % SLIDES] = f"## Edit {number}.\n\ntext\n"
                path.write_text("\n!SUB\n\n".join(slides), encoding="utf-8")
                if (number + 1) % step == 0:
                    await page.shows(f"Edit {number}.")
                if number == WARM:
                    early = held(server.process.pid)
            if page.reloads:
                raise SystemExit(f"the page was loaded anew {page.reloads} times")
            return early, held(server.process.pid)


def main() -> None:
    """Print the figures."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    began = monotonic()
    with tempfile.TemporaryDirectory() as folder:
        early, late = asyncio.run(soak(Path(folder), edits))
    print(f"{edits} edits in {monotonic() - began:.0f} s, none missed")
    for when, what in ((f"after {WARM}", early), ("at the end", late)):
        print(f"{when}: {what.memory:.0f} MB, {what.files} files")


if __name__ == "__main__":
    main()
