"""Tells of links to a slide of another deck that this deck does not have."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.html.tokenizer import start_tags
from deckbuild.page.inner_links import Targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedDeck, CheckedSlide
    from deckbuild.check.finding import Finding
    from deckbuild.pipeline.built_deck import Build

RULE = Rule(
    "D601",
    "dead-link-to-deck",
    Severity.WARNING,
    "A link leads to a slide of another deck of the project, and that deck has no such slide: `two.html#/3/1` is the\n"
    "slide 1 of its stack 3, both counted from 0, `two.md#deep-part` the slide with the heading `Deep part`.",
)


def find(deck: CheckedDeck) -> Iterator[Finding]:
    """Yield the links that lead to no slide of the deck that they name."""
    targets = cache(lambda page: _targets(deck.builds[page]))
    for slide in deck.slides:
        links = [each for each in slide.root.elements() if each.tag == "a"] if slide.rendered.links else []
        pairs = zip(slide.named(links, "href"), _leading(slide) if links else (), strict=False)
        for (_, spot), address in pairs:
            page, _, place = address.partition("#")
            if place and unquote(page) in deck.builds and (wrong := targets(unquote(page)).lack(f"#{place}")):
                message = f"{unquote(page)}: {wrong[0]}"
                yield slide.finding(Problem(RULE, spot.offset, message, wrong[1], spot.width))


def _leading(slide: CheckedSlide) -> Iterator[str]:
    """Yield where the links of ``slide`` lead in the page: `two.md` to the page that is made of it."""
    for tag in start_tags(slide.embedded.html):
        if tag.name == "a":
            yield tag.attributes["href"].value if "href" in tag.attributes else ""


def _targets(build: Build) -> Targets:
    first = 1 if build.settings.reveal.get("hashOneBasedIndex") is True else 0
    return Targets.of(build.stacks, lambda: build.html, first)
