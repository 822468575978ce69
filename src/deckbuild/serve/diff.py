"""Compares a page with its next state, and says in a few operations how the one becomes the other.

The browser applies them to the page that it shows. Between two pages whose frames differ (scripts, templates, the
page's head) there is no such way: they are loaded anew.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from deckbuild.serve.page_parts import DeckParts, StartPageParts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deckbuild.serve.page_head import About
    from deckbuild.serve.page_parts import StackParts

    Operation = dict[str, Any]
    Stretch = tuple[int, int, int, int]  # from and to in the old sequence, from and to in the new one


def difference(old: DeckParts | StartPageParts, new: DeckParts | StartPageParts) -> dict[str, Any] | None:
    """Return the message (without its numbers) that makes ``new`` of ``old``; None if only a reload can."""
    if old.frame != new.frame:
        return None
    if isinstance(old, DeckParts) and isinstance(new, DeckParts):
        return _patch(old, new)
    if isinstance(new, StartPageParts) and new.main != "<main></main>":
        return {"kind": "decks", "main": new.main}
    return None


def _patch(old: DeckParts, new: DeckParts) -> dict[str, Any] | None:
    options = json.loads(new.options)
    if json.loads(old.options).keys() - options.keys():
        return None  # the default of an option that is not set any more is not known to the page
    return {
        "kind": "patch",
        "title": new.title,
        "about": _about(old.about, new.about),
        "operations": list(_operations(old.stacks, new.stacks)),
        "sheets": _sheets(old.sheets, new.sheets),
        "options": options if new.options != old.options else None,
        "edited": _edited(old.stacks, new.stacks),
    }


def _about(old: About, new: About) -> dict[str, Any] | None:
    """Return what the head says of the deck, if it is another; None stands for a content that is not told any more."""
    return {**asdict(new), "metas": {**dict.fromkeys(old.metas), **new.metas}} if new != old else None


def _sheets(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str | None]:
    """Return the style sheets that are others or new by their numbers; None for one that is not there any more."""
    return {number: new.get(number) for number in {**old, **new} if old.get(number) != new.get(number)}


def _changed(old: Sequence[Any], new: Sequence[Any]) -> list[int]:
    """Return the places at which two equally long sequences differ."""
    return [at for at, (before, after) in enumerate(zip(old, new, strict=True)) if before != after]


def _operations(old: Sequence[StackParts], new: Sequence[StackParts]) -> Iterator[Operation]:
    for start, end, at, stop in _stretches(old, new):
        common = min(end - start, stop - at)
        for step in range(common):
            yield from _within(at + step, old[start + step], new[at + step])
        rest = [each.html for each in new[at + common : stop]]
        if rest or end - start > common:
            yield {"at": at + common, "remove": end - start - common, "html": rest}


def _within(at: int, old: StackParts, new: StackParts) -> Iterator[Operation]:
    """Yield what makes the stack ``new`` of the stack ``old``, the one at ``at``."""
    if old.attributes is None or new.attributes is None:
        yield {"at": at, "remove": 1, "html": [new.html]}
        return
    if old.attributes != new.attributes:
        yield {"stack": at, "attributes": dict(new.attributes)}
    for start, end, begin, stop in _stretches(old.slides, new.slides):
        common = min(end - start, stop - begin)
        if common:
            yield {"stack": at, "at": begin, "remove": common, "html": list(new.slides[begin : begin + common])}
        rest = list(new.slides[begin + common : stop])
        if rest or end - start > common:
            yield {"stack": at, "at": begin + common, "remove": end - start - common, "html": rest}


def _stretches(old: Sequence[Any], new: Sequence[Any]) -> Iterator[Stretch]:
    """Yield the stretches in which ``new`` differs from ``old``, in order.

    What is the same at both ends is passed over first: an edit leaves nearly everything there.
    """
    begin = _same(old, new)
    tail = _same(old[begin:][::-1], new[begin:][::-1])
    before, after = old[begin : len(old) - tail], new[begin : len(new) - tail]
    if len(before) == len(after) and not _moved(before, after):
        yield from ((begin + at, begin + at + 1, begin + at, begin + at + 1) for at in _changed(before, after))
        return
    start = at = 0
    for end, stop in (*_kept(_keys(before), _keys(after)), (len(before), len(after))):
        if end > start or stop > at:
            yield begin + start, begin + end, begin + at, begin + stop
        start, at = end + 1, stop + 1


def _kept(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places, in ``old`` and in ``new``, of items that stay in their order.

    The first of equal items goes with the first, the second with the second. So each has one partner, and the most that
    keep their order are the longest rising sequence of partners' places, which takes n log n steps.
    """
    places = {key: at for at, key in enumerate(_numbered(new))}
    pairs = [(start, places[key]) for start, key in enumerate(_numbered(old)) if key in places]
    lasts: list[int] = []  # of the rising sequences of each length the one that ends lowest: its last pair's number
    ends: list[int] = []  # and the place at which it ends
    previous: list[int] = []
    for number, (_, at) in enumerate(pairs):
        length = bisect_left(ends, at)
        previous.append(lasts[length - 1] if length else -1)
        lasts[length : length + 1], ends[length : length + 1] = [number], [at]
    return [pairs[number] for number in _chain(lasts[-1] if lasts else -1, previous)]


def _numbered(keys: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each key with how often it has come before."""
    seen: Counter[str] = Counter()
    for key in keys:
        yield key, seen[key]
        seen[key] += 1


def _chain(last: int, previous: Sequence[int]) -> list[int]:
    """Return the numbers that lead to ``last``, in order."""
    found = []
    while last >= 0:
        found.append(last)
        last = previous[last]
    return found[::-1]


def _same(old: Sequence[Any], new: Sequence[Any]) -> int:
    """Return how many items at the beginning are the same."""
    pairs = zip(old, new, strict=False)
    return next((at for at, (before, after) in enumerate(pairs) if before != after), min(len(old), len(new)))


def _moved(old: Sequence[Any], new: Sequence[Any]) -> bool:
    """Return whether an item of ``old`` stands at another place of ``new``."""
    differing = _changed(old, new)
    return bool({*_keys([old[at] for at in differing])} & {*_keys([new[at] for at in differing])})


def _keys(items: Sequence[Any]) -> list[str]:
    return [item if isinstance(item, str) else f"{item.attributes is None}{item.html}" for item in items]


def _edited(old: Sequence[StackParts], new: Sequence[StackParts]) -> list[int] | None:
    """Return where the first slide stands whose text is new: stack and place in it."""
    stretches = list(_stretches(old, new))
    known = {slide for start, end, _, _ in stretches for group in old[start:end] for slide in group.slides}
    places = (
        (h, v, slide) for _, _, at, stop in stretches for h in range(at, stop) for v, slide in enumerate(new[h].slides)
    )
    return next(([h, v] for h, v, slide in places if slide not in known), None)
