"""Looks through a page for what would leave it: a built deck that asks for another file is not whole.

The page still has its marks, so it is small, and what stands in a mark's place is inside it. Slides were looked
through when they were rendered; what is found here comes from templates and from settings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets.css import addresses
from deckbuild.assets.resolver import LEAVES, leads
from deckbuild.diagnostics.problem import Diagnostic, Problem, about_file, place
from deckbuild.html import references
from deckbuild.html.addresses import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deckbuild.diagnostics.problem import Rule
    from deckbuild.diagnostics.source import Source
    from deckbuild.html.references import Found, Reference

_STAYS = re.compile(r"\0|#|\?|$|(?:data|blob|about|mailto|tel):|var\(", re.IGNORECASE)


class ExternalLink(NamedTuple):
    """An address that leads out of a page: of something that it shows, or of what one goes to (a link)."""

    address: str
    is_link: bool = False


def find(page: str, known: Iterable[str] = ()) -> tuple[ExternalLink, ...]:
    """Return the addresses in ``page`` that lead out of it, each once, in their order.

    ``known`` are stretches of it, in their order, that were looked through before: slides, sheets, scripts.
    """
    found = _in_html(references.find(without(page, known)))
    return tuple(dict.fromkeys(each for each in found if not _STAYS.match(each.address)))


def without(page: str, known: Iterable[str]) -> str:
    """Return ``page`` without the stretches ``known``; one that a template has changed stays in it."""
    pieces, at = [], 0
    for text in known:
        found = page.find(text, at)
        if found >= 0:
            pieces.append(page[at:found])
            at = found + len(text)
    return "".join(pieces) + page[at:]


def report(links: Iterable[ExternalLink], sources: Sequence[Source]) -> list[Diagnostic]:
    """Report each of ``links`` where the first of ``sources`` names it, or else has it anywhere."""
    texts = [(source, Addresses(source.text)) for source in sources]
    return [_reported(link, texts) for link in links]


def _reported(link: ExternalLink, texts: Sequence[tuple[Source, Addresses]]) -> Diagnostic:
    rule, address, message, hint = leads(link.address) if link.is_link else _asked(link.address)
    mentions = [(each, source) for source, addresses in texts for each in addresses.mentions(address)]
    if not mentions:
        return about_file(rule, texts[-1][0].path, message, hint)._replace(address=address)
    mention, source = next((each for each in mentions if each[0].is_file), mentions[0])
    return place(Problem(rule, mention.start, message, hint, mention.end - mention.start, address=address), source)


def _asked(address: str) -> tuple[Rule, str, str, str]:
    """Return the rule, the address, the message and the hint for what a page asks for."""
    message = f"the page asks for {address}, which is not in it"
    return LEAVES, address, message, "save it into the project, and name it in a slide or a setting"


def _in_html(found: Found) -> Iterator[ExternalLink]:
    yield from (ExternalLink(each) for each in found.programs if not references.is_program(each))
    for reference in found.references:
        yield from _named(reference)
    yield from (ExternalLink(each, is_link=references.is_local(each)) for each in found.links)


def _named(reference: Reference) -> Iterator[ExternalLink]:
    """Yield the addresses that ``reference`` names."""
    name, value = reference.name, reference.value
    if name == "srcdoc":
        yield from _in_html(references.find(value))
    elif name in references.SOURCE_SETS:
        yield from (ExternalLink(url) for url, _ in references.candidates(value))
    elif references.holds_css(name) and not references.is_picture(name, value):
        yield from map(ExternalLink, addresses(value))
    elif name in references.BACKGROUNDS and not value.startswith("data:"):
        yield from (ExternalLink(each.strip()) for each in value.split(","))
    else:
        yield ExternalLink(value.strip())
