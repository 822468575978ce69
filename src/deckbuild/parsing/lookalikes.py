"""Finds lines that look like a separator and are none: what they should begin is shown to the audience."""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Problem, Rule, Severity, closest
from deckbuild.parsing import scanner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LOOKALIKE = Rule(
    "D210",
    "no-separator",
    Severity.WARNING,
    "A line looks like a separator and is none, such as `!NOTES`, `!note`, `! SUB`, `!SLDE` or `--`. So it stands\n"
    "on the slide, together with what was meant for the next slide, or for the speaker. Separators are `!SLIDE`,\n"
    "`!SUB` and `!NOTE`, in capital letters at the start of a line, as is `!INCLUDE`; in a deck that is divided by\n"
    "`---` they are `---`, `----` and `Note:`, with nothing behind the dashes. If the line is meant as text, write a\n"
    "backslash before it.",
)
SHOWN_NOTE = Rule(
    "D211",
    "shown-note",
    Severity.WARNING,
    "A line begins with `Note:`, but the notes of this deck begin with `!NOTE`. So the line is shown to the audience.\n"
    "Write `!NOTE`, or set `notesSeparator: '^Note:'`. If the audience is meant, write `**Note:**`.",
)


class Signs(NamedTuple):
    """How separators are written in a deck; empty where a setting says it.

    ``note_hint`` says what to write in the place of a line with `Note:` that begins no notes, empty if it is meant.
    """

    slide: str = ""
    sub: str = ""
    note: str = ""
    note_hint: str = ""
    include: str = ""


NATIVE = Signs("!SLIDE", "!SUB", "!NOTE", "write !NOTE, or set notesSeparator", "!INCLUDE")
REVEAL_MD = Signs("---", "----", "Note:", "write Note:")


class Stretch(NamedTuple):
    """What one slide shows, or says in one of its notes: the characters from ``start`` up to ``end``."""

    start: int
    end: int
    is_shown: bool


# U+FF01 and U+FF1A are the exclamation mark and the colon of Chinese and Japanese keyboards.
_LIKE_ONE = re.compile(
    r"^[^\S\n\t]{0,3}(?:[!\uff01](?P<blanks>[^\S\n]*)(?P<word>[a-z]\w*)|(?P<note>notes?)[^\S\n]*[:\uff1a]"
    r"|(?P<dashes>--|-{3,4}(?=[^\S\n]))[^\S\n]*$)",
    re.MULTILINE | re.IGNORECASE,
)
_NATIVE = re.compile(r" {0,3}!(?:SLIDE|SUB|NOTE|INCLUDE)")
_SHOWN = {"NOTE": "begins no notes: they are shown to the audience", "INCLUDE": "includes no slides"}
_MOST = 1000  # lines of a text that are looked at; who has more was told enough
_NEAR = 0.7  # how much alike two words are, from 0 to 1


def find(text: str, start: int, stretches: Sequence[Stretch], signs: Signs) -> Iterator[Problem]:
    """Yield the lines in ``text``, from ``start`` on, that look like separators, and the colons behind real ones."""
    if signs.slide == NATIVE.slide:
        yield from _colons(text, stretches)
    found = islice(_lines(text, start, stretches), _MOST)
    for stretch, lines in groupby(found, lambda each: each[0]):
        code = scanner.opaque(text[stretch.start : stretch.end])
        hidden = [each._replace(start=each.start + stretch.start, end=each.end + stretch.start) for each in code]
        for line in _outside([line for _, line in lines], hidden):
            if line["dashes"]:
                yield from _dashes(line, stretch, signs)
            else:
                yield from _note(line, stretch, signs) if line["note"] else _separator(line, signs)


def _lines(text: str, start: int, stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, re.Match[str]]]:
    """Yield what may look like a separator, with the stretch that it stands in; both are in order."""
    for line, stretch in scanner.placed(_LIKE_ONE.finditer(text, start), stretches):
        if stretch and stretch.start <= line.start():
            yield stretch, line


def _outside(lines: Iterable[re.Match[str]], hidden: Iterable[scanner.Region]) -> Iterator[re.Match[str]]:
    """Yield the lines that begin in none of the regions ``hidden``, which are in order, too."""
    for line, code in scanner.placed(lines, hidden):
        if code is None or line.end() <= code.start:
            yield line


def _separator(line: re.Match[str], signs: Signs) -> Iterator[Problem]:
    """Report a line such as `!NOTES` or `! Sub`; in a deck with other separators than ours `!SUB`, too."""
    is_ours = signs.slide == NATIVE.slide
    meant = _meant(line)
    if not meant or (is_ours and _NATIVE.fullmatch(line[0])) or (not is_ours and meant == "INCLUDE"):
        return
    sign: str = getattr(signs, meant.lower())
    hint = f"did you mean {sign!r}?" if is_ours else f"write {sign}" if sign else "settings say how it is divided"
    written = line[0].strip()
    message = f"{written} {_SHOWN.get(meant, 'begins no slide')}"
    yield Problem(LOOKALIKE, _begin(line), message, hint, len(written))


def _dashes(line: re.Match[str], stretch: Stretch, signs: Signs) -> Iterator[Problem]:
    """Report `--`, which many decks divide by, unless it makes a heading of a text; and `---` with blanks behind it."""
    written, above = line["dashes"], line.string[stretch.start : line.start()].rpartition("\n\n")[2]
    if written == "--" and stretch.is_shown and not above.strip():
        hint = f"write {signs.sub}" if signs.sub else "settings say how it is divided"
        yield Problem(LOOKALIKE, _begin(line), "-- begins no slide", hint, len(written))
    elif written in (signs.slide, signs.sub):
        message = f"{written} with blanks behind it begins no slide"
        yield Problem(LOOKALIKE, _begin(line), message, "take the blanks away", len(written))


def _meant(line: re.Match[str]) -> str:
    """Return which separator the word of ``line`` looks like; in small letters only a whole name does."""
    word, names = line["word"], ("SLIDE", "SUB", "NOTE", "INCLUDE")
    for name in names:
        if word.upper() in (name, f"{name}S"):
            return name if word.isupper() or not line["blanks"] or _is_alone(line) else ""
    return closest(word, names, _NEAR) if word.isupper() else ""


def _is_alone(line: re.Match[str]) -> bool:
    """Return whether nothing follows on the line, not even a colon."""
    end = line.string.find("\n", line.end())
    return not line.string[line.end() : end if end >= 0 else None].strip()


def _note(line: re.Match[str], stretch: Stretch, signs: Signs) -> Iterator[Problem]:
    """Report a line that begins with `Note:` as if notes did; amid a paragraph only with a capital letter."""
    text, at = line.string, line.start()
    begins = at - stretch.start <= 1 or text[at - 2 : at] == "\n\n"
    if stretch.is_shown and signs.note_hint and (begins or line["note"][0] == "N"):
        written = line[0].strip()
        yield Problem(SHOWN_NOTE, _begin(line), f"{written} is shown to the audience", signs.note_hint, len(written))


def _begin(line: re.Match[str]) -> int:
    return line.start() + len(line[0]) - len(line[0].lstrip())


def _colons(text: str, stretches: Iterable[Stretch]) -> Iterator[Problem]:
    """Report `!SUB:`, which is a separator, but its colon stays."""
    for start, end, is_shown in stretches:
        if start < end and text[start] in ":\uff1a" and start and text[start - 1] != "\n":
            where = "on the slide" if is_shown else "in the notes"
            separator = text[text.rfind("!", 0, start) : start].strip()
            yield Problem(LOOKALIKE, start, f"the colon behind {separator} stays {where}", f"write {separator}")
