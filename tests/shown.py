"""Problems as a user sees them, without colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deckbuild.diagnostics import terminal
from deckbuild.diagnostics.problem import place_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deckbuild.diagnostics.problem import Problem
    from deckbuild.diagnostics.source import Source


def shown(problems: Iterable[Problem], source: Source) -> list[str]:
    """Return the messages about ``problems`` in ``source``."""
    return [click.unstyle(terminal.one(each)) for each in place_all(problems, source)]
