"""Makes the start page of a project: the list of its decks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.page import csp, resources
from deckbuild.page.templating import templates_of
from deckbuild.revealjs import version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.pipeline.built_deck import AssembledDeck, Build
    from deckbuild.project.loader import Project


def start_page(
    project: Project, builds: Sequence[Build | AssembledDeck], *, served: bool = False
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the page that lists ``builds`` of ``project``; ``served`` by the live preview it has more to tell."""
    about = {"project": project.settings, "decks": builds, "served": served, "untrusted": project.untrusted}
    values = {**about, "sheet": resources.text("index.css"), "generator": version.both()}
    html, wrong = templates_of(project).fill("index.html.jinja", values)
    return csp.start_page(html) if project.untrusted else html, wrong
