"""Tells of divisions that are called as call-outs of other tools are, `::: danger`, and look like plain text here."""

from __future__ import annotations

import re
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from deckbuild.check.deck import classes
from deckbuild.diagnostics.problem import MOST, Problem, Rule, Severity
from deckbuild.features.callout_kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.check.deck import CheckedDeck, CheckedSlide
    from deckbuild.check.finding import Finding

RULE = Rule(
    "D612",
    "plain-callout",
    Severity.WARNING,
    "A division has the name of a call-out of another tool, as `::: danger` in VitePress or `{.callout-danger}`, and\n"
    "no style sheet of the page knows it, so it is no box. There are GitHub's five kinds: write\n"
    "`::: {.callout-caution}`. What a style sheet of yours knows is never told.",
)
_DIVISION = re.compile(r"^[ \t>*+.)\d-]*:{3,}[ \t]*\{?[ \t]*\.?(?P<name>(?:callout-)?[A-Za-z]+)", re.MULTILINE)


def find(deck: CheckedDeck) -> Iterator[Finding]:
    """Yield the divisions of that kind, where their page has no style for them."""
    is_styled = cache(partial(_is_styled, deck))
    for slide in deck.slides:
        plain = _plain(slide) if ":::" in slide.text else frozenset()
        for found in islice(_DIVISION.finditer(slide.text), MOST) if plain else ():
            kind = kind_of(found["name"].removeprefix("callout-"))
            if kind and found["name"] in plain and not is_styled(found["name"]):
                width = found.end("name") - found.start("name")
                message = f"{found['name']} is no call-out here, and no style sheet knows it"
                problem = Problem(RULE, found.start("name"), message, f"write ::: {{.callout-{kind}}}", width)
                yield slide.finding(problem)


def _plain(slide: CheckedSlide) -> frozenset[str]:
    """Return the classes of the divisions of a slide that are no call-outs."""
    found = (classes(each) for each in slide.shown if each.tag == "div")
    return frozenset(name for each in found if "callout" not in each for name in each)


def _is_styled(deck: CheckedDeck, name: str) -> bool:
    """Return whether a style sheet of the page, or one in a slide, has a rule for the class ``name``."""
    rule = re.compile(rf"\.{re.escape(name)}(?![\w-])")
    sheets = (each.text for each in deck.build.includes)
    own = (each.rendered.html for each in deck.slides if "<style" in each.rendered.html)
    return any(rule.search(text) for text in (*sheets, *own))
