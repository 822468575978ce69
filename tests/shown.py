"""Problems as a user sees them, without colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deckbuild import report
from deckbuild.diagnostics import place_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deckbuild.diagnostics import Problem
    from deckbuild.source import Source


def shown(problems: Iterable[Problem], source: Source) -> list[str]:
    """Return the messages about ``problems`` in ``source``."""
    return [click.unstyle(report.one(each)) for each in place_all(problems, source)]
