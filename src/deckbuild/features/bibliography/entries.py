"""Reads bibliographies in the format of BibTeX: their entries by their keys, and what is wrong in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.features.findings import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

BROKEN_ENTRY = Rule(
    "D781",
    "broken-entry",
    Severity.WARNING,
    "An entry of a bibliography cannot be read: a brace, a quotation mark or a comma is missing in it, or its key\n"
    "stands in the file twice (then the first one counts). The other entries can be cited.",
)

_PRIVATE = re.compile("[\ue000-\uf8ff]")  # by which we mark what styles make


class Entry(NamedTuple):
    """An entry of a bibliography: what kind of work it is, and its fields, names in small letters, in LaTeX."""

    key: str
    kind: str
    fields: tuple[tuple[str, str], ...]


class Bibliography(NamedTuple):
    """The entries of one file by their keys, and what is wrong in it, at offsets in its text."""

    entries: Mapping[str, Entry]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=8)  # the live preview asks at each edit
def read(text: str) -> Bibliography:
    """Return the bibliography in ``text``. Raises ``ImportError`` where bibtexparser is not installed."""
    from bibtexparser.entrypoint import parse_string

    library = parse_string(_PRIVATE.sub(" ", text))
    doubled: list[Any] = [each.ignore_error_block for each in library.failed_blocks if hasattr(each, "duplicate_keys")]
    found = {each.key: _entry(each) for each in (*doubled, *library.entries)}
    return Bibliography(found, tuple(_problems(library, text)))


def with_parents(keys: Iterable[str], known: Mapping[str, Entry]) -> tuple[Entry, ...]:
    """Return the ``known`` entries of ``keys``, and those from which they inherit, in the order of their keys."""
    own = {*keys}
    parents = {dict(known[key].fields).get("crossref", "") for key in own}
    return tuple(known[key] for key in sorted(own | parents) if key in known)


def _entry(entry: Any) -> Entry:  # noqa: ANN401 -- of bibtexparser
    """Return an ``entry`` as we know it; the first field of a name counts."""
    fields = {field.key.lower(): str(field.value) for field in reversed(entry.fields)}
    return Entry(entry.key, entry.entry_type.lower(), tuple(fields.items()))


def _problems(library: Any, text: str) -> Iterator[Problem]:  # noqa: ANN401 -- of bibtexparser
    for block in library.failed_blocks:
        written = str(block.raw).strip().split("\n")[0]
        message, hint = _fault(block)
        yield Problem(BROKEN_ENTRY, place(text, block.start_line or 0, written), message, hint, max(1, len(written)))


def _fault(block: Any) -> tuple[str, str]:  # noqa: ANN401 -- of bibtexparser
    """Return the message and the hint for what bibtexparser could not read."""
    if hasattr(block, "previous_block"):
        before = (block.previous_block.start_line or 0) + 1
        return f"there is another entry {block.key!r} in line {before}, which counts", "give this one another key"
    if hasattr(block, "duplicate_keys"):
        names = ", ".join(sorted(block.duplicate_keys))
        return f"this entry has {names} twice; the first one counts", "take one of them away"
    return "this entry cannot be read", "a brace, a quotation mark or a comma is missing in it"
