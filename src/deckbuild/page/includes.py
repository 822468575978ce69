"""The parts of a page that its settings name: style sheets, scripts, icon, and pictures of reveal.js' options."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.assets.asset import Asset, Use
from deckbuild.assets.css import embed_sheet, importing
from deckbuild.assets.resolver import remote
from deckbuild.config.settings import BEFORE, DEFAULT_THEME
from deckbuild.diagnostics.problem import Diagnostic, Rule, about_word
from deckbuild.diagnostics.source import Placed
from deckbuild.files.decoding import decode
from deckbuild.files.errors import complaint, is_remote
from deckbuild.files.reader import File, NotRead
from deckbuild.html.references import FILM
from deckbuild.markdown import pygments_styles
from deckbuild.page import npm_packages, resources
from deckbuild.page.layout import address, linked, links
from deckbuild.page.script_files import with_files
from deckbuild.revealjs import vendored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.assets.resolver import AssetResolver, Complain
    from deckbuild.config.project_types import PluginUse
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.source import Source
    from deckbuild.page.layout import Layout

# reveal.js' own defaults, but: the address names the slide, so that a reload and a bookmark come back to it.
_OPTIONS = {"hash": True}
_ASCII = re.compile(r"[\x00-\x7f]+")
_CODE = re.compile(r'<code[^>]*[" ]hljs[" ]')  # coloured code, whatever further classes it has
_REFERENCE = re.compile(r"&[^\s<&;]{1,32};?")  # what may be a character reference, such as `&alpha;`


class Include(NamedTuple):
    """A style sheet or a script of the page: what it is, its text, and where it is linked (empty: it is inside).

    ``place`` is the address at which a script finds its style sheets, if it looks for itself.
    """

    name: str
    text: str
    link: str = ""
    place: str = ""


class Includes:
    """Gathers the files that settings name, and what is wrong with them."""

    def __init__(self, resolver: AssetResolver, layout: Layout) -> None:
        self.resolver, self.layout = resolver, layout
        self.diagnostics: list[Diagnostic] = []
        self.plugins: list[str] = []  # those whose scripts are there

    def sheets(self, settings: Settings, html: Sequence[str], *, native: bool) -> list[Include]:
        """Return the style sheets for slides of ``html``: reveal.js, theme, code, ours, the project's."""
        sheets = [
            ("reset.css", vendored.text("dist/reset.css")),
            ("reveal.css", vendored.text("dist/reveal.css")),
            (f"theme-{settings.theme.text}.css", self._theme(settings.theme, html)),
            *(("code.css", colours) for colours in _highlight(settings, html)),
            ("deck.css", resources.text("deck.css")),
            ("print.css", resources.text("print.css")),
            *([("numbers.css", resources.text("numbers.css"))] if native else []),
            *([("wrap.css", resources.text("wrap.css"))] if settings.code_wrap else []),
            *((name.text, self._sheet(name)) for name in settings.css),
        ]
        return [self._part(name, "text/css", text) for name, text in sheets]

    def scripts(self, settings: Settings, html: Sequence[str], *, has_deferred: bool) -> list[Include]:
        """Return the scripts before the options of reveal.js: itself, plugins, and ours for slides of ``html``."""
        scripts = [self._script("reveal.js", vendored.text("dist/reveal.js"))]
        for plugin in settings.plugins:
            if script := self._plugin(plugin):
                scripts.append(script)
                self.plugins.append(plugin.name)
        if has_deferred:
            scripts.append(self._script("deferred.js"))
        if any(FILM in each for each in html):
            scripts.append(self._script("films.js"))
        return scripts

    def _plugin(self, plugin: PluginUse) -> Include | None:
        """Return a plugin's script; None if it is missing."""
        if plugin.script is None:
            return self._script(f"{plugin.shipped}.js", vendored.text(f"dist/plugin/{plugin.shipped}.js"))
        return self._of_project(plugin.script)

    def early_scripts(self, settings: Settings) -> list[Include]:
        """Return the project's scripts that run before reveal.js starts, and what they may name of it."""
        if settings.scripts_run != BEFORE or not settings.scripts:
            return []
        return [self._script("stand-ins.js"), *self._of_settings(settings)]

    def late_scripts(self, settings: Settings) -> list[Include]:
        """Return the scripts that run once reveal.js has been started: ours, and those of the project."""
        names = ["access.js", "code.js", "print.js", *(["copy.js"] if settings.code_copy else [])]
        own = self._of_settings(settings) if settings.scripts_run != BEFORE else []
        return [*map(self._script, names), *own]

    def _of_settings(self, settings: Settings) -> list[Include]:
        return [script for script in map(self._of_project, settings.scripts) if script]

    def _of_project(self, name: Placed) -> Include | None:
        """Return a script that a setting names; None if it is missing, and a link to one on the network."""
        name = self._installed(name)
        if is_remote(name.text):
            self._tell_remote(name)
            return Include(name.text, "", name.text)
        source = self._text(name, npm_packages.package_of(name.text))
        if source is None:
            return None
        text, place, wrong = with_files(source, self.resolver)
        self.diagnostics += wrong
        return self._script(source.path, text)._replace(place=place)

    def _script(self, name: str, text: str = "") -> Include:
        """Return a script of this ``text``, or else that of ours of this ``name``."""
        return self._part(name, "text/javascript", text or resources.text(name), self.layout.folder)

    def _installed(self, name: Placed) -> Placed:
        """Return ``name``, or the path in node_modules of what it names on the network."""
        path = npm_packages.installed(name.text, self.resolver.files) if is_remote(name.text) else ""
        return name._replace(text=f"/{path}") if path else name

    def _tell_remote(self, name: Placed) -> None:
        """Tell that what a setting names lies on the network."""
        self.resolver.reported.add(name.text)
        rule, address, message, hint = remote(name.text)
        self._complain_at(name)(rule, address, message, npm_packages.to_install(name.text) or hint)

    def _part(self, name: str, media_type: str, text: str, folder: str = "") -> Include:
        """Return a sheet or script of the page; one that is linked names files in ``folder``.

        For a sheet they lie beside it, and for a script, for which addresses are those of the page, where they are.
        """
        if not self.layout.parts:
            return Include(name, text)
        asset = Asset.of(name, media_type, linked(text, links(self.resolver.assets, folder)).encode())
        self.resolver.assets[asset.key] = asset
        return Include(name, text, asset.mark(Use.FIXED))

    def favicon(self, settings: Settings) -> str:
        """Return a mark for the icon, an empty text if there is none."""
        name = settings.favicon
        file = self._file(name) if name.text else None
        asset = self.resolver.asset_from(name.text, file, self._complain_at(name)) if file else None
        return asset.mark(Use.FIXED) if asset else ""

    def options(self, settings: Settings, *, native: bool) -> dict[str, Any]:
        """Return the options of reveal.js; a picture that one names is embedded, one that is missing left out.

        A ``native`` deck counts its slides in one row, whatever their stacks: so `G` and a number leads to each.
        """
        options = {name: self._option(value) for name, value in settings.reveal.items()}
        given = {name: value for name, value in options.items() if value is not None}
        numbers = {"slideNumber": "c/t"} if native else {}
        return {**_OPTIONS, **numbers, "pdfSeparateFragments": settings.print.fragments, **given}

    def _option(self, value: object) -> object:
        if not isinstance(value, Placed):
            return value
        beside = value.source.path if value.source else ""
        asset = self.resolver.asset(value.text, beside, self._complain_at(value))
        if asset:
            return address(asset, self.layout)
        return value.text if is_remote(value.text) else None

    def _complain_at(self, word: Placed) -> Complain:
        def complain(rule: Rule, address: str, message: str, hint: str) -> None:
            self.diagnostics.append(about_word(rule, word, message, hint)._replace(address=address))

        return complain

    def _file(self, name: Placed, advice: str = "") -> File | None:
        """Return the file that a setting names; None after a complaint, with ``advice`` about one that is missing."""
        found = self.resolver.files.named(name.text, name.source.path if name.source else "")
        if isinstance(found, NotRead):
            rule, address, message, hint = complaint(name.text, found)
            self._complain_at(name)(rule, address, message, hint or advice)
            return None
        return found

    def _text(self, name: Placed, advice: str = "") -> Source | None:
        """Return the text of a file that a setting names."""
        file = self._file(name, advice)
        if file is None:
            return None
        source, wrong = decode(file.path, file.data)
        self.diagnostics += wrong
        return source

    def _sheet(self, name: Placed) -> str:
        """Return the text of a style sheet; one on the network is imported, unless the page may load nothing."""
        name = self._installed(name)
        if is_remote(name.text):
            self._tell_remote(name)
            return "" if self.resolver.linking.untrusted else importing(name.text)
        source = self._text(name)
        if source is None:
            return ""
        css, wrong = embed_sheet(self.resolver, source)
        self.diagnostics += wrong
        return css

    def _theme(self, theme: Placed, html: Sequence[str]) -> str:
        if theme.text in vendored.themes():
            return vendored.theme_css(theme.text, _characters(html))
        return self._sheet(theme) or self._theme(DEFAULT_THEME, html)


def _characters(html: Sequence[str]) -> frozenset[str]:
    """Return the characters that slides of ``html`` may show, in capitals too: some themes write headings so.

    One of ASCII stands for all: they are in one subset of a font, which is always there.
    """
    others = "".join(each for each in html if not each.isascii())
    named = frozenset(_REFERENCE.findall("\n".join(html)))
    shown = frozenset(_ASCII.sub("", others)).union(*map(unescape, named))
    return shown.union("a", *(character.upper() for character in shown))


def _highlight(settings: Settings, html: Sequence[str]) -> list[str]:
    """Return the colours of code, if there is any: those that are set, else some that fit the theme."""
    if not any(map(_CODE.search, html)):
        return []
    fitting = "github-dark" if vendored.is_dark(settings.theme.text) else "friendly"
    return [pygments_styles.sheet(settings.highlight_theme.text or fitting)]
