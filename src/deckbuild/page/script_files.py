"""Puts the files that a script of the project names into it: pictures, fonts, and the sheets that a plugin loads.

A script names files in texts, `"img/sponge.png"`, and a browser looks for them beside the page, where they do not lie.
A plugin with style sheets first looks for its own place, with `document.querySelector('script[src$="menu.js"]')`, and
puts their names behind that. It is given an element to find whose address is that of its sheets, with a `#` at the end:
what stands behind that is no part of the address.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets.asset import Asset, Use, written
from deckbuild.assets.css import embed_sheet
from deckbuild.diagnostics.problem import Diagnostic, Problem, Rule, Severity, place
from deckbuild.files.decoding import decode
from deckbuild.files.reader import File
from deckbuild.themes import vendored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deckbuild.assets.resolver import AssetResolver
    from deckbuild.diagnostics.source import Source

LOADS = Rule(
    "D140",
    "loads-at-run-time",
    Severity.WARNING,
    "A script loads a file while the deck is shown, and the page does not have it. Style sheets, pictures and fonts\n"
    "that lie beside a script go into the page with it. Put the file there, under the name that the script has for it.",
)
_NAMED = re.compile(
    r"(?<=[\"'`(])(?:\.{0,2}/)?(?:[\w@.-]+/)*[\w@.-]+\.(?:png|jpe?g|gif|svg|webp|woff2?|ttf|css)(?=[\"'`)])"
)
# What looks for the script's own element, by the end of its address.
_OWN_PLACE = re.compile(r"script\[src\$=\\?[\"'](?P<name>[^\"'\\]+)\\?[\"']\]")
_LOOKS_FOR_ITSELF = re.compile(r"\.currentScript\b|\bimport\.meta\.url\b|script\[src")
_SHEET, _SHEETS = ".css", "text/css"
_PUT_THERE = "put it there; the plugin's package has it"
_SHOWN = 3  # names in a message


class Script(NamedTuple):
    """The text of a script with its files in it, the address at which it finds its sheets, and what is wrong."""

    text: str
    place: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


def with_files(script: Source, resolver: AssetResolver) -> Script:
    """Return ``script`` with marks for the files that it names, and that are there."""
    named = [*_NAMED.finditer(script.text)]
    found = {name: resolver.files.named(name, script.path) for name in dict.fromkeys(each[0] for each in named)}
    files = {name: file for name, file in found.items() if isinstance(file, File)}
    own_place = _OWN_PLACE.search(script.text)
    sheets, wrong = _sheets(files, resolver)
    inside = {**_others(files, resolver), **({} if own_place else sheets)}
    text = _NAMED.sub(lambda each: inside[each[0]].mark(Use.FIXED) if each[0] in inside else each[0], script.text)
    place = f"{_one(sheets, resolver).mark(Use.FIXED)}#{own_place['name']}" if own_place and sheets else ""
    return Script(text, place, (*wrong, *_missing(script, [name for name in found if name not in files])))


def _sheets(files: Mapping[str, File], resolver: AssetResolver) -> tuple[dict[str, Asset], list[Diagnostic]]:
    """Return the style sheets among ``files``, with their own files inside, and what is wrong in them."""
    found: dict[str, Asset] = {}
    wrong: list[Diagnostic] = []
    for name, file in files.items():
        if name.endswith(_SHEET):
            source, undecoded = decode(file.path, file.data)
            css, in_sheet = embed_sheet(resolver, source)
            found[name] = _held(file.path, written(css, resolver.assets), resolver)
            wrong += [*undecoded, *in_sheet]
    return found, wrong


def _one(sheets: Mapping[str, Asset], resolver: AssetResolver) -> Asset:
    """Return all of ``sheets`` as one."""
    first, *others = sheets.values()
    return _held(first.path, b"\n".join(each.data for each in (first, *others)).decode(), resolver) if others else first


def _held(path: str, css: str, resolver: AssetResolver) -> Asset:
    """Return the text of a style sheet as a file of the page."""
    asset = Asset.of(path, _SHEETS, css.encode())
    return resolver.assets.setdefault(asset.key, asset)


def _others(files: Mapping[str, File], resolver: AssetResolver) -> dict[str, Asset]:
    """Return the pictures and fonts among ``files``."""
    assets = {
        name: resolver.asset_from(name, file, lambda *_: None)
        for name, file in files.items()
        if not name.endswith(_SHEET)
    }
    return {name: asset for name, asset in assets.items() if asset}


def _missing(script: Source, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Tell of the files ``names`` that a script with files of its own loads, and that are not there.

    A theme of reveal.js is none of them: plugins that let the audience choose one know all by name.
    """
    lost = [name for name in names if PurePosixPath(name).stem not in vendored.themes()]
    if lost and _LOOKS_FOR_ITSELF.search(script.text):
        shown = ", ".join(lost[:_SHOWN]) + (" …" if len(lost) > _SHOWN else "")
        message = f"while the deck is shown this script loads {shown}, not found beside it"
        yield place(Problem(LOADS, script.text.index(lost[0]), message, _PUT_THERE, len(lost[0])), script)
