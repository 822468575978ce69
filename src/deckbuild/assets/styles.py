"""Style sheets: puts what they import and what they name with `url()` inside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics import Diagnostic, Problem, Rule, place

if TYPE_CHECKING:
    from deckbuild.assets.embedding import Complain, Embedder
    from deckbuild.source import Source

_URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>[^"')]*?)(?P=quote)\s*\)""", re.IGNORECASE)
_IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*)?(?P<quote>["']?)(?P<url>[^"')\s;]+)(?P=quote)\s*\)?(?P<media>[^;]*);""", re.IGNORECASE
)
_DEEPEST_IMPORT = 20


def embed_sheet(embedder: Embedder, sheet: Source) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a style sheet with its files inside; problems stand where the sheet names them."""
    found: list[Diagnostic] = []

    def complain(rule: Rule, address: str, message: str, hint: str) -> None:
        at = max(sheet.text.find(address), 0)
        found.append(place(Problem(rule, at, message, hint, len(address)), sheet))

    return embed_css(embedder, sheet.text, sheet.path, complain), tuple(found)


def embed_css(embedder: Embedder, css: str, beside: str, complain: Complain, above: tuple[str, ...] = ()) -> str:
    """Return ``css`` of the file ``beside`` with its files inside; ``above`` are the sheets that import it."""

    def imported(found: re.Match[str]) -> str:
        file = embedder.local(found["url"], beside)
        if file is None or file.path in above or len(above) >= _DEEPEST_IMPORT:
            return f'@import "{embedder.address(found["url"], beside, complain)}"{found["media"]};'
        text = file.data.decode("utf-8", errors="replace")
        inner = embed_css(embedder, text, file.path, complain, (*above, file.path))
        media = found["media"].strip()
        return f"@media {media} {{{inner}}}" if media else inner

    def inside(found: re.Match[str]) -> str:
        return f'url("{embedder.address(found["url"], beside, complain)}")' if found["url"] else found[0]

    return _URL.sub(inside, _IMPORT.sub(imported, css))
