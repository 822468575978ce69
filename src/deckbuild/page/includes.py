"""The parts of a page that its settings name: style sheets, icon, and pictures of reveal.js' options."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from deckbuild.assets.asset import Use
from deckbuild.config import tool_defaults
from deckbuild.config.reveal_options import OFF
from deckbuild.diagnostics.source import Placed
from deckbuild.features import PIPELINE, undrawn
from deckbuild.files.errors import is_remote
from deckbuild.markdown import pygments_styles
from deckbuild.page import brand_fonts, branding, formula_font, resources, running_lines
from deckbuild.page.layout import SERVED, address
from deckbuild.themes import catalogue, fonts, mending, vendored
from deckbuild.themes import sheet as of_theme
from deckbuild.themes.theme import OURS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deckbuild.config.settings import Settings
    from deckbuild.page.named_files import NamedFiles
    from deckbuild.page.parts import Include, Parts

# reveal.js' own defaults, but: the address names the slide, so that a reload and a bookmark come back to it.
_OPTIONS = {"hash": True}
_LEFT_OUT = ("progress", "slideNumber")  # options that take a word for false
_ASCII = re.compile(r"[\x00-\x7f]+")
_CODE = re.compile(r'<code[^>]*[" ]hljs[" ]')  # coloured code, whatever further classes it has
_READABLE = 4.6  # of code in colours that we choose: a little more than WCAG's 4.5, as browsers round
_DIAGRAM, _FONT = '<div class="diagram', "Source Sans Pro"  # features/diagrams.css
_REFERENCE = re.compile(r"&[^\s<&;]{1,32};?")  # what may be a character reference, such as `&alpha;`


class Includes:
    """Gathers what settings name, out of ``files``, but for scripts."""

    def __init__(self, files: NamedFiles, parts: Parts) -> None:
        self._files, self._parts = files, parts

    def sheets(
        self,
        settings: Settings,
        html: Sequence[str],
        features: Collection[str],
        of_template: Sequence[Placed],
        *,
        native: bool,
        is_one_stack: bool,
    ) -> list[Include]:
        """Return the style sheets for slides of ``html`` that use ``features``: reveal.js, theme, ours, the project's.

        The live preview has those of features and of a single stack always, so that an edit which begins to use one
        can be patched in.
        """
        names = [*(name for plugin in settings.plugins for name in plugin.css), *of_template, *settings.css]
        names_of_features = (name for name in (undrawn.NAME, *PIPELINE) if name in features)
        theme_css = self.theme(settings, html)
        fixes = _fixes(settings, html)
        used = resources.sheets_of(names_of_features) + formula_font.face(html) + _diagram_font(html, theme_css + fixes)
        is_ours, is_served = settings.theme.text in OURS, self._parts.layout == SERVED
        theme = [(f"theme-{settings.theme.text}.css", theme_css)]
        lines = running_lines.sheet(settings, self._logo(settings)) if is_ours else ""
        brand = self._brand(settings, html, used) if settings.brand and is_ours else ""
        self._files.diagnostics += branding.told(settings) if settings.brand else ()
        sheets = [
            ("reset.css", vendored.text("dist/reset.css")),
            ("reveal.css", vendored.text("dist/reveal.css")),
            *([] if is_ours else theme),
            *(("code.css", colours) for colours in _highlight(settings, html)),
            ("deck.css", resources.text("deck.css")),
            *([("features.css", used)] if used or is_served else []),
            *([(f"fixes-{settings.theme.text}.css", fixes)] if fixes else []),
            ("help.css", resources.text("help.css")),
            *([("overview.css", resources.text("overview.css"))] if is_one_stack or is_served else []),
            ("print.css", resources.text("print.css")),
            *([("numbers.css", resources.text("numbers.css"))] if native and not is_ours else []),
            *([("wrap.css", resources.text("wrap.css"))] if settings.code_wrap else []),
            *(theme if is_ours else []),  # it is drawn for what stands above
            *([("brand.css", brand)] if brand else []),
            *([("lines.css", lines)] if lines else []),
            *((name.text, self._files.sheet(name)) for name in names),
        ]
        return [self._parts.sheet(name, text) for name, text in sheets]

    def favicon(self, settings: Settings) -> str:
        """Return a mark for the icon, or its address on the network; an empty text if there is none."""
        name = self._files.local(settings.favicon)
        if is_remote(name.text):
            return "" if self._files.resolver.linking.untrusted else name.text
        return self._picture(name, Use.FIXED)

    def _brand(self, settings: Settings, html: Sequence[str], used: str) -> str:
        """Return the style sheet with the colours and fonts of a brand; ``used`` are the sheets of features."""
        characters = _characters(formula_font.without_formulas(html))
        return branding.rules(settings, used) + brand_fonts.sheet(settings, self._files, characters)

    def _logo(self, settings: Settings) -> str:
        """Return a mark for the `url()` of the logo; an empty text if there is none among the project's files."""
        name = self._files.local(settings.logo)
        return "" if is_remote(name.text) or name.text == OFF else self._picture(name, Use.CSS)

    def _picture(self, name: Placed, use: Use) -> str:
        """Return a mark for the file of this ``name``; an empty text if there is none, or after a complaint."""
        file = self._files.file(name) if name.text else None
        asset = self._files.resolver.asset_from(name.text, file, self._files.complain_at(name)) if file else None
        return asset.mark(use) if asset else ""

    def options(self, settings: Settings, *, native: bool) -> dict[str, Any]:
        """Return the options of reveal.js; a picture that one names is embedded, one that is missing left out.

        A ``native`` deck counts its slides in one row, whatever their stacks: so `G` and a number leads to each.
        """
        options = {name: self._option(value) for name, value in settings.reveal.items()}
        given = {name: value for name, value in options.items() if value is not None}
        given |= {name: False for name in _LEFT_OUT if given.get(name) == OFF}
        numbers = {"slideNumber": "c/t"} if native or settings.theme.text in OURS else {}
        return {**_OPTIONS, **numbers, "pdfSeparateFragments": settings.print.fragments, **given}

    def _option(self, value: object) -> object:
        if not isinstance(value, Placed):
            return value
        beside = value.source.path if value.source else ""
        asset = self._files.resolver.asset(value.text, beside, self._files.complain_at(value))
        if asset:
            return address(asset, self._parts.layout)
        return value.text if is_remote(value.text) else None

    def theme(self, settings: Settings, html: Sequence[str]) -> str:
        """Return the style sheet of the theme, with fonts for ``html``."""
        theme = settings.theme
        own = "" if theme.text in catalogue.names() else self._files.sheet(theme)
        shipped = theme if theme.text in catalogue.names() else tool_defaults.theme(settings.tool)
        if own:
            return own
        characters = _characters(formula_font.without_formulas(html))
        if shipped.text in OURS:
            others = frozenset({of_theme.FONT, of_theme.MONO} & settings.brand.keys())
            others |= {of_theme.CODE_COLOURS} if settings.highlight_theme.text else set()
            return of_theme.sheet(shipped.text, settings.scheme, html, characters, others)
        unused = mending.unused_fonts(shipped.text) if settings.theme_fixes else frozenset()
        return vendored.theme_css(shipped.text, characters, unused)


def _characters(html: Sequence[str]) -> frozenset[str]:
    """Return the characters that slides of ``html`` may show, in capitals too: some themes write headings so.

    One of ASCII stands for all: they are in one subset of a font, which is always there.
    """
    others = "".join(each for each in html if not each.isascii())
    named = frozenset(_REFERENCE.findall("\n".join(html)))
    shown = frozenset(_ASCII.sub("", others)).union(*map(unescape, named))
    return shown.union("a", *(character.upper() for character in shown))


def _diagram_font(html: Sequence[str], theme: str) -> str:
    """Return the font in which the diagrams of ``html`` were measured, if there are some and the ``theme`` lacks it."""
    shown = [slide for slide in html if _DIAGRAM in slide]
    if not shown or f"font-family:'{_FONT}'" in theme:
        return ""
    return fonts.faces({_FONT}, _characters(shown), ("normal",))


def _fixes(settings: Settings, html: Sequence[str]) -> str:
    """Return what mends a theme of reveal.js for slides of ``html``; an empty text if it is to stay as it is."""
    theme = settings.theme.text
    if not settings.theme_fixes or theme not in vendored.themes():
        return ""
    characters = _characters(formula_font.without_formulas(html))
    return mending.sheet(theme, characters, has_code=any("<code" in each for each in html))


def _highlight(settings: Settings, html: Sequence[str]) -> list[str]:
    """Return the colours of code, if there is any: those that are set, or some that fit; our themes hold theirs."""
    theme, named = settings.theme.text, settings.highlight_theme.text
    if (theme in OURS and not named) or not any(map(_CODE.search, html)):
        return []
    if named:
        return [pygments_styles.sheet(named)]
    fitting = "github-dark" if vendored.is_dark(theme) else "friendly"
    if not settings.theme_fixes:
        return [pygments_styles.sheet(fitting)]
    return [pygments_styles.sheet(mending.CODE_STYLES.get(theme, fitting), _READABLE)]
