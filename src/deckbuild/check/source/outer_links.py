"""Tells of links to addresses on the network where nothing is any more; they are asked for only by `--links`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.deck import value
from deckbuild.diagnostics.problem import Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deckbuild.check.deck import CheckedSlide
    from deckbuild.html.tree import Element

RULE = Rule(
    "D620",
    "dead-address",
    Severity.WARNING,
    "A link leads to an address on the network that does not answer, or where nothing is. `--links` asks each\n"
    "address, three times if need be, and not again for a day where something is. A site that turns programs away is\n"
    'not told; `allow: ["https://example.org/"]` leaves out others.',
)


def addresses(slide: CheckedSlide) -> list[str]:
    """Return the addresses on the network to which a slide and its notes lead, without the place in their page."""
    if "http" not in slide.rendered.html:
        return []
    return [_address(each) for each in slide.root.elements() if _address(each)]


def find(slide: CheckedSlide, dead: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the links to ``dead`` addresses, each with why it is taken for dead."""
    links = [each for each in slide.root.elements() if _address(each) in dead] if addresses(slide) else []
    for link, spot in slide.named(links, "href"):
        message = f"{_address(link)} {dead[_address(link)]}"
        yield Problem(RULE, spot.offset, message, "link to where it is now", spot.width, address=_address(link))


def _address(link: Element) -> str:
    """Return where a link leads on the network; empty for any other element."""
    address = value(link, "href").strip() if link.tag in ("a", "area") else ""
    is_outer = address.lower().startswith(("http://", "https://"))
    return address.partition("#")[0] if is_outer else ""
