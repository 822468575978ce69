"""Looks through a page for what would leave it: a built deck that asks for another file is not whole.

The page still has its marks, so it is small, and what stands in a mark's place is inside it. Slides were looked
through when they were rendered; what is found here comes from templates and from settings.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from deckbuild.assets.embedding import LEAVES
from deckbuild.diagnostics import Diagnostic, Problem, about_file, place
from deckbuild.references import SOURCES, candidates, is_local
from deckbuild.tags import TOKEN, read_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.source import Source

_SCRIPT = re.compile(r"(<script\b[^>]*>).*?</script", re.IGNORECASE | re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_SHOWS = re.compile(rf"<(?:{'|'.join([*SOURCES, 'a'])})\b", re.IGNORECASE)
_STYLED = re.compile(r"\sstyle=\"([^\"]*url\([^\"]*)\"", re.IGNORECASE)
_BACKGROUND = re.compile(r"\sdata-background-(?:image|video|iframe)=\"([^\"]*)\"")
_URL = re.compile(r"(?:\burl\(|@import)\s*[\"']?([^\"')\s;]+)", re.IGNORECASE)
_STAYS = re.compile(r"\0|#|\?|$|(?:data|blob|about|mailto|tel):|var\(", re.IGNORECASE)
# What a link element loads; any other (canonical, author, license) only names.
_LOADED = frozenset("stylesheet icon preload modulepreload prefetch manifest apple-touch-icon mask-icon".split())


def find(page: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the addresses in ``page`` that lead out of it, each once, in their order.

    ``known`` are stretches of it, in their order, that were looked through before: slides, sheets, scripts.
    """
    frame = without(page, known)
    return tuple(dict.fromkeys(address for address in _addresses(frame) if not _STAYS.match(address)))


def without(page: str, known: Iterable[str]) -> str:
    """Return ``page`` without the stretches ``known``; one that a template has changed stays in it."""
    pieces, at = [], 0
    for text in known:
        found = page.find(text, at)
        if found >= 0:
            pieces.append(page[at:found])
            at = found + len(text)
    return "".join(pieces) + page[at:]


def report(address: str, sources: Iterable[Source]) -> Diagnostic:
    """Report an address, where the first of ``sources`` says it."""
    every = list(sources)
    message = f"the page asks for {address}, which is not in it"
    hint = "save it into the project, and name it in a slide or a setting"
    for source in every:
        for spelling in (address, unquote(address), escape(address)):
            if (at := source.text.find(spelling)) >= 0:
                return place(Problem(LEAVES, at, message, hint, len(spelling)), source)
    return about_file(LEAVES, every[-1].path, message, hint)


def _addresses(page: str) -> Iterator[str]:
    markup = _SCRIPT.sub(r"\1</script", page)
    for style in _STYLE.findall(markup):
        yield from _URL.findall(style)
    markup = _STYLE.sub("", markup)
    for found in _SHOWS.finditer(markup):
        yield from _named(markup, found.start())
    for style in _STYLED.findall(markup):
        yield from _URL.findall(unescape(style))
    for backgrounds in _BACKGROUND.findall(markup):
        yield from unescape(backgrounds).split(",") if not backgrounds.startswith("data:") else ()


def _named(markup: str, start: int) -> Iterator[str]:
    """Yield the addresses of the tag that begins at ``start``."""
    token = TOKEN.match(markup, start)
    tag = read_tag(markup, token) if token else None
    if tag is None:
        return
    values = {name: attribute.value.strip() for name, attribute in tag.attributes.items()}
    if tag.name == "a":
        yield from [values["href"]] if is_local(values.get("href", "")) else ()
    elif tag.name != "link" or not _LOADED.isdisjoint(values.get("rel", "").lower().split()):
        for name in SOURCES[tag.name]:
            value = values.get(name, "")
            yield from (url for url, _ in candidates(value)) if name == "srcset" else [value]
