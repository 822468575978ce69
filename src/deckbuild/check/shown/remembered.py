"""Keeps what a browser has seen on slides in the cache of the project, as far as that depends on one slide alone."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from deckbuild.check.shown.noise import Noise
from deckbuild.check.shown.seen import Seen
from deckbuild.rendering import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.check.deck import CheckedDeck, CheckedSlide
    from deckbuild.files.cache import Cache

VIEWS = ("", "?view=print&pdfSeparateFragments=false")  # on the screen, and as printed


class Memory:
    """What was seen of a deck: on each slide, in each view; and the noise of its page.

    ``slides`` are those that reveal.js leaves in the page; ``program`` is all that looks at them, as text.
    """

    def __init__(self, deck: CheckedDeck, slides: Sequence[CheckedSlide], program: str, cache: Cache | None) -> None:
        self.deck, self.slides, self._cache = deck, slides, cache
        self._entry = f"shown-{fingerprint.of_deck(deck.build.name, {}, {'frame': _frame(deck, program)})}"
        self._keys = [_key(slide) for slide in slides]
        self._page = _digest(deck.build.html)
        self._known = _read(cache.get(self._entry) or b"{}") if cache else {}

    @property
    def missing(self) -> list[int]:
        """The numbers (from 0) of the slides that nobody has looked at."""
        return [at for at, key in enumerate(self._keys) if any(f"{key}{view}" not in self._known for view in VIEWS)]

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the deck must be looked at."""
        return self._page in self._known and not self.missing

    def keep(self, view: str, seen: dict[int, list[Seen]], noise: Sequence[Noise]) -> None:
        """Keep what was seen in a ``view``, by the numbers of slides."""
        self._known |= {f"{self._keys[at]}{view}": [list(each) for each in some] for at, some in seen.items()}
        if view == VIEWS[0]:
            self._known[self._page] = [list(each) for each in noise]

    def save(self) -> None:
        """Write what is known of the deck as it is now."""
        now = {self._page, *(f"{key}{view}" for key in self._keys for view in VIEWS)}
        if self._cache:
            kept = {key: value for key, value in self._known.items() if key in now}
            self._cache.put(self._entry, json.dumps(kept, separators=(",", ":")).encode("ascii"))

    def seen(self, at: int) -> list[Seen]:
        """Return what is seen on the slide with this number (from 0), on the screen and then in print."""
        return [Seen(*each) for view in VIEWS for each in self._known.get(f"{self._keys[at]}{view}", ())]

    @property
    def noise(self) -> list[Noise]:
        """What the page says that is no slide's."""
        return [Noise(*each) for each in self._known.get(self._page, ())]


def _frame(deck: CheckedDeck, program: str) -> str:
    """Return what stands around the slides of a page, and what looks at them."""
    made = deck.build
    includes = "\0".join(f"{each.name}\0{each.text}" for each in made.includes)
    return _digest("\0".join([includes, repr(made.settings.reveal), repr(made.settings.limits), program]))


def _key(slide: CheckedSlide) -> str:
    """Return what tells how a slide looks from any other: marks tell the content of its files."""
    return _digest(json.dumps([slide.embedded.attributes, slide.embedded.html]))


def _digest(text: str) -> str:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _read(data: bytes) -> dict[str, list[list[Any]]]:
    """Return what an entry of the cache holds; nothing of one that is not ours."""
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
