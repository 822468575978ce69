"""The tools that are compared: how each is installed, asked for its version, and told to build a deck.

Each gets the same deck in its own dialect, the theme `white`, and else its defaults. reveal-md, mkslides and Marp
put no pictures into their HTML; reveal-md and mkslides do not even render the Markdown, but leave it to the browser.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.peers import decks

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PLACE = ROOT / ".deckbuild" / "peers"  # where the peers are installed; git ignores it
EARLIER = "422819c"  # the commit of ours that a goal is about
PACKAGES = ("mkslides==2.0.23", "pypandoc_binary==1.17")
REVEAL = ROOT / "src" / "deckbuild" / "vendor" / "reveal" / "dist"

_MKSLIDES = """\
slides:
  theme: white
  separator: '^\\s*---\\s*$'
  separator_vertical: '^\\s*-v-\\s*$'
"""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its program, its dialect, the words behind the program, the page it makes, and where it wants deck.md."""

    name: str
    program: tuple[str | Path, ...]
    dialect: decks.Dialect
    words: tuple[str, ...]
    page: str = ""
    prepare: Callable[[Path], None] | None = None
    inside: str = "."

    @property
    def is_there(self) -> bool:
        """Whether the program is installed."""
        return all(Path(part).exists() for part in self.program if isinstance(part, Path))

    def build(self) -> list[str | Path]:
        """Return the command that builds deck.md in the current folder."""
        return [*self.program, *self.words]

    def version(self) -> list[str | Path]:
        """Return the command that prints the version."""
        return [*self.program, "--version"]

    def write(self, folder: Path, deck: decks.Deck) -> None:
        """Write a ``deck`` into a new ``folder``."""
        place = folder / self.inside
        place.mkdir(parents=True)
        if deck == decks.EXAMPLE:
            decks.write_example(place, self.dialect, ROOT)
        else:
            decks.write(place, self.dialect, deck)
        if self.prepare:
            self.prepare(folder)


def _project(folder: Path) -> None:
    """Make a project of the folder: a lone file has no cache."""
    (folder / "deckbuild.yml").touch()


def _reveal_beside(folder: Path) -> None:
    """Put our reveal.js beside the deck, and its plugins also where pandoc's template looks for them."""
    shutil.copytree(REVEAL, folder / "reveal.js" / "dist")
    for name in ("notes", "search", "zoom"):
        (folder / "reveal.js" / "plugin" / name).mkdir(parents=True)
        shutil.copy(REVEAL / "plugin" / f"{name}.js", folder / "reveal.js" / "plugin" / name)


def _settings_of_mkslides(folder: Path) -> None:
    (folder / "mkslides.yml").write_text(_MKSLIDES, encoding="utf-8")


_NODE = shutil.which("node") or "node"
_MODULES = PLACE / "node_modules"
_BIN = PLACE / "python" / ("Scripts" if os.name == "nt" else "bin")
_PANDOC = PLACE / "pandoc"
_PANDOC_WORDS = (
    "deck.md",
    "-t",
    "revealjs",
    "-s",
    "--slide-level=2",
    "-V",
    "revealjs-url=reveal.js",
    "-V",
    "theme=white",
)

TOOLS = (
    Tool(
        "deckbuild",
        (sys.executable, "-m", "deckbuild"),
        decks.DECKBUILD,
        ("build", "deck.md"),
        "dist/deck.html",
        _project,
    ),
    Tool(
        "reveal-md",
        (_NODE, _MODULES / "reveal-md" / "bin" / "reveal-md.js"),
        decks.REVEAL_MD,
        ("deck.md", "--theme", "white", "--static", "site"),
        "site/deck.html",
    ),
    Tool(
        "mkslides",
        (_BIN / "mkslides",),
        decks.MKSLIDES,
        ("build", "-f", "mkslides.yml", "-d", "site", "docs"),
        "site/index.html",
        _settings_of_mkslides,
        "docs",
    ),
    Tool(
        "marp",
        (_NODE, _MODULES / "@marp-team" / "marp-cli" / "marp-cli.js"),
        decks.MARP,
        ("deck.md", "-o", "deck.html"),
    ),
    Tool("pandoc", (_PANDOC,), decks.PANDOC, (*_PANDOC_WORDS, "-o", "deck.html"), "deck.html", _reveal_beside),
    Tool(
        "pandoc --embed-resources",
        (_PANDOC,),
        decks.PANDOC,
        (*_PANDOC_WORDS, "--embed-resources", "-o", "deck.html"),
        "deck.html",
        _reveal_beside,
    ),
)


def install() -> None:
    """Install the peers below `PLACE`: those of npm from the lock beside this file, without their scripts."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, PLACE)
    npm = shutil.which("npm.cmd" if os.name == "nt" else "npm") or "npm"
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=PLACE, env=environment, check=True)
    subprocess.run([_python(), "-m", "venv", PLACE / "python"], check=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_CONSTRAINT", "PIP_BUILD"))}
    subprocess.run([_BIN / "python", "-m", "pip", "install", "--quiet", *PACKAGES], env=clean, check=True)
    ask: list[str | Path] = [_BIN / "python", "-c", "import pypandoc; print(pypandoc.get_pandoc_path())"]
    found = subprocess.run(ask, capture_output=True, check=True, text=True).stdout.strip()
    _PANDOC.unlink(missing_ok=True)
    _PANDOC.symlink_to(found)


def earlier() -> Path:
    """Bring ours as it was at the commit ``EARLIER``, with the reveal.js of today; return its folder src."""
    source = PLACE / EARLIER / "src"
    if not source.exists():
        source.parent.mkdir(parents=True)
        git = shutil.which("git") or "git"
        packed = subprocess.run([git, "archive", EARLIER, "src"], cwd=ROOT, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as files:
            files.extractall(source.parent, filter="data")
        shutil.copytree(ROOT / "src" / "deckbuild" / "vendor", source / "deckbuild" / "vendor")
    return source


def _python() -> str:
    """Return a Python for mkslides, which needs 3.13: $PEERS_PYTHON, the one that runs, or one on PATH."""
    if named := os.environ.get("PEERS_PYTHON"):
        return named
    return sys.executable if sys.version_info >= (3, 13) else shutil.which("python3.13") or sys.executable
