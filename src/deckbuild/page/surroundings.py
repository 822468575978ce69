"""Fills the template that a project of another tool names, and brings what it adds, with its files, into our page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import TemplateError

from deckbuild.assets.embedding import embed
from deckbuild.config import tool_defaults
from deckbuild.diagnostics.problem import Problem, place, place_all
from deckbuild.diagnostics.source import Source, Span
from deckbuild.html import references
from deckbuild.page import foreign_template, mustache, templating
from deckbuild.page.foreign_template import MARK, NOT_TAKEN_OVER, SLIDES
from deckbuild.page.parts import OURS
from deckbuild.rendering.result import EMPTY

if TYPE_CHECKING:
    from deckbuild.config.settings import Settings
    from deckbuild.page.named_files import NamedFiles
    from deckbuild.page.parts import Surroundings

_JINJA = "{%"


def surroundings(settings: Settings, title: str, files: NamedFiles) -> tuple[Surroundings, Settings]:
    """Return what the template of ``settings`` adds to the page with this ``title``, and the settings beside it.

    Both stay as they are where there is none, or none that can be taken over.
    """
    template = files.text(settings.template) if settings.template.text else None
    if template is None:
        return OURS, settings
    try:
        html = _filled(template, settings, title)
    except TemplateError as error:
        files.diagnostics.append(place(Problem(NOT_TAKEN_OVER, 0, f"{type(error).__name__}: {error}"), template))
        return OURS, settings
    found, problems = foreign_template.taken_over(template, html)
    files.diagnostics += place_all(problems, template)
    head, before, after = (embedded(each, template, files) for each in (found.head, found.before, found.after))
    around = found._replace(head=head, before=before, after=after)
    return (around if before else OURS), _chosen(settings, found)


def _filled(template: Source, settings: Settings, title: str) -> str:
    """Return ``template`` with its values, as mkslides fills Jinja, and reveal-md mustache."""
    if is_jinja(template):
        return templating.filled_text(template.text, _of_mkslides(settings, title))
    return mustache.fill(template.text, {**_of_reveal_md(settings, title), **settings.metadata})


def is_jinja(template: Source) -> bool:
    """Return whether a ``template`` is Jinja, as mkslides has it, and not mustache."""
    return _JINJA in template.text


def _of_mkslides(settings: Settings, title: str) -> dict[str, object]:
    ours = {"theme": f"{MARK}theme", "highlight_theme": f"{MARK}code", "revealjs_path": "", "markdown": SLIDES}
    nothing: dict[str, object] = {"markdown_data_options": {}, "revealjs_config": {}, "plugins": []}
    return {"title": title, "favicon": settings.favicon.text, **ours, **nothing}


def _of_reveal_md(settings: Settings, title: str) -> dict[str, object]:
    ours = {"themeUrl": f"{MARK}theme", "highlightThemeUrl": f"{MARK}code", "slides": SLIDES, "markdown": SLIDES}
    about = {"author": settings.author, "description": settings.description, "absoluteUrl": settings.absolute_url}
    named = {"theme": settings.theme.text, "highlightTheme": settings.highlight_theme.text}
    named |= {"footer": settings.footer, "logo": settings.logo.text}
    return {"title": title, "revealOptionsStr": "{}", "assetsDir": settings.assets_dir, **about, **named, **ours}


def embedded(html: str, template: Source, files: NamedFiles) -> str:
    """Return ``html`` with marks for the files that it names."""
    found = references.find(html)
    as_slide = EMPTY._replace(
        html=found.html, references=found.references, links=found.links, ids=found.ids, anchors=found.anchors
    )
    made = embed(files.resolver, as_slide, Span(template, 0, len(template.text)))
    files.diagnostics += made.diagnostics
    return made.html


def _chosen(settings: Settings, found: Surroundings) -> Settings:
    """Return ``settings`` without the options that its tool has by default, where a template makes its own."""
    if not found.makes_options:
        return settings
    default = tool_defaults.of(settings.tool).get("reveal", {})
    return settings._replace(
        reveal={name: value for name, value in settings.reveal.items() if default.get(name, ...) != value}
    )
