"""Tells of errors in a deck's console, and of requests that failed: each at the setting or the slide that brings it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.check.finding import Finding
from deckbuild.diagnostics.problem import Problem, Rule, Severity, about_file, about_word
from deckbuild.html.references import FILM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.check.deck import CheckedDeck
    from deckbuild.diagnostics.problem import Diagnostic

CONSOLE = Rule(
    "D648",
    "console-error",
    Severity.WARNING,
    "A script of the page fails, or writes an error into the console of the browser: something on the slides does not\n"
    "work. The place is that of the script, of the setting that names it, or of the slide that holds it.",
)
REQUEST = Rule(
    "D649",
    "failed-request",
    Severity.WARNING,
    "The page asks for an address while it is shown, and gets nothing without a network: in the room something will\n"
    "be missing. Put the file into the project; `allow:` in deckbuild.yml names addresses that may be asked for.",
)
_NUMBER = re.compile(r' data-line="\d+"')  # which the page has, and the text has not
_LEAST = 4  # characters of a line of a script that are looked for on slides


class Noise(NamedTuple):
    """An error in the console, with the ``line`` of the page that it comes from; or the ``address`` of a request."""

    message: str = ""
    line: str = ""
    address: str = ""


def findings(deck: CheckedDeck, noise: Iterable[Noise]) -> Iterator[Finding]:
    """Yield what is wrong; requests of which the build has told are not told again.

    Players of films are for rooms with a network; without one their link is shown (`rendering.films`).
    """
    told = {*(each.address for each in deck.build.diagnostics), *_of_players(deck)}
    for each in dict.fromkeys(noise):
        if not each.address:
            yield _placed(deck, CONSOLE, f"the console says: {each.message}", _NUMBER.sub("", each.line).strip())
        elif each.address not in told:
            message = f"{each.address} is asked for while the deck is shown, and does not come"
            yield _placed(deck, REQUEST, message, each.address, each.address)


def _of_players(deck: CheckedDeck) -> Iterator[str]:
    """Yield the addresses that players of films ask for."""
    for slide in deck.slides:
        for frame in slide.root.elements() if FILM in slide.rendered.html else ():
            if FILM in frame.attributes and "data-src" in frame.attributes:
                yield frame.attributes["data-src"].value


def _placed(deck: CheckedDeck, rule: Rule, message: str, words: str, address: str = "") -> Finding:
    """Return a finding at the slide or the setting that has these ``words``; else at the beginning of the deck."""
    is_known = len(words) >= _LEAST
    for slide in deck.slides if is_known else ():
        if (at := slide.text.find(words)) >= 0:
            return slide.finding(Problem(rule, at, message, width=len(words), address=address))
    scripts = {each.name: each.text for each in deck.build.includes}
    for name in deck.build.settings.scripts:
        if is_known and any(name.text in path and words in text for path, text in scripts.items()):
            return _of(about_word(rule, name, message), address)
    path = deck.slides[0].source.source.path if deck.slides else f"{deck.build.name}.html"
    return _of(about_file(rule, path, message), address)


def _of(diagnostic: Diagnostic, address: str) -> Finding:
    return Finding(diagnostic._replace(address=address), diagnostic.location.line)
