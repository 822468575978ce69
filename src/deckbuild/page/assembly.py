"""Slides into the page: what one deck consists of, put together by a template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config import metadata
from deckbuild.html import plain_text
from deckbuild.html.tree import parse
from deckbuild.page import deferred, external_links, other_templates, sections
from deckbuild.page.includes import Includes
from deckbuild.page.layout import SERVED, STORE
from deckbuild.page.named_files import NamedFiles
from deckbuild.page.parts import OURS, Parts
from deckbuild.page.scripts import Scripts
from deckbuild.page.templating import inline_css, inline_js
from deckbuild.revealjs import version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from deckbuild.assets.resolver import AssetResolver
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.page.layout import Layout
    from deckbuild.page.parts import Include
    from deckbuild.page.sections import Stack
    from deckbuild.page.templating import Templates

SECTIONS = "\0sections\0"  # where a page has the sections of its slides
_MARK = re.compile(r"\0(?:sections|(?:sheet|script|early-script|late-script)\d+)\0")
_TEMPLATE = "deck.html.jinja"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Page(NamedTuple):
    """A deck as one HTML page, with marks for its files; empty after an error in a template.

    ``frame`` is what the template has made, with marks for the sections of its ``stacks``, and for the style sheets and
    scripts in ``texts``. ``external_links`` are the addresses in it that lead out of it, ``includes`` its style sheets
    and scripts.
    """

    frame: str
    title: str
    stacks: tuple[Stack, ...]
    texts: Mapping[str, str]
    includes: tuple[Include, ...]
    external_links: tuple[external_links.ExternalLink, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def html(self) -> str:
        """The whole page."""
        return filled(self.frame, {**self.texts, SECTIONS: sections.of_stacks(self.stacks)})


def filled(frame: str, texts: Mapping[str, str]) -> str:
    """Return ``frame`` with ``texts`` in the place of their marks."""
    return _MARK.sub(lambda mark: texts[mark[0]], frame)


def assemble(
    name: str,
    settings: Settings,
    stacks: tuple[Stack, ...],
    resolver: AssetResolver,
    templates: Templates,
    layout: Layout,
    *,
    untrusted: bool = False,
    native: bool = False,
) -> Page:
    """Return the page of the deck ``name``; an ``untrusted`` one leaves room for its policy.

    A ``native`` one is written in our own dialect: no other tool has shown it otherwise.
    """
    files, parts = NamedFiles(resolver), Parts(resolver.assets, layout)
    title = settings.title or _first_heading(stacks) or name
    if settings.template.text:
        around, settings = other_templates.load().deck(settings, title, files)
    else:
        around = OURS
    includes, all_scripts = Includes(files, parts), Scripts(files, parts)
    slides = [slide.html for each in stacks for slide in each.slides]
    defers = layout != SERVED and deferred.may_defer(settings, slides, own_template=templates.has_own(_TEMPLATE))
    used = {name for each in stacks for slide in each.slides for name in slide.features}
    sheets = includes.sheets(settings, slides, used, around.css, native=native)
    scripts = all_scripts.first(settings, slides, has_deferred=defers)
    early_scripts = all_scripts.early(settings, around.early)
    late_scripts = all_scripts.late(settings, around.late)
    placed = _deferred(stacks) if defers else stacks
    values: dict[str, Any] = {
        "settings": settings,
        "title": title,
        "around": around,
        "stacks": placed,
        "sections": SECTIONS,
        "meta": tuple(metadata.elements(settings.metadata)),
        "favicon": includes.favicon(settings),
        "sheets": _marked("sheet", sheets),
        "scripts": _marked("script", scripts),
        "early_scripts": _marked("early-script", early_scripts),
        "late_scripts": _marked("late-script", late_scripts),
        "plugins": all_scripts.plugins,
        "options": includes.options(settings, native=native),
        "store": STORE,
        "untrusted": untrusted,
    }
    frame, wrong = templates.fill(_TEMPLATE, {"deck": values, "generator": version.both()})
    links = external_links.find(frame, () if SECTIONS in frame else slides)  # slides were looked through before
    made_of = (*sheets, *scripts, *early_scripts, *late_scripts)
    texts = _texts("sheet", sheets, inline_css) | _texts("script", scripts, inline_js)
    texts |= _texts("early-script", early_scripts, inline_js) | _texts("late-script", late_scripts, inline_js)
    return Page(frame, title, placed, texts, made_of, links, (*files.diagnostics, *wrong))


def _marked(kind: str, includes: Sequence[Include]) -> list[Include]:
    """Return style sheets or scripts with marks in the place of their texts."""
    return [each._replace(text=f"\0{kind}{number}\0") for number, each in enumerate(includes)]


def _texts(kind: str, includes: Sequence[Include], inline: Callable[[str], str]) -> dict[str, str]:
    """Return the texts of ``includes`` by their marks, safe where they stand."""
    return {mark.text: inline(each.text) for mark, each in zip(_marked(kind, includes), includes, strict=True)}


def _deferred(stacks: tuple[Stack, ...]) -> tuple[Stack, ...]:
    """Return the stacks of a large deck, with deferred slides."""
    return tuple(each._replace(slides=tuple(map(deferred.as_text, each.slides))) for each in stacks)


def _first_heading(stacks: tuple[Stack, ...]) -> str:
    """Return the text of the deck's first heading that has one."""
    headings = (text for each in stacks for slide in each.slides for text in _headings(slide.html))
    return next(filter(None, headings), "")


def _headings(html: str) -> Iterator[str]:
    """Yield the text of each heading in a slide's ``html``, without its speaker notes."""
    for element in parse(html).elements():
        if element.tag == "aside":
            return
        if element.tag in _HEADINGS:
            yield plain_text.shown(html[element.open_end : element.end])
