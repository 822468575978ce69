"""Style sheets: puts what they import and what they name with `url()` inside them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deckbuild.assets.embedding import MISSING_FILE, Complain
from deckbuild.assets.files import Use
from deckbuild.decoding import decode
from deckbuild.diagnostics import Diagnostic, Problem, Rule, place

if TYPE_CHECKING:
    from deckbuild.assets.embedding import Embedder
    from deckbuild.gate import File
    from deckbuild.source import Source

# What CSS is made of, as far as it matters here (CSS Syntax 3, 4.3): comments and strings hold no address.
_STRING = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_BARE = r"""(?:[^"'()\\\s]|\\[0-9a-fA-F]{1,6}\s?|\\.)+"""
_TOKEN = re.compile(
    rf"/\*.*?(?:\*/|\Z)"
    rf"|@import\s*(?:url\(\s*(?P<sheet>{_STRING}|{_BARE})\s*\)|(?P<sheet_name>{_STRING}))(?P<media>[^;{{}}]*)(?:;|\Z)"
    rf"|\burl\(\s*(?P<url>{_STRING}|{_BARE})\s*\)"
    rf"|{_STRING}",
    re.IGNORECASE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_MOST_SHEETS = 100
# In a slide's style element, where a file's text must not end the element, nor begin one (inside SVG a browser reads
# tags in it). In a string the escape means the same character; before a blank or a number `<` compares widths.
_LIKE_A_TAG = re.compile(r"<(?=[a-zA-Z/!?])")

# Makes the complaint about the address at an offset of the CSS.
ComplainAt = Callable[[int], Complain]


def embed_sheet(embedder: Embedder, sheet: Source) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a style sheet with its files inside; problems stand where a sheet names them."""
    imports = _Imports({(sheet.path, "")})
    css = imports.embed(embedder, sheet)
    return css, tuple(imports.diagnostics)


def embed_css(embedder: Embedder, css: str, beside: str, complain: Complain) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return ``css`` that stands in the file ``beside``, and what is wrong in the sheets that it imports."""
    imports = _Imports()
    embedded = _Walk(embedder, beside, lambda _offset: complain, imports).embed(css)
    return embedded, tuple(imports.diagnostics)


@dataclass(slots=True)
class _Imports:
    """The sheets that were imported, each once for its media, so that neither a ring nor a fan of them grows."""

    seen: set[tuple[str, str]] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def embed(self, embedder: Embedder, sheet: Source) -> str:
        """Return the CSS of ``sheet`` with its files inside; keep what is wrong, at its place."""

        def complain_at(offset: int) -> Complain:
            def complain(rule: Rule, address: str, message: str, hint: str) -> None:
                self.diagnostics.append(place(Problem(rule, offset, message, hint, len(address)), sheet))

            return complain

        return _Walk(embedder, sheet.path, complain_at, self).embed(sheet.text)


@dataclass(frozen=True, slots=True)
class _Walk:
    """The walk over the CSS in one file."""

    embedder: Embedder
    beside: str
    complain_at: ComplainAt
    imports: _Imports

    def embed(self, css: str) -> str:
        return _TOKEN.sub(self._token, css)

    def _token(self, token: re.Match[str]) -> str:
        group = next((name for name in ("sheet", "sheet_name", "url") if token[name]), None)
        if group is None:
            return token[0]
        quoted = token[group][0] in "\"'"
        address = _unescaped(token[group][1:-1] if quoted else token[group])
        complain = self.complain_at(token.start(group) + quoted)
        if group != "url":
            return self._imported(token, address, complain)
        return self._url(address, complain) or token[0]

    def _url(self, address: str, complain: Complain) -> str:
        """Return a ``url()`` with the file in it, empty if it stays; a font's is fixed (CSS Fonts 4, 4.3)."""
        asset = self.embedder.asset(address.strip(), self.beside, complain) if address else None
        if asset is None:
            return ""
        fragment = address.partition("#")[2]
        if fragment or asset.media_type.startswith("font/"):
            return f'url("{asset.mark(Use.FIXED)}{"#" * bool(fragment)}{fragment}")'
        return asset.mark(Use.CSS)

    def _imported(self, token: re.Match[str], address: str, complain: Complain) -> str:
        """Return the sheet that `@import` names, or the rule itself after a complaint."""
        file = self.embedder.find(address, self.beside, complain)
        if file is None:
            return token[0]
        media = token["media"].strip()
        if (file.path, media) in self.imports.seen:
            return ""
        if len(self.imports.seen) >= _MOST_SHEETS:
            complain(MISSING_FILE, address, f"more than {_MOST_SHEETS} style sheets are imported", "")
            return ""
        self.imports.seen.add((file.path, media))
        inner = self._sheet(file)
        return f"@media {media} {{{inner}}}" if media else inner

    def _sheet(self, file: File) -> str:
        source, wrong = decode(file.path, file.data)
        self.imports.diagnostics += wrong
        return _LIKE_A_TAG.sub(r"\\3c ", self.imports.embed(self.embedder, source))


def _unescaped(text: str) -> str:
    r"""Return ``text`` without CSS escapes: ``\28`` is a bracket, and so is ``\(``."""

    def character(escape: re.Match[str]) -> str:
        code = int(escape[1], 16) if escape[1] else -1
        return escape[2] if code < 0 else chr(code) if 0 < code <= 0x10FFFF else "\ufffd"

    return _ESCAPE.sub(character, text)
