"""The scripts of a page: reveal.js, its plugins, ours, and those that settings name, each where it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.config.settings import BEFORE
from deckbuild.diagnostics.source import Placed, Source
from deckbuild.files.errors import is_remote
from deckbuild.html.references import FILM
from deckbuild.page import npm_packages, resources, script_checks
from deckbuild.page.layout import SERVED
from deckbuild.page.parts import Include
from deckbuild.page.script_files import with_files
from deckbuild.themes import vendored
from deckbuild.themes.theme import OURS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from deckbuild.config.project_types import PluginUse
    from deckbuild.config.settings import Settings
    from deckbuild.page.named_files import NamedFiles
    from deckbuild.page.parts import Parts


class Scripts:
    """Gathers scripts from ``files`` and from ours; ``plugins`` is what the deck starts with, in JavaScript."""

    def __init__(self, files: NamedFiles, parts: Parts) -> None:
        self._files, self._parts = files, parts
        self.plugins: list[str] = []

    def first(self, settings: Settings, html: Sequence[str], *, has_deferred: bool) -> list[Include]:
        """Return the scripts before the options of reveal.js: itself, plugins, and ours for slides of ``html``."""
        scripts = [self._ours("reveal.js", vendored.text("dist/reveal.js"))]
        for plugin in settings.plugins:
            scripts += self._plugin(plugin)
        if has_deferred:
            scripts.append(self._ours("deferred.js"))
        if settings.theme.text in OURS:
            scripts.append(self._ours("phone.js"))
        if any(FILM in each for each in html):
            scripts.append(self._ours("films.js"))
        return scripts

    def _plugin(self, plugin: PluginUse) -> list[Include]:
        """Return a plugin's scripts, and start the deck with it unless one of them is missing."""
        if plugin.shipped:
            self.plugins.append(plugin.name)
            return [self._ours(f"{plugin.shipped}.js", vendored.text(f"dist/plugin/{plugin.shipped}.js"))]
        scripts = list(self._named(plugin.scripts))
        if plugin.name and len(scripts) == len(plugin.scripts):
            self.plugins.append(
                _if_there(plugin.name) if any(is_remote(each.link) for each in scripts) else plugin.name
            )
        return scripts

    def early(self, settings: Settings, of_template: Sequence[Placed | Source]) -> list[Include]:
        """Return the project's scripts that run before reveal.js starts, and what they may name of it."""
        names = (*of_template, *(settings.scripts if settings.scripts_run == BEFORE else ()))
        return [self._ours("stand-ins.js"), *self._named(names)] if names else []

    def late(
        self,
        settings: Settings,
        features: Collection[str],
        of_template: Sequence[Placed | Source],
        *,
        is_one_stack: bool,
    ) -> list[Include]:
        """Return the scripts that run once reveal.js has been started: ours for ``features``, and the project's.

        The live preview has those of a quiz and of a single stack always, so that an edit which begins to need one can
        be patched in.
        """
        is_served = self._parts.layout == SERVED
        ours = ["access.js", "code.js", "print.js", *(["copy.js"] if settings.code_copy else [])]
        if settings.theme.text in OURS:
            ours += ["fit.js", "furniture.js"]
        if is_one_stack or is_served:
            ours.append("overview.js")
        if "quiz" in features or is_served:
            ours.append("quiz.js")
        names = (*of_template, *(settings.scripts if settings.scripts_run != BEFORE else ()))
        return [*map(self._ours, ours), *self._named(names)]

    def _named(self, names: Iterable[Placed | Source]) -> Iterator[Include]:
        """Yield the scripts that settings name, without those that are missing; of one on the network a link."""
        for each in names:
            name = self._files.local(each) if isinstance(each, Placed) else each
            if isinstance(name, Placed) and is_remote(name.text):
                yield Include(name.text, "", name.text)
            elif source := self._text(name):
                text, place, wrong = with_files(source, self._files.resolver)
                self._files.diagnostics += (*wrong, *script_checks.told(source))
                yield self._parts.script(source.path, text)._replace(place=place)

    def _text(self, name: Placed | Source) -> Source | None:
        """Return the text of a script, which a template has itself, or which is a file."""
        return name if isinstance(name, Source) else self._files.text(name, npm_packages.package_of(name.text))

    def _ours(self, name: str, text: str = "") -> Include:
        """Return a script of reveal.js with its ``text``, or that of ours of this ``name``."""
        return self._parts.script(name, text or resources.text(name))


def _if_there(plugin: str) -> str:
    """Return the object ``plugin`` in JavaScript, for a list; nothing where its script could not be loaded."""
    return f'...(typeof {plugin.partition(".")[0]} === "undefined" ? [] : [{plugin}])'
