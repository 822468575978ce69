"""Makes the start page of a project: the list of its decks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from deckbuild.assets.resolver import AssetResolver
from deckbuild.config.metadata import in_words
from deckbuild.page import csp, other_templates, resources
from deckbuild.page.includes import Includes
from deckbuild.page.layout import SINGLE
from deckbuild.page.named_files import NamedFiles
from deckbuild.page.parts import Listed, Parts
from deckbuild.page.templating import templates_of
from deckbuild.project.judging import judged
from deckbuild.themes import version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.pipeline.built_deck import AssembledDeck, Build
    from deckbuild.project.loader import Project


def start_page(
    project: Project, builds: Sequence[Build | AssembledDeck], *, served: bool = False
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the page that lists ``builds`` of ``project``; ``served`` by the live preview it has more to tell."""
    if project.settings.listing_template.text and not project.untrusted:
        html, wrong = _of_template(project, builds)
        return (html, wrong) if html else (_ours(project, builds, served=served)[0], wrong)
    html, wrong = _ours(project, builds, served=served)
    return csp.start_page(html) if project.untrusted else html, wrong


def _ours(
    project: Project, builds: Sequence[Build | AssembledDeck], *, served: bool
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return our own start page, or what the project's template in templates/ makes of it."""
    about = {"project": project.settings, "decks": builds, "served": served, "untrusted": project.untrusted}
    about |= {"heading": project.settings.title or (builds[0].title if len(builds) == 1 else "Slides")}
    about |= {"dates": {each.name: in_words(each.settings.metadata.get("date")) for each in builds}}
    values = {**about, "sheet": _sheet(project, builds), "generator": version.both()}
    return templates_of(project).fill("index.html.jinja", values)


def _sheet(project: Project, builds: Sequence[Build | AssembledDeck]) -> str:
    """Return the style sheet, with the font for what the page says."""
    told = [project.settings.title, project.settings.description]
    told += [text for each in builds for text in (each.title, each.settings.description, each.settings.author)]
    return resources.page_sheet("index.css", told)


def _of_template(project: Project, builds: Sequence[Build | AssembledDeck]) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the list that the template of a reveal-md project makes; empty if it makes none."""
    decks = [Listed(each.name, each.title, each.settings) for each in builds]
    pages = frozenset(f"{quote(each.name)}.html" for each in builds)
    files = NamedFiles(AssetResolver(project.reader, pages))
    includes = Includes(files, Parts(files.resolver.assets, SINGLE))
    html = other_templates.load().listing(project.settings, decks, files, includes)
    return html, tuple(judged(files.diagnostics, project.settings))
