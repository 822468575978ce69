"""Style sheets: puts what they import and what they name with `url()` inside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from deckbuild.assets.asset import Use
from deckbuild.assets.resolver import Complain, part
from deckbuild.diagnostics.problem import Capped, Diagnostic, Problem, Rule, place
from deckbuild.files.decoding import decode
from deckbuild.files.errors import MISSING_FILE, is_remote
from deckbuild.html.css_escapes import unescaped

if TYPE_CHECKING:
    from deckbuild.assets.resolver import AssetResolver
    from deckbuild.diagnostics.source import Source
    from deckbuild.files.reader import File

# What CSS is made of, as far as it matters here (CSS Syntax 3, 4.3): comments and strings hold no address. Each of
# these matches in one way only, or the time that a sheet of a stranger takes would grow faster than the sheet.
_STRING = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_UNCLOSED = r"""(?:"(?:[^"\\\n]|\\.)*|'(?:[^'\\\n]|\\.)*)"""
_BARE = r"""(?:[^"'()\\\s]|\\(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{1,5}(?![0-9a-fA-F]))\s?|\\[^0-9a-fA-F])+"""
_TOKEN = re.compile(
    r"(?=[@u/\"'\\i()])(?:"  # how each of them begins
    rf"/\*.*?(?:\*/|\Z)"
    rf"|@import\s*(?:url\(\s*(?P<sheet>{_STRING}|{_BARE})\s*\)|(?P<sheet_name>{_STRING}))"
    rf"(?P<conditions>[^;{{}}]*)(?P<done>;|\Z)?"
    rf"|@namespace\b[^;{{}}]*"
    rf"|\burl\(\s*(?P<url>{_STRING}|{_BARE})\s*\)"
    rf"|(?P<string>{_STRING})|{_UNCLOSED}|\\."
    rf"|(?P<open>(?:\bimage-set)?\()|(?P<close>\)))",
    re.IGNORECASE | re.DOTALL,
)
# A layer, then a condition on what the browser supports, then media (CSS Cascade 5, 2).
_LAYER = re.compile(r"\s*layer(?:\((?P<name>[^()]*)\)|(?![\w(-]))", re.IGNORECASE)
_SUPPORTS = re.compile(r"\s*supports(?=\()", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# Properties that take a part of a drawing by its id; the pattern is looked for before a url().
_TAKES_PART = re.compile(r"(?<![\w-])(?:fill|stroke|filter|clip-path|mask|marker(?:-\w+)?)\s*:[^;{}]*\Z", re.IGNORECASE)
_NOT_IN_STRINGS = re.compile(r"[\s\"\\]")
NOTHING = "data:,"  # an address that is valid, and names nothing
# A font in a format that browsers had before WOFF 2, which all read since 2016; and where its sources stand.
_FONT = re.compile(r"\.(eot|woff|ttf|otf|svg)(?:[?#]|$)", re.IGNORECASE)
_SOURCE = re.compile(r"\s*src\s*:", re.IGNORECASE)
_LONGEST = 4000  # characters of a declaration
_NEAR = 200  # characters before a url() in which its property is looked for
_MOST_SHEETS = 100
# In a slide's style element, where a file's text must not end the element, nor begin one (inside SVG a browser reads
# tags in it). In a string the escape means the same character; before a blank or a number `<` compares widths.
_LIKE_A_TAG = re.compile(r"<(?=[a-zA-Z/!?])")

# Makes the complaint about the address at an offset of the CSS.
ComplainAt = Callable[[int], Complain]


def embed_sheet(resolver: AssetResolver, sheet: Source) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a style sheet with its files inside; problems stand where a sheet names them."""
    imports = _Imports((sheet.path, ""))
    css = imports.embed(resolver, sheet)
    return css, tuple(imports.diagnostics)


def embed_css(resolver: AssetResolver, css: str, beside: str, complain: Complain) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return ``css`` that stands in the file ``beside``, and what is wrong in the sheets that it imports."""
    imports = _Imports()
    embedded = _Walk(resolver, beside, lambda _offset: complain, imports).embed(css)
    return embedded, tuple(imports.diagnostics)


def importing(address: str) -> str:
    """Return a style sheet that imports the one at ``address``."""
    return f'@import "{_NOT_IN_STRINGS.sub(lambda found: quote(found[0]), address)}";'


def addresses(css: str) -> list[str]:
    """Return the addresses that ``css`` names, in their order."""
    return [each.address for each in _named(css)]


class _Named(NamedTuple):
    """An address in CSS: the token it stands in, where it begins, and whether an `@import` names it."""

    token: re.Match[str]
    address: str
    at: int
    is_import: bool


def _named(css: str) -> Iterator[_Named]:
    """Yield what ``css`` names; in an `image-set()` strings are addresses too (CSS Images 4, 2.5)."""
    brackets: list[bool] = []  # the open ones, each with whether it is an image-set's
    for token in _TOKEN.finditer(css):
        if token["open"]:
            brackets.append(token["open"] != "(")
        elif token["close"] and brackets:
            brackets.pop()
        group = next((name for name in ("sheet", "sheet_name", "url") if token[name]), None)
        if token["string"] and brackets and brackets[-1]:
            group = "string"
        if group and not (group.startswith("sheet") and token["done"] is None):
            quoted = token[group][0] in "\"'"
            address = unescaped(token[group][1:-1] if quoted else token[group])
            yield _Named(token, address, token.start(group) + quoted, group.startswith("sheet"))


class _Imports:
    """The sheets that were imported, each once for its media, so that neither a ring nor a fan of them grows."""

    def __init__(self, *seen: tuple[str, str]) -> None:
        self.seen = set(seen)
        self.diagnostics: Capped[Diagnostic] = Capped()

    def embed(self, resolver: AssetResolver, sheet: Source) -> str:
        """Return the CSS of ``sheet`` with its files inside; keep what is wrong, at its place."""

        def complain_at(offset: int) -> Complain:
            def complain(rule: Rule, address: str, message: str, hint: str) -> None:
                if not self.diagnostics.counts(rule, sheet.path):
                    self.diagnostics.add(
                        place(Problem(rule, offset, message, hint, len(address), address=address), sheet)
                    )

            return complain

        return _Walk(resolver, sheet.path, complain_at, self).embed(sheet.text)


class _Walk(NamedTuple):
    """The walk over the CSS in one file."""

    resolver: AssetResolver
    beside: str
    complain_at: ComplainAt
    imports: _Imports

    def embed(self, css: str) -> str:
        pieces, at = [], 0
        for named in _named(css):
            pieces += [css[at : named.token.start()], self._embedded(named)]
            at = named.token.end()
        return "".join(pieces) + css[at:]

    def _embedded(self, named: _Named) -> str:
        complain = self.complain_at(named.at)
        if named.is_import:
            return self._imported(named.token, named.address, complain)
        return self._url(named, complain) or named.token[0]

    def _url(self, named: _Named, complain: Complain) -> str:
        """Return a ``url()`` with the file in it, empty if it stays; a font's is fixed (CSS Fonts 4, 4.3).

        For a file that is not there one that names nothing is put in.
        """
        address = named.address.strip()
        if _is_surplus(named.token, address):
            return f"url({NOTHING})"
        asset = self.resolver.asset(address, self.beside, complain) if address else None
        if asset is None:
            return f"url({NOTHING})" if self.resolver.is_missing(address) else ""
        fragment = address.partition("#")[2]
        if fragment and _takes_part(named.token):
            complain(*part(address))
        if fragment or asset.media_type.startswith("font/"):
            return f'url("{asset.mark(Use.FIXED)}{"#" * bool(fragment)}{fragment}")'
        return asset.mark(Use.CSS)

    def _imported(self, token: re.Match[str], address: str, complain: Complain) -> str:
        """Return the sheet that `@import` names; nothing if it is not there, and the rule itself if it is remote."""
        file = self.resolver.find(address, self.beside, complain)
        if file is None:
            return token[0] if is_remote(address) else ""
        conditions = _COMMENT.sub(" ", token["conditions"]).strip()
        if (file.path, conditions) in self.imports.seen:
            return ""
        if len(self.imports.seen) >= _MOST_SHEETS:
            complain(MISSING_FILE, address, f"more than {_MOST_SHEETS} style sheets are imported", "")
            return ""
        self.imports.seen.add((file.path, conditions))
        return _under(conditions, self._sheet(file))

    def _sheet(self, file: File) -> str:
        source, wrong = decode(file.path, file.data)
        self.imports.diagnostics.extend(wrong)
        return _LIKE_A_TAG.sub(r"\\3c ", self.imports.embed(self.resolver, source))


def _under(conditions: str, css: str) -> str:
    """Return ``css`` under the layer, the condition and the media that an `@import` names behind its address."""
    layer = _LAYER.match(conditions)
    rest = conditions[layer.end() :] if layer else conditions
    supports = _SUPPORTS.match(rest)
    end = _bracket_end(rest, supports.end()) if supports else 0
    condition, media = rest[supports.end() : end] if supports else "", rest[end:].strip()
    css = f"@media {media} {{{css}}}" if media else css
    css = f"@supports ({condition[1:-1]}) {{{css}}}" if condition else css
    return f"@layer {(layer['name'] or '').strip()} {{{css}}}" if layer else css


def _bracket_end(text: str, at: int) -> int:
    """Return where the bracket that opens at ``at`` has closed; the end of the text if it never does."""
    depth = 0
    for offset in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[offset], 0)
        if not depth:
            return offset + 1
    return len(text)


def _is_surplus(token: re.Match[str], address: str) -> bool:
    """Return whether a ``url()`` is of a font that no browser takes: of an old format, or behind the same as WOFF 2."""
    format_ = _FONT.search(address)
    before = token.string[: token.start()]
    declared = before[max(before.rfind(sign, max(0, len(before) - _LONGEST)) for sign in ";{}") + 1 :]
    is_second = "woff2" in declared and _SOURCE.match(declared) is not None
    return format_ is not None and (format_[1].lower() == "eot" or is_second)


def _takes_part(token: re.Match[str]) -> bool:
    """Return whether the property that a ``url()`` stands in takes a part of a drawing."""
    return _TAKES_PART.search(token.string[max(0, token.start() - _NEAR) : token.start()]) is not None
