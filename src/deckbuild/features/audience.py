"""For whom a part of a deck is: `only="teacher"` and `unless="student"`, as attributes say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, MutableMapping
    from typing import Any

_ONLY, _UNLESS = AUDIENCE = ("only", "unless")  # the attributes


class Audience(NamedTuple):
    """The variants that alone show a part (None: all do), and those that do not."""

    only: tuple[str, ...] | None
    unless: tuple[str, ...]

    def lacks(self, variant: str, known: Collection[str]) -> bool:
        """Return whether the part is left out of ``variant``, one of the ``known`` ones.

        A name that is not known was meant for one of these: so as not to show what must not be seen, none has the part.
        """
        is_unsure = any(name not in known for name in self.unless)
        return is_unsure or variant in self.unless or (self.only is not None and variant not in self.only)

    def unknown(self, known: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield the names that no variant has, each with a hint."""
        has = f"there are {', '.join(known)}" if known else "name it under variants: in deckbuild.yml or front matter"
        for name in (*(self.only or ()), *self.unless):
            if name not in known:
                yield name, nearest(name, known) or has

    @property
    def label(self) -> str:
        """What the live preview writes beside the part."""
        without = f"not {', '.join(self.unless)}" if self.unless else ""
        return ", ".join(filter(None, (*(self.only or ()), without)))


def of(attributes: Mapping[str, Any]) -> Audience | None:
    """Return the audience that ``attributes`` name; None if they name none."""
    if _ONLY not in attributes and _UNLESS not in attributes:
        return None
    only = str(attributes[_ONLY]).split() if _ONLY in attributes else None
    return Audience(None if only is None else tuple(only), tuple(str(attributes.get(_UNLESS, "")).split()))


def taken(attributes: MutableMapping[str, Any]) -> Audience | None:
    """Return the same, and take it off the ``attributes``."""
    found = of(attributes)
    for name in AUDIENCE:
        attributes.pop(name, None)
    return found
