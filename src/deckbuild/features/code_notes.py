"""Notes on code: `# (1)!` in it is a round mark with that number, and the list under the code has the notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Rule, Severity, nearest
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import add, element, end_of, line_of
from deckbuild.html.code_marks import CodeMark
from deckbuild.html.parser_names import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from deckbuild.features.findings import Findings

LONE_NOTE = Rule(
    "D775",
    "lone-note",
    Severity.WARNING,
    "A mark in code, such as `# (1)!`, has no note of that number, or a note has no mark. The notes are a numbered\n"
    "list right under the code.",
)
NO_WAY = Rule(
    "D776",
    "no-way-of-notes",
    Severity.WARNING,
    "What `notes=` says of code means nothing. There are `steps`, each note with a step of the slide, `below`, all at\n"
    'once, and `beside`, all at once beside the code; `notes="beside steps"` is both.',
)
# A comment, in whatever language, that holds numbers only, and what stands before it.
_NUMBERS = r"[ \t]*(?:\(\d{1,2}\)![ \t]*)+"
_COMMENT = re.compile(
    rf"(?P<gap>[ \t]*)(?:(?:#|//|--|%|;|!){_NUMBERS}$"
    rf"|(?:/\*{_NUMBERS}\*/|<!--{_NUMBERS}-->|\(\*{_NUMBERS}\*\)|\{{-{_NUMBERS}-\}}|\{{#{_NUMBERS}#\}}))"
)
_SHOWN = re.compile(r"(?:markdown|md)\b")  # code that shows how notes are written
_NUMBER = re.compile(r"\d+")
_NOTES, _STEPS, _BESIDE, _BELOW = "notes", "steps", "beside", "below"


class _Code(NamedTuple):
    """Code without the comments that are ``marks`` in it."""

    text: str
    marks: tuple[CodeMark, ...]


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("inline", FEATURE.name, _noted)


def _noted(state: StateCore) -> None:
    """Put marks into the code that has notes, and both into an element."""
    state.tokens = [*_with_notes(state.tokens, findings(state.env))]


def _with_notes(tokens: list[Token], found: Findings) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        token, end = tokens[at], at
        code = _read(token.content) if token.type == "fence" and not _SHOWN.match(token.info) else None
        if code and (code.marks or _NOTES in token.attrs):
            words = str(token.attrs.pop(_NOTES, _STEPS)).split()
            notes = tokens[at + 1 : end_of(tokens, at + 1) + 1]
            has_notes = bool(notes) and notes[0].type == "ordered_list_open" and bool(code.marks)
            if has_notes:
                end = at + len(notes)
                yield from _put(token, code, notes, _ways(words, token, found), found)
            else:
                _tell_alone(token, code, found)
        if end == at:
            yield token
        at = end + 1


def _read(text: str) -> _Code:
    """Take the comments that are marks out of code."""
    lines, marks = text.split("\n"), []
    for row, line in enumerate(lines):
        while found := _COMMENT.search(lines[row]):
            before = lines[row][: found.start()]
            before += found["gap"] if not before else ""  # how a line is indented on which nothing else stands
            marks += [CodeMark(row, len(before), int(number)) for number in _NUMBER.findall(found[0])]
            lines[row] = before + lines[row][found.end() :]
        if lines[row] != line:
            lines[row] = lines[row].rstrip() if lines[row].strip() else lines[row]
    return _Code("\n".join(lines), tuple(marks))


def _ways(words: Sequence[str], fence: Token, found: Findings) -> Sequence[str]:
    """Return those of ``words`` that say how notes are shown; the others are told."""
    known = (_STEPS, _BESIDE, _BELOW)
    for word in words:
        if word not in known:
            hint = nearest(word, known) or f"there are {', '.join(known)}"
            found.tell(NO_WAY, line_of(fence), word, f"notes are not shown {word!r}", hint)
    return [word for word in words if word in known] or [_STEPS]


def _put(fence: Token, code: _Code, notes: Sequence[Token], ways: Sequence[str], found: Findings) -> Iterator[Token]:
    """Yield code with its marks, and its ``notes``, in one element."""
    found.used.add(FEATURE.name)
    fence.content, fence.meta = code.text, {**fence.meta, MARKS: code.marks}
    numbers = [*_number(notes, is_stepped=_STEPS in ways and not found.in_notes)]
    _tell_lone(fence, code, notes, numbers, found)
    kind = f"code-notes {_BESIDE}" if _BESIDE in ways else "code-notes"
    first, last = element("div", kind, fence.map)
    yield from (first, fence, *notes, last)


def _number(notes: Sequence[Token], *, is_stepped: bool) -> Iterator[int]:
    """Give the items of a list their numbers, and yield them; they are steps if it ``is_stepped``."""
    number = int(notes[0].attrs.get("start", 1))
    for each in notes:
        if each.type == "list_item_open" and each.level == notes[0].level + 1:
            add(each, {"data-mark": str(number), **({"class": "fragment"} if is_stepped else {})})
            yield number
            number += 1


def _tell_alone(fence: Token, code: _Code, found: Findings) -> None:
    """Tell of marks under which there is no list, or of ``notes=`` on code without marks."""
    hint = "write a numbered list under it"
    if code.marks:
        line = line_of(fence) + 1 + code.marks[0].row
        found.tell(LONE_NOTE, line, f"({code.marks[0].number})!", "no notes stand under this code", hint)
    else:
        found.tell(LONE_NOTE, line_of(fence), f"{_NOTES}=", "this code has no marks", "write # (1)! behind a line")


def _tell_lone(fence: Token, code: _Code, notes: Sequence[Token], numbers: Sequence[int], found: Findings) -> None:
    """Tell of marks without a note, and of notes without a mark."""
    marked = {mark.number for mark in code.marks}
    for mark in code.marks:
        if mark.number not in numbers:
            written, hint = f"({mark.number})!", f"the notes are {numbers[0]} to {numbers[-1]}"
            found.tell(LONE_NOTE, line_of(fence) + 1 + mark.row, written, f"there is no note {mark.number}", hint)
    items = [each for each in notes if "data-mark" in each.attrs]
    for number, item in zip(numbers, items, strict=True):
        if number not in marked:
            message = f"no mark in the code leads to the note {number}"
            found.tell(LONE_NOTE, line_of(item), "", message, f"write # ({number})! behind a line")


FEATURE = Feature(
    "code-notes",
    "Notes on code, with numbered marks in it.",
    "A comment `# (1)!`, in the way of any language, is a round mark in the code, and the numbered list right under\n"
    "the code has the notes. Each comes with a step of the slide. Behind the language `{notes=below}` shows all at\n"
    'once, `{notes=beside}` beside the code, `{notes="beside steps"}` there step by step.',
    """\
```python {notes=beside}
def mean(values):  # (1)!
    return sum(values) / len(values)  # (2)!
```

1. Any list of numbers.
2. Fails for an *empty* list.
""",
    _install,
    rules=(LONE_NOTE, NO_WAY),
)
