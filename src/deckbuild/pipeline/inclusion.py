"""Puts the slides of other files in the place of those slides of a deck that include them.

A slide knows the file that it comes from, so all that follows (messages, pictures, the editor) leads there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, place
from deckbuild.features import audience
from deckbuild.features.include import CIRCLE, NO_SUCH_SLIDE, NOT_ALONE, NOT_INCLUDED, SIGN, Word, read
from deckbuild.files.errors import complaint
from deckbuild.files.reader import NotRead
from deckbuild.html import attributes
from deckbuild.pipeline.included_files import IncludedFiles
from deckbuild.pipeline.slide_selection import with_id, with_numbers
from deckbuild.project import limit_checks

if TYPE_CHECKING:
    from collections.abc import Collection

    from deckbuild.diagnostics.problem import Diagnostic, Rule
    from deckbuild.features.include import Include
    from deckbuild.parsing.slides import Slide
    from deckbuild.pipeline.division import DivideSource, Division
    from deckbuild.project.loader import DeckFiles, Project

    Stacks = tuple[tuple[Slide, ...], ...]

_FEATURE = "include"
_DEEPEST = 20  # files that include each other in a row


def put_in(
    division: Division, features: Collection[str], deck: DeckFiles, project: Project, divide_source: DivideSource
) -> Division:
    """Return the ``division`` of a ``deck`` that has these ``features``, with the slides that its slides include."""
    if _FEATURE not in features or not any(SIGN in each.content.text for each in division.slides):
        return division
    files = IncludedFiles(deck, project, divide_source)
    inclusion = _Inclusion(files, len(division.slides), deck.settings.limits.slides)
    stacks = inclusion.expanded(division.stacks)
    too_many = limit_checks.of_slides(inclusion.count, deck.path, deck.settings.limits)
    found = (*division.diagnostics, *dict.fromkeys(inclusion.found), *too_many)
    is_native = division.is_native or stacks != division.stacks
    return division._replace(
        stacks=() if too_many else stacks, diagnostics=found, is_native=is_native, aside=tuple(inclusion.aside)
    )


class _Inclusion:
    """The walk over the slides of one deck: ``count`` by now, which may become ``most``.

    ``found`` is what is wrong; ``aside`` are all slides of those files of which some were picked.
    """

    def __init__(self, files: IncludedFiles, count: int, most: int) -> None:
        self.found: list[Diagnostic] = []
        self.aside: list[Slide] = []
        self.count = count
        self._files, self._most = files, most

    def expanded(self, stacks: Stacks, within: tuple[Slide, ...] = ()) -> Stacks:
        """Return ``stacks`` with the slides that theirs include; they were included by the slides ``within``.

        As if the text stood there: the first stack of a file goes on where its line stands, its last one behind that.
        """
        made: list[list[Slide]] = []
        for stack in stacks:
            made.append([])
            for slide in stack:
                first, *more = self._in_place_of(slide, within)
                made[-1] += first
                made += map(list, more)
        return tuple(map(tuple, made))

    def _in_place_of(self, slide: Slide, within: tuple[Slide, ...]) -> Stacks:
        """Return the stacks that stand for ``slide``: itself if it includes nothing, or nothing that there is."""
        include = read(slide.body.text) if SIGN in slide.content.text else None
        if include is None or self.count > self._most:
            return ((slide,),)
        stacks = self._named(slide, include)
        within = (*within, slide)
        if not stacks or self._is_endless(include, stacks, within):
            return ((slide,),)
        self.count += sum(map(len, stacks)) - 1
        return self.expanded(stacks, within)

    def _is_endless(self, include: Include, stacks: Stacks, within: tuple[Slide, ...]) -> bool:
        """Tell when the last of the slides ``within`` includes ``stacks`` with one of them, or goes too deep."""
        places = [(each.source.path, each.start) for each in within]
        again = next((each for stack in stacks for each in stack if (each.source.path, each.start) in places), None)
        if again:
            begin = places.index((again.source.path, again.start))
            circle = " → ".join([*(path for path, _ in places[begin:]), again.source.path])
            self._tell(CIRCLE, within[-1], include.file, f"this include goes in a circle: {circle}")
        elif len(within) > _DEEPEST:
            message = f"more than {_DEEPEST} files include each other in a row"
            self._tell(NOT_INCLUDED, within[-1], include.file, message)
        return again is not None or len(within) > _DEEPEST

    def _named(self, slide: Slide, include: Include) -> Stacks:
        """Return the stacks that ``slide`` includes; none after telling why."""
        if not include.file.text:
            self._tell(NOT_ALONE, slide, include.strange, f"{SIGN} names no file", f"write {SIGN} FILE.md")
            return ()
        self._tell_unused(slide, include)
        file = self._files.named(include.file.text, slide.source.path)
        if isinstance(file, NotRead):
            _, _, message, hint = complaint(include.file.text, file)
            self._tell(NOT_INCLUDED, slide, include.file, message, hint)
            return ()
        self.found += file.diagnostics
        if not file.stacks:
            self._tell(NO_SUCH_SLIDE, slide, include.file, f"the file {file.path} has no slides")
        return self._picked(file.stacks, slide, include) if file.stacks else ()

    def _picked(self, stacks: Stacks, slide: Slide, include: Include) -> Stacks:
        """Return those of the ``stacks`` of a file that ``slide`` wants of it."""
        if not (include.id.text or include.slides.text):
            return stacks
        found = with_id(stacks, include.id) if include.id.text else with_numbers(stacks, include.slides)
        if found.message:
            self._tell(NO_SUCH_SLIDE, slide, found.word, found.message, found.hint)
        self.aside += [each for stack in stacks for each in stack]
        return found.stacks

    def _tell_unused(self, slide: Slide, include: Include) -> None:
        """Tell of what stands beside what ``slide`` includes, and is not shown."""
        if include.strange.text:
            hint = 'behind the file there may be #id or slides="2,5-7"'
            self._tell(NOT_ALONE, slide, include.strange, f"{include.strange.text!r} means nothing here", hint)
        notes = [("notes", each) for each in slide.notes]
        given, _ = attributes.behind_separator(slide.attributes.text)
        audience.taken(given)  # it says whether the slides are there at all
        of_slide = [("attributes", slide.attributes)] if given else []
        for name, span in (*of_slide, *notes):
            if text := span.text.strip():
                at = span.start + span.text.index(text)
                message = f"the {name} of a slide that includes others are not used"
                self.found.append(place(Problem(NOT_ALONE, at, message, "", len(text)), slide.source))

    def _tell(self, rule: Rule, slide: Slide, word: Word, message: str, hint: str = "") -> None:
        """Tell what is wrong with a ``word`` of a slide's body."""
        problem = Problem(rule, slide.body.start + word.start, message, hint, max(1, len(word.text)))
        self.found.append(place(problem, slide.source))
