"""Lays out the small projects of this folder, builds them as a person who switches would, and says what came out."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from deckbuild.themes import vendored
from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli

FOLDER = Path(__file__).parent / "projects"
EXPECTED = "expected.yml"
_MESSAGE = re.compile(
    r"^(?P<place>\S.*?:\d+):\d+: (?P<severity>error|warning|info): .*\[(?P<code>D\d+)\]$", re.MULTILINE
)


class Built(NamedTuple):
    """What a build has left: its exit code, what it told, and the pages by the names of their decks."""

    exit: int
    told: list[str]
    pages: dict[str, Path]


def names() -> list[str]:
    """The projects, each a folder."""
    return sorted(each.name for each in FOLDER.iterdir())


def expected(name: str) -> dict[str, Any]:
    """What must come out of a project."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / name / EXPECTED).read_text(encoding="utf-8"))
    return {"exit": 0, "told": [], **found}


def built(name: str, folder: Path, cli: Cli) -> Built:
    """Lay the project ``name`` out below ``folder``, and build it in its root."""
    wanted, root, pages = expected(name), folder / name / "project", folder / name / "pages"
    shutil.copytree(FOLDER / name, root, ignore=shutil.ignore_patterns(EXPECTED))
    if wanted.get("git"):
        (root / ".git").mkdir()
    for width, picture in enumerate(wanted.get("pictures", ()), 1):  # no two alike: they would be in the page once
        (root / picture).parent.mkdir(parents=True, exist_ok=True)
        (root / picture).write_bytes(png(width, 3))
    result = cli("build", "--verbose", "--no-cache", "-o", pages, *shlex.split(wanted["build"]), cwd=root)
    told = [f"{found['place']}: {found['severity']} {found['code']}" for found in _MESSAGE.finditer(result.stderr)]
    made = {page.stem: page for page in pages.glob("*.html") if page.stem != "index"}
    return Built(result.exit_code, told, made)


def shown(page: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a page has of what is ``wanted``."""
    outline = _Outline()
    outline.feed(page[page.index('<div class="slides">') : page.index("</body>")])
    options, _ = json.JSONDecoder().raw_decode(page.partition("window.options = Object.assign(")[2])
    found = {
        "title": re.findall("<title>(.*?)</title>", page)[0],
        "theme": next((each for each in vendored.themes() if _looks(each) in page), ""),
        "options": {each: options.get(each) for each in wanted.get("options", ())},
        "holds": [each for each in wanted.get("holds", ()) if each in page],
        "slides": outline.stacks,
    }
    return {name: found.get(name) for name in wanted if name != "runs"}


def _looks(theme: str) -> str:
    """The part of a theme that no other theme has: its colours and fonts."""
    css = vendored.theme_css(theme, frozenset())
    return css[css.index(":root{") :].partition("}")[0]


class _Outline(HTMLParser):
    """The texts of slides, stack by stack; behind `//` is what the speaker says, a picture stands in brackets."""

    def __init__(self) -> None:
        super().__init__()
        self.stacks: list[list[str]] = []
        self._open: list[list[str]] = []  # the texts of the sections that are open
        self._nested = False
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag == "section":
            if not self._open:
                self.stacks.append([])
            self._nested = len(self._open) > 0
            self._open.append([])
        elif tag in ("script", "style", "template"):
            self._hidden += 1
        elif tag == "aside" and about.get("class") == "notes":
            self._say("//")
        elif tag == "img":
            is_there = (about.get("src") or "").startswith("data:image/png")
            self._say(f"[picture {about.get('alt')}".rstrip() + "]" if is_there else "[missing]")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "template"):
            self._hidden -= 1
        elif tag == "section":
            words = self._open.pop()
            if self._open or not self._nested:
                self.stacks[-1].append(" ".join(" ".join(words).split()))
            self._nested = bool(self._open)

    def handle_data(self, data: str) -> None:
        self._say(data)

    def _say(self, words: str) -> None:
        if self._open and not self._hidden:
            self._open[-1].append(words)
