"""Takes out of a stranger's settings what would run a program, show a foreign page, or keep a build busy for long."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from deckbuild.config.optional import Extra
from deckbuild.config.settings import DECK_SETTINGS, DEFAULT_STYLE
from deckbuild.config.value_types import Regex
from deckbuild.diagnostics.problem import Problem, Rule, Severity, about_file, about_word
from deckbuild.diagnostics.source import Placed
from deckbuild.features.bibliography import STYLES
from deckbuild.files.reader import File
from deckbuild.markdown.installed_extensions import STOCK, stock_extensions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.config.document import Document, Entry
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.files.reader import FileReader

REFUSED = Rule(
    "D112",
    "refused",
    Severity.WARNING,
    "With --untrusted a project may come from anyone, so what could run a program while it is built, or in the page,\n"
    "is left out: `scripts:`, plugins with a script of their own, templates, `preprocess`, and extensions other than\n"
    "those of Python-Markdown itself; so is what may take for ever, regular expressions and citation styles of its\n"
    "own, and what decodes its pictures, `shrink_images`, `limits`, which could allow any size, and `previewLinks`,\n"
    "with which a click on a link loads a page into a frame, and `rules` and `allow`, which could hide what is\n"
    "unsafe; the command line can still set these. Style sheets and themes stay; what they name on the network is\n"
    "not loaded.",
)
EXTENSIONS = "markdown_extensions"
_LIMITS = "limits"
_INSIDE = frozenset({"decks", "variants"})  # which hold settings by names
_OPTIONS = frozenset({"reveal", "revealOptions"})
_FRAMES = "previewLinks"  # the option of reveal.js with which links open in frames
_LEFT_OUT = frozenset({"rules", "allow"}).union(
    name for each in DECK_SETTINGS if isinstance(each.kind, (Extra, Regex)) for name in (each.name, *each.aliases)
)


def without_scripts(settings: Settings) -> tuple[Settings, list[Diagnostic]]:
    """Return ``settings`` without scripts, plugins, templates and functions, and what there is to say of them."""
    own = [script for plugin in settings.plugins for script in plugin.scripts]
    words = [(script, "script") for script in settings.scripts] + [(script, "plugin") for script in own]
    words += [(each, "template") for each in (settings.template, settings.listing_template) if each.text]
    words += [(settings.csl, "citation style")] if settings.csl.text not in STYLES else []
    words += [(each, "function") for each in (settings.preprocess, settings.preprocessor) if each.text]
    refused = [about_word(REFUSED, word, f"--untrusted leaves out this {what}") for word, what in words]
    plugins = tuple(plugin for plugin in settings.plugins if not plugin.scripts)
    none = Placed("")
    style = settings.csl if settings.csl.text in STYLES else DEFAULT_STYLE
    left = settings._replace(csl=style, template=none, listing_template=none, preprocess=none, preprocessor=none)
    return left._replace(scripts=(), plugins=plugins), refused


def templates(reader: FileReader) -> Iterator[Diagnostic]:
    """Yield what there is to say of the project's own templates, which are not used."""
    for name in ("deck.html.jinja", "index.html.jinja"):
        path = PurePosixPath("templates", name)
        if isinstance(reader.read(path), File):
            yield about_file(REFUSED, str(path), "--untrusted leaves out this template")


def harmless(document: Document) -> Document:
    """Return a stranger's ``document`` without what costs as much as its author likes, frames, and extensions.

    No extension is chosen where one is refused; they are not even loaded. To load one is to run it, and a project from
    a stranger may hold a module of that name.
    """
    left_out = tuple(_left_out(document.entries))
    kept = _without(document.entries, {problem.offset for problem in left_out})
    refused = tuple(_refused(kept))
    entries = tuple(_others(kept)) if refused else kept
    return document._replace(entries=entries, problems=(*document.problems, *left_out, *refused))


def chosen(entries: Iterable[Entry]) -> Iterator[tuple[str, int]]:
    """Yield the extensions that settings choose, and those of their decks, each with its place."""
    for entry in entries:
        if entry.name != EXTENSIONS:
            yield from chosen(entry.value.entries)
            continue
        for item in entry.value.items or (entry.value,):
            if isinstance(item.plain, str):
                yield item.plain, item.start
            yield from ((each.name, each.start) for each in item.entries)


def _left_out(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Report the settings that are left out, of the project and of each of its decks."""
    for entry in entries:
        if entry.name in _LEFT_OUT:
            yield from _unless_off(entry, "--set shrink_images=true allows it" if entry.name == "shrink_images" else "")
        elif entry.name == _LIMITS:
            yield from _unless_off(entry, "--set limits.NAME=VALUE allows it")
        elif entry.name in _OPTIONS:
            yield from (found for each in entry.value.entries if each.name == _FRAMES for found in _unless_off(each))
        elif entry.name in _INSIDE:
            for named in entry.value.entries:
                yield from _left_out(named.value.entries)


def _unless_off(entry: Entry, hint: str = "") -> Iterator[Problem]:
    if entry.value.plain not in (None, False):
        yield Problem(REFUSED, entry.start, "--untrusted leaves out this setting", hint, len(entry.name))


def _without(entries: Iterable[Entry], starts: set[int]) -> tuple[Entry, ...]:
    """Return ``entries``, and those in them, without those that begin at ``starts``."""
    return tuple(
        entry._replace(value=entry.value._replace(entries=_without(entry.value.entries, starts)))
        for entry in entries
        if entry.start not in starts
    )


def _refused(entries: Iterable[Entry]) -> Iterator[Problem]:
    harmless = stock_extensions()
    for name, start in chosen(entries):
        if name.removeprefix(STOCK) not in harmless:
            yield Problem(REFUSED, start, "--untrusted leaves out this Markdown extension", width=len(name))


def _others(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        if entry.name != EXTENSIONS:
            value = entry.value._replace(entries=tuple(_others(entry.value.entries)))
            yield entry._replace(value=value)
