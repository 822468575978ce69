"""Slides into the page: what one deck consists of, put together by a template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config import metadata
from deckbuild.config.reveal_options import OFF
from deckbuild.html import plain_text
from deckbuild.html.tree import parse
from deckbuild.page import deferred, external_links, furniture, other_templates, sections
from deckbuild.page.includes import Includes
from deckbuild.page.layout import SERVED, STORE
from deckbuild.page.named_files import NamedFiles
from deckbuild.page.parts import OURS, Parts
from deckbuild.page.scripts import Scripts
from deckbuild.page.templating import inline_css, inline_js
from deckbuild.themes import version
from deckbuild.themes.theme import OURS as OUR_THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deckbuild.assets.resolver import AssetResolver
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.page.layout import Layout
    from deckbuild.page.parts import Include, Surroundings
    from deckbuild.page.sections import Stack
    from deckbuild.page.templating import Templates

SECTIONS = "\0sections\0"  # where a page has the sections of its slides
_MARK = re.compile(r"\0(?:sections|(?:sheets|scripts|early_scripts|late_scripts)\d+)\0")
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
    files = NamedFiles(resolver)
    title = settings.title or first_heading(slide.html for each in stacks for slide in each.slides) or name
    around, settings = _around(settings, title, files)
    if settings.theme.text in OUR_THEMES:
        stacks = furniture.placed(stacks, names_parts=settings.section_name != OFF)
    slides = [slide for each in stacks for slide in each.slides]
    texts = [slide.html for slide in slides]
    defers = layout != SERVED and deferred.may_defer(settings, texts, own_template=templates.has_own(_TEMPLATE))
    placed = _deferred(stacks) if defers else stacks
    parts = Parts(resolver.assets, layout)
    includes, scripts = Includes(files, parts), Scripts(files, parts)
    is_one = len(stacks) == 1 < len(slides)
    used = {name for slide in slides for name in slide.features}
    made_of = {
        "sheets": includes.sheets(settings, texts, used, around.css, native=native, is_one_stack=is_one),
        "scripts": scripts.first(settings, texts, has_deferred=defers),
        "early_scripts": scripts.early(settings, around.early),
        "late_scripts": scripts.late(settings, used, around.late, is_one_stack=is_one),
    }
    about = _about(settings, title, placed, untrusted=untrusted) | {"around": around, "plugins": scripts.plugins}
    about |= {"favicon": includes.favicon(settings), "options": includes.options(settings, native=native)}
    about |= {kind: _marked(kind, each) for kind, each in made_of.items()}
    frame, wrong = templates.fill(_TEMPLATE, {"deck": about, "generator": version.both()})
    links = external_links.find(frame, () if SECTIONS in frame else texts)  # slides were looked through before
    included = tuple(each for kind in made_of.values() for each in kind)
    return Page(frame, title, placed, _texts(made_of), included, links, (*files.diagnostics, *wrong))


def _around(settings: Settings, title: str, files: NamedFiles) -> tuple[Surroundings, Settings]:
    """Return what the template of another tool adds to a deck, and the settings without what it has taken over."""
    return other_templates.load().deck(settings, title, files) if settings.template.text else (OURS, settings)


def _about(settings: Settings, title: str, stacks: tuple[Stack, ...], *, untrusted: bool) -> dict[str, Any]:
    """Return what a template knows of a deck beside its files."""
    return {
        "settings": settings,
        "title": title,
        "stacks": stacks,
        "sections": SECTIONS,
        "meta": tuple(metadata.elements(settings.metadata)),
        "store": STORE,
        "untrusted": untrusted,
    }


def _marked(kind: str, includes: Sequence[Include]) -> list[Include]:
    """Return style sheets or scripts with marks in the place of their texts."""
    return [each._replace(text=f"\0{kind}{number}\0") for number, each in enumerate(includes)]


def _texts(made_of: Mapping[str, Sequence[Include]]) -> dict[str, str]:
    """Return the texts of style sheets and scripts, by their kinds, under their marks, safe where they stand."""
    return {
        mark.text: inline_css(each.text) if kind == "sheets" else inline_js(each.text)
        for kind, includes in made_of.items()
        for mark, each in zip(_marked(kind, includes), includes, strict=True)
    }


def _deferred(stacks: tuple[Stack, ...]) -> tuple[Stack, ...]:
    """Return the stacks of a large deck, with deferred slides."""
    return tuple(each._replace(slides=tuple(map(deferred.as_text, each.slides))) for each in stacks)


def first_heading(slides: Iterable[str]) -> str:
    """Return the text of the first heading that has one in the HTML of ``slides``."""
    headings = (text for html in slides for text in _headings(html))
    return next(filter(None, headings), "")


def _headings(html: str) -> Iterator[str]:
    """Yield the text of each heading in a slide's ``html``, without its speaker notes."""
    for element in parse(html).elements():
        if element.tag == "aside":
            return
        if element.tag in _HEADINGS:
            yield plain_text.shown(html[element.open_end : element.end])
