"""Code from a file: a fence with `file="train.py"`, and with `lines`, `region`, `from` and `to` a part of the file."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Rule, Severity, nearest
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import line_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from deckbuild.features.findings import Findings

STALE_CODE = Rule(
    "D714",
    "stale-code",
    Severity.ERROR,
    "A fence takes a part of a file that is not there, or not sure: lines behind its end, a region that it does not\n"
    "have, a text in `from` that stands on no line or on several, a text in `to` that does not follow. The file has\n"
    "changed, most likely, and the slide would show other code than it speaks of.",
)
NO_PART = Rule(
    "D715",
    "no-part",
    Severity.WARNING,
    "What a fence says of the part of a file means nothing. Lines are written `3-9`, `3-` or `3`, and one of `lines`,\n"
    "`region` and `from` is enough; all of them need `file`.",
)
_PARTS = ("lines", "region", "from", "to")
_WORD = re.compile(r"""(?:^|(?<=\s))(?P<name>file|lines|region|from|to)=(?P<value>"[^"]*"|'[^']*'|[^\s{}"']+)""")
_LINES = re.compile(r"(?P<first>\d+)(?P<range>-(?P<last>\d*))?")
_MARK = re.compile(r"^\s*[^\w\s]{1,4}\s*#?(?P<end>end)?region\b[ \t]*(?P<name>[\w.-]*)", re.IGNORECASE)
_NUMBERED = re.compile(r"\[\s*(?=[\d\s,|-]*\])")  # line numbers that begin with none of their own


class _Part(NamedTuple):
    """Lines of a file, the first of which has the number ``first``; what is wrong, and in which word of the fence."""

    lines: Sequence[str] = ()
    first: int = 1
    word: str = ""
    message: str = ""
    hint: str = ""
    rule: Rule = STALE_CODE


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("inline", FEATURE.name, _filled)


def _filled(state: StateCore) -> None:
    """Put the code of their files into fences."""
    found = findings(state.env)
    for token in state.tokens:
        info = token.info
        words = _words(token) if token.type == "fence" else {}
        if "file" in words:
            found.used.add(FEATURE.name)
            _fill(token, info, words, found)
        elif words:
            hint = 'write file="…", too'
            found.tell(NO_PART, line_of(token), next(iter(words)), "this is a part of no file", hint)


def _words(fence: Token) -> dict[str, str]:
    """Take what is said of a file off the words and the attributes of a ``fence``."""
    words = {each["name"]: each["value"].strip("\"'") for each in _WORD.finditer(fence.info)}
    fence.info = _WORD.sub("", fence.info).strip()
    return words | {name: str(fence.attrs.pop(name)) for name in ("file", *_PARTS) if name in fence.attrs}


def _fill(fence: Token, info: str, words: Mapping[str, str], found: Findings) -> None:
    """Put the part of a file that ``words`` say into a ``fence``, behind which ``info`` stands.

    Its meta says which file that is, the number of the first line, and whether it could not be read.
    """
    file = found.files.get(words["file"])
    fence.meta = {"file": words["file"], "first": 1}
    if file is None or file.wrong:
        fence.content, fence.meta["unread"] = f"{words['file']}\n", True
        if file and file.wrong:
            found.tell(file.wrong[0], line_of(fence), words["file"], *file.wrong[1:])
        return
    part = _part(file.text.splitlines(), words)
    if part.message:
        written = next((each[0] for each in _WORD.finditer(info) if each["name"] == part.word), part.word)
        found.tell(part.rule, line_of(fence), written, part.message, part.hint)
    fence.content = dedent("\n".join(part.lines)).strip("\n") + "\n"
    fence.meta |= {"first": part.first, "unread": not part.lines and bool(part.message)}
    if part.first > 1:
        fence.info = _NUMBERED.sub(f"[{part.first}: ", fence.info)


def _part(lines: Sequence[str], words: Mapping[str, str]) -> _Part:
    """Return the part of a file's ``lines`` that ``words`` say; without marks of regions."""
    if "lines" in words:
        part = _range(lines, words["lines"])
    elif "region" in words:
        part = _region(lines, words["region"])
    elif "from" in words or "to" in words:
        part = _between(lines, words.get("from", ""), words.get("to", ""))
    else:
        part = _Part(lines)
    return part._replace(lines=[line for line in part.lines if not _MARK.match(line)])


def _range(lines: Sequence[str], written: str) -> _Part:
    found = _LINES.fullmatch(written)
    first = int(found["first"]) if found else 0
    last = int(found["last"] or len(lines)) if found and found["range"] else first
    if not 0 < first <= last:
        message = f"{written!r} are no lines of a file"
        return _Part(word="lines", message=message, hint="write them as 3-9", rule=NO_PART)
    if last > len(lines):
        message = f"the file has {len(lines)} lines, and no line {last}"
        return _Part(lines[first - 1 :], first, "lines", message)
    return _Part(lines[first - 1 : last], first)


def _region(lines: Sequence[str], name: str) -> _Part:
    marks = [(at, mark) for at, line in enumerate(lines) if (mark := _MARK.match(line))]
    begin = next((at for at, mark in marks if not mark["end"] and mark["name"] == name), None)
    if begin is None:
        names = [mark["name"] for _, mark in marks if not mark["end"]]
        return _Part(word="region", message=f"the file has no region {name!r}", hint=nearest(name, names))
    depth = 0
    for at, mark in marks:
        depth += (-1 if mark["end"] else 1) * (at >= begin)
        if at > begin and not depth:
            return _Part(lines[begin + 1 : at], begin + 2)
    return _Part(
        lines[begin + 1 :], begin + 2, "region", f"the region {name!r} never ends", "write endregion behind it"
    )


def _between(lines: Sequence[str], start: str, stop: str) -> _Part:
    """Return the lines from the only one that holds ``start`` to the next that holds ``stop``, which is included."""
    begins = [at for at, line in enumerate(lines) if start in line] if start else [0]
    if len(begins) != 1:
        count = f"{len(begins)} lines" if begins else "no line"
        return _Part(word="from", message=f"{start!r} stands on {count} of the file", hint="name a text of one line")
    (begin,) = begins
    behind = range(begin + bool(start), len(lines))
    end = next((at for at in behind if stop in lines[at]), None) if stop else len(lines) - 1
    if end is None:
        return _Part(lines[begin:], begin + 1, "to", f"no line behind {start!r} holds {stop!r}")
    return _Part(lines[begin : end + 1], begin + 1)


FEATURE = Feature(
    "code-files",
    "Code from files of the project, or from parts of them.",
    'A fence with `file="…"` shows the code of that file. `lines="3-9"` takes these lines, `region="loop"` those\n'
    "between `# region loop` and `# endregion` in a comment of any language, `from` and `to` those from the only line\n"
    "that holds a text to the next that holds another. With line numbers, `[]`, they are those of the file. A part\n"
    "that is not there any more is an error.",
    """\
```python file="code/train.py" region="loop" []
```

```python file="code/train.py" from="def train" to="return"
```
""",
    _install,
    rules=(STALE_CODE, NO_PART),
)
