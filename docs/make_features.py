"""Prints the sections of the features that `docs/language.md` shows: `python docs/make_features.py`."""

from __future__ import annotations

import sys
from textwrap import indent
from typing import TYPE_CHECKING

from deckbuild.features.feature import every

if TYPE_CHECKING:
    from deckbuild.features.feature import Feature


def section(feature: Feature) -> str:
    """Return the section of a feature: its name, what it means, and its example."""
    return f"### {feature.name}\n\n{feature.about}\n\n{indent(feature.example, ' ' * 4)}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(map(section, every())))
