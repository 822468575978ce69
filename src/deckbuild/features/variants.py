"""Variants: `only="teacher"` and `unless="student"` on a slide or a part of it say in which versions of a deck it is.

What a variant has not is taken out of the texts before they are read (`pipeline/leaving_out.py`). Here it is passed
over, and other parts lose these attributes, which no page has; in the live preview of the whole deck they are marked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.diagnostics.source import LEFT_OUT, LEFT_OUT_LINE
from deckbuild.features import audience
from deckbuild.features.feature import Feature
from deckbuild.features.findings import Given, findings
from deckbuild.features.tokens import line_of
from deckbuild.features.variables import inside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from deckbuild.features.audience import Audience
    from deckbuild.features.findings import Findings

UNKNOWN_VARIANT = Rule(
    "D725",
    "unknown-variant",
    Severity.WARNING,
    "`only` or `unless` names a variant that the deck does not have. `variants:` in deckbuild.yml or in the front\n"
    "matter names them. To be safe no variant has a part that is for one which does not exist, or for all but one.",
)
UNREAD_AUDIENCE = Rule(
    "D726",
    "unread-audience",
    Severity.WARNING,
    "`only` or `unless` stands where it is not read, so every variant has what it should mark. It belongs into the\n"
    "braces of a slide, a division, a heading, a fence, or right behind a picture, a link, `code` or words in\n"
    "brackets, with no blank before it: not into HTML, nor into comments.",
)
NOT_LEFT_OUT = Rule(
    "D727",
    "not-left-out",
    Severity.ERROR,
    "The page of a variant would show what is marked for others only. The mark stands where it is not read, as in\n"
    'unread-audience, or in a text that cannot be taken out. Put `::: {only="…"}` around it.',
)
MARK = "data-audience"  # the attribute by which the live preview knows a part
SETTINGS = "audiences"  # the name of the settings for this: the `variant`, and all that are `known`
_READ = ("text", "html_block")  # tokens in which braces are text
_UNREAD = re.compile(r"\{[^{}\n]*\b(?P<word>only|unless)=[^{}\n]*\}")
_WORD = re.compile(r"""(?:^|(?<=\s))(?P<name>only|unless)=(?P<value>"[^"]*"|'[^']*'|[^\s{}"']+)(?![^{}]*\})""")
_NAMES = re.compile(r"\b(?:only|unless)=(?:\"([^\"]*)\"|'([^']*)'|([^\s{}\"'>]+))")


def _install(rules: MarkdownIt) -> None:
    ends = ["paragraph", "reference", "blockquote", "list"]
    rules.block.ruler.before("table", "left_out_lines", _lines, {"alt": ends})
    rules.inline.ruler.after("text", "left_out", _words)
    rules.core.ruler.after("block", "audiences_of_fences", of_fences)
    # Before other rules make HTML of what has the attributes, and at last, of what has got them late.
    rules.core.ruler.after("attributes_of_blocks", "audiences_of_blocks", _take_audiences)
    rules.core.ruler.after("inline", "audiences_of_words", _take_audiences)
    rules.core.ruler.push(FEATURE.name, _finish)


def _lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 -- a rule's form
    """Pass over a line that is left out."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(LEFT_OUT_LINE, begin):
        return False
    if not silent:
        state.line = start + 1
    return True


def _words(state: StateInline, silent: bool) -> bool:  # noqa: ARG001 -- a rule's form
    """Pass over words that are left out."""
    start = state.pos
    while state.src.startswith(LEFT_OUT, state.pos, state.posMax):
        state.pos += 1
    return state.pos > start


def of_fences(state: StateCore) -> None:
    """Take the audience off the words behind fences, where it may stand outside of braces, as `file="…"` does."""
    for token in state.tokens:
        if token.type == "fence" and (given := {each["name"]: _value(each) for each in _WORD.finditer(token.info)}):
            findings(state.env).given.append(Given(given, (), token.info, line_of(token)))
            token.attrs |= given
            token.info = _WORD.sub("", token.info)


def _value(written: re.Match[str]) -> str:
    return written["value"].strip("\"'")


def _take_audiences(state: StateCore) -> None:
    """Take the audience off all elements that have one."""
    found = findings(state.env)
    for at, line, token in _every(state):
        if of_part := audience.taken(token.attrs):
            about = found.settings.get(SETTINGS, {})
            if about.get("variant"):
                _tell_if_lacking(of_part, about, line, found)
            elif found.in_preview:
                _mark(token, state.tokens[max(0, at - 1) : at + 1], of_part)


def _finish(state: StateCore) -> None:
    """Do so for the last time, and tell what is wrong."""
    _take_audiences(state)
    found = findings(state.env)
    found.used.add(FEATURE.name)
    about = found.settings.get(SETTINGS, {})
    for _, line, token in _every(state):
        if token.type in _READ and "=" in token.content:
            _tell_unread(token.content, about, line, found)
    if not about.get("variant"):
        tell_unknown(found, about.get("known", ()))


def _every(state: StateCore) -> Iterator[tuple[int, int, Token]]:
    """Yield each token, and each one inside of it, with the index of its block, and the line at which that begins."""
    line = 0
    for at, token in enumerate(state.tokens):
        line = line_of(token) if token.map else line
        yield from ((at, line, each) for each in (token, *inside(token)))


def _mark(part: Token, around: list[Token], of_part: Audience) -> None:
    """Mark a ``part`` in the live preview: of a picture that is alone in the paragraph ``around`` it, that."""
    is_lone = part.type == "image" and len(around) > 1 and around[-1].children == [part]
    (around[0] if is_lone else part).attrs[MARK] = of_part.label


def _tell_if_lacking(of_part: Audience, about: Mapping[str, Any], line: int, found: Findings) -> None:
    """Report a part that should not be there."""
    if of_part.lacks(about["variant"], about["known"]):
        message = f"this is not for {about['variant']!r}, but cannot be left out"
        found.tell(NOT_LEFT_OUT, line, "{", message, "put a division around it")


def _tell_unread(text: str, about: Mapping[str, Any], line: int, found: Findings) -> None:
    """Report braces with an audience that belong to nothing, so that they stand in the ``text``."""
    for each in _UNREAD.finditer(text):
        if wrong := unread(each[0], about):
            found.tell(wrong[0], line, each["word"], *wrong[1:], width=len(each["word"]))


def unread(written: str, about: Mapping[str, Any]) -> tuple[Rule, str, str] | None:
    """Return what is wrong with an audience that is ``written`` where it is not read; None if it is no known one."""
    known, variant = about.get("known", ()), about.get("variant", "")
    names = {name for each in _NAMES.finditer(written) for name in (each[1] or each[2] or each[3] or "").split()}
    if names.isdisjoint(known):
        return None
    message = "what this marks is shown to everybody, as it belongs to nothing here"
    hint = "write it into the braces of a slide, a division or words in brackets"
    return (NOT_LEFT_OUT if variant else UNREAD_AUDIENCE), message, hint


def tell_unknown(found: Findings, known: Collection[str]) -> None:
    """Report the names of variants in a text that no variant has."""
    for given in found.given:
        of_part = audience.of(given.attributes)
        for name, hint in of_part.unknown(known) if of_part else ():
            at = max(0, given.written.find(name))
            message = f"the deck has no variant {name!r}"
            found.tell(UNKNOWN_VARIANT, given.line, given.written, message, hint, at=at, width=len(name))


FEATURE = Feature(
    "variants",
    "Versions of a deck: parts that only some of them have.",
    "`variants: {student: {}, teacher: {title: …}}` in deckbuild.yml or in the front matter names versions of a deck,\n"
    'each with settings of its own. `only="teacher"` in the braces of a slide, a division, a heading, a fence, a\n'
    'picture or words in brackets says that no other version has it, `unless="student"` that this one has not, and\n'
    '`only="a b"` names two. `deckbuild build --variant student` writes `NAME.student.html`, `--variant all` each of\n'
    "them, without `--variant` the page has everything. The live preview marks such parts, and shows one version with\n"
    "`deckbuild serve --variant student`.",
    """\
## What is the answer?

Think [about a number]{unless="teacher"} first.

::: {only="teacher"}
It is 42.
:::
""",
    _install,
    rules=(UNKNOWN_VARIANT, UNREAD_AUDIENCE, NOT_LEFT_OUT),
    settings=("variants",),
    characters=LEFT_OUT,
    needs=("divisions", "attributes"),
)
