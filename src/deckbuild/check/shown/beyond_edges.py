"""Tells of what is beyond the edges of a slide; the live preview tells the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.check.shown.seen import Told
from deckbuild.page.overflow import OVERFLOW, Overflow

if TYPE_CHECKING:
    from deckbuild.check.shown.seen import Seen

RULE = OVERFLOW


def told(seen: Seen) -> Told:
    """Say which edges, and by how many px."""
    over = Overflow(seen.kind, seen.about["own"], seen.about["sides"])
    return Told(RULE, f"{over.message}{seen.when}", over.hint)
