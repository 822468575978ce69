"""Takes a text for a project of one deck: no file is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from deckbuild.config import loading, tool_defaults
from deckbuild.config.plugin_options import settled
from deckbuild.config.settings import resolve
from deckbuild.config.untrusted import without_scripts
from deckbuild.diagnostics.problem import Diagnostic, about_word, place_all
from deckbuild.files.decoding import decode
from deckbuild.files.reader import FileReader, NotRead, Reason, largest
from deckbuild.project import limit_checks
from deckbuild.project.chapters import LATER_SETTINGS, Chapter, tool_of_deck
from deckbuild.project.loader import DeckFiles, Project
from deckbuild.project.preprocessing import not_run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from deckbuild.files.reader import Most

NAME = "deck"
_BUILD = "build a file or a folder"


class _NoFiles(FileReader):
    """The files of a text, which has none."""

    def named(self, name: str, beside: str = "", most: Most = largest) -> NotRead:  # noqa: ARG002 -- as a reader of files
        """Say that there is no file of this ``name``."""
        return NotRead(Reason.MISSING, f"a text has no files beside it; {_BUILD}")

    def read(self, path: PurePosixPath, most: Most = largest) -> NotRead:  # noqa: ARG002 -- as a reader of files
        """Say that there is no file at ``path``."""
        return NotRead(Reason.MISSING)

    def day_of_change(self, paths: tuple[str, ...]) -> str:  # noqa: ARG002 -- as a reader of files
        """Say that git knows nothing of the text."""
        return ""


def of_text(text: str, overrides: Mapping[str, Any], *, untrusted: bool = False) -> Project:
    """Return ``text`` as a project of one deck, with the settings of its front matter; ``overrides`` win."""
    source, undecoded = decode(f"{NAME}.md", text.encode("utf-8", errors="replace"))
    reading = loading.front_matter(source, resolve(overrides).limits.front_matter, untrusted=untrusted)
    tool = tool_of_deck(reading.tool, [Chapter(source, reading.body)])
    settings = resolve(tool_defaults.of(tool), reading.values, overrides)
    found: list[Diagnostic] = [*undecoded, *place_all(reading.problems, source)]
    if untrusted:
        settings, refused = without_scripts(settings)
        found += refused
    settings, unknown = settled(settings)
    found += (*unknown, *not_run(reading.values, settings))
    found += [about_word(LATER_SETTINGS, each, "a text has no chapters", _BUILD) for each in settings.chapters]
    large = limit_checks.of_sources([source], settings.limits)
    chapters = () if large else (Chapter(source, reading.body),)
    deck = DeckFiles(NAME, chapters, settings, (*found, *large))
    return Project(Path(), _NoFiles(Path()), (deck,), settings, untrusted=untrusted)
