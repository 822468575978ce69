"""Keeps what the rules find in slides, as far as that depends on one slide alone, in the cache of the project."""

from __future__ import annotations

import json
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from deckbuild.assets.resize import slide_size
from deckbuild.check import source
from deckbuild.diagnostics.problem import MOST, Problem
from deckbuild.rendering import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deckbuild.check.deck import CheckedDeck, CheckedSlide
    from deckbuild.files.cache import Cache

    Found = Mapping[str, tuple[Problem, ...]]

_RULES = {rule.code: rule for rule in source.RULES}


def problems(deck: CheckedDeck, cache: Cache | None) -> Iterator[tuple[CheckedSlide, Problem]]:
    """Yield what the rules find in each slide of a deck; those are looked at that the ``cache`` does not know."""
    entry = _entry(deck)
    known = _read(cache.get(entry) or b"{}") if cache else {}
    found = {_key(slide): slide for slide in deck.slides}
    now = {key: known[key] if key in known else _found(slide) for key, slide in found.items()}
    if cache and now.keys() != known.keys():
        cache.put(entry, _written(now))
    yield from ((slide, problem) for slide in deck.slides for problem in now[_key(slide)])


def _found(slide: CheckedSlide) -> tuple[Problem, ...]:
    return tuple(problem for find in source.IN_SLIDES.values() for problem in islice(find(slide), MOST))


def _entry(deck: CheckedDeck) -> str:
    """Return the name of what is kept of a deck: it changes with the limits, and with the rules themselves."""
    about = {
        "limits": deck.build.settings.limits,
        "size": slide_size(deck.build.settings.reveal),
        "rules": [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(_FOLDER.rglob("*.py"))],
    }
    return f"check-{fingerprint.of_deck(deck.build.name, {}, about)}"


_FOLDER = Path(__file__).parent


def _key(slide: CheckedSlide) -> str:
    """Return what tells a slide from any other, as far as rules look at it; marks tell the content of its files."""
    told = [problem.rule.code for problem in slide.rendered.problems]
    content = slide.source.content
    parts = [slide.embedded.attributes, content.body, content.notes, told, sorted(slide.described)]
    written = "\0".join([content.text, slide.embedded.html, json.dumps(parts)])
    return blake2b(written.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _written(found: Found) -> bytes:
    plain = {key: [(each.rule.code, *each[1:5]) for each in told] for key, told in found.items()}
    return json.dumps(plain, separators=(",", ":")).encode("ascii")


def _read(data: bytes) -> Found:
    """Return what an entry of the cache holds; nothing of one that is not ours."""
    try:
        plain = json.loads(data).items()
        return {key: tuple(Problem(_RULES[code], *rest) for code, *rest in told) for key, told in plain}
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}
