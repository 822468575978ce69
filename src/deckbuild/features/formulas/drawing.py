r"""Puts formulas into a slide as MathML, one that cannot be drawn as code with the message under it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Rule, Severity, nearest
from deckbuild.features import undrawn
from deckbuild.features.findings import findings
from deckbuild.features.formulas import definitions, messages, reading, widths
from deckbuild.features.formulas.engine import Engine
from deckbuild.features.formulas.reading import BLOCK, IN_TEXT
from deckbuild.features.plain_values import in_tex
from deckbuild.features.tokens import element, line_of, made
from deckbuild.features.variable_marks import as_written
from deckbuild.features.variables import in_source
from deckbuild.html.parser_names import MADE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from deckbuild.features.findings import Findings
    from deckbuild.features.formulas.definitions import Definition

WRONG_FORMULA = Rule(
    "D740",
    "wrong-formula",
    Severity.WARNING,
    "A formula cannot be drawn: it has a command that there is not, a brace is missing, or it takes too long (2\n"
    "seconds) or too much memory. Its source stands on the slide. Formulas are written in LaTeX, as for MathJax;\n"
    "`math: {macros: {...}}` in the settings, \\newcommand and \\def in a formula make commands of your own.",
)
REFUSED_COMMAND = Rule(
    "D742",
    "refused-command",
    Severity.WARNING,
    "Formulas may not load pictures, set styles, ids or any data, or link to anything but https addresses. \\class\n"
    "and \\data set what steps through a formula: \\class{fragment}{x}, \\data{fragment-index=2}{x}.",
)
NO_ENGINE = Rule(
    "D743",
    "no-engine",
    Severity.WARNING,
    "The package that draws formulas, quickjs-ng or mini-racer, is not installed; it comes with deckbuild where there\n"
    "is one of them for the platform.",
)
WIDE_FORMULA = Rule(
    "D746",
    "wide-formula",
    Severity.WARNING,
    "A formula is wider than its slide. Where it has no room it is shown smaller, but not below 70 % of its size, at\n"
    "which it could not be read. How wide it is, is estimated. Divide it into lines, such as in\n"
    "`\\begin{aligned}…\\end{aligned}`, or `\\begin{multline}…\\end{multline}`.",
)
_SHORT = 250  # characters of MathML, of which a formula is narrow
_NARROW = 8  # em, for which there is room wherever formulas stand
_SMALLEST = 0.7  # of its size, as in maths.css
_ROOM = 24  # em, on a slide of reveal.js
_SURELY = 1.05  # times its room, from which on a formula is told: its width is an estimate
_LONGEST = 20_000  # characters of one formula
_REFUSED = re.compile(r"\\(?:includegraphics|htmlStyle|htmlData|htmlId|style|id|url)(?![a-zA-Z])")
_HREF = re.compile(r"\\href\s*\{(?P<address>[^{}]*)\}")
_SECURE = re.compile(r"https://[^\s\"'<>\\]+")
_LABELLED = re.compile(r"\\label(?![a-zA-Z])")
_NUMBERED = re.compile(r"\\tag(?![a-zA-Z])|\\begin\{(?:align|alignat|equation|gather|multline)\*?\}")
_WORD = re.compile(r"\\[a-zA-Z]+|\\?.", re.DOTALL)  # what a message points at
_CLASSES = re.compile(r"\\(?:class|htmlClass)\s*\{(?P<classes>[^{}]*)\}")
# Classes of reveal.js (6.0.2, css/reveal.scss) that make a step of a formula and say how it looks.
FRAGMENTS = (
    "fragment fade-in fade-out fade-up fade-down fade-left fade-right fade-in-then-out fade-in-then-semi-out "
    "semi-fade-out current-visible grow shrink strike highlight-red highlight-green highlight-blue "
    "highlight-current-red highlight-current-green highlight-current-blue"
).split()
_engine = Engine()  # kept for the next slides: it takes 70 ms to begin


class Fault(NamedTuple):
    """Why a formula is not drawn: what is ``written`` at the offset ``at`` of its TeX."""

    rule: Rule
    at: int
    width: int
    message: str
    hint: str = ""


def put_in(state: StateCore) -> None:
    """Put the formulas of a text into it."""
    drawing = _Drawing(findings(state.env))
    state.tokens = [made for token in state.tokens for made in drawing.block(token)]


class _Drawing:
    """Draws the formulas of one text in their order: each knows the macros of those before it."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self._definitions: list[Definition] = [
            *definitions.of_settings(found.settings.get("macros", {})),
            *definitions.taken(found.preamble)[0],
        ]

    def block(self, token: Token) -> Iterator[Token]:
        """Yield what takes the place of a ``token``."""
        if reading.is_fence(token) and self._found.settings.get("ours", True):
            token.meta = {"tex": token.content.rstrip("\n"), "display": True}
            token.type = BLOCK
        if token.type == BLOCK:
            first, last = element("div", "formula", token.map)
            html = self._html(token, line_of(token))
            first.attrs |= self._width(token, html)
            inner = f"<div>{html}</div>" if "style" in first.attrs else html  # which has the width of its room
            yield from (first, made(inner), last) if html else ()
            return
        if token.type == "inline":
            for child in token.children or ():
                if child.type == IN_TEXT:
                    child.content, child.type = self._html(child, line_of(token)), MADE
        yield token

    def _width(self, token: Token, html: str) -> dict[str, str | int | float]:
        """Return what lets a formula shrink that has no room where it stands, and tell of one that has none even so."""
        wide = widths.of(html) if len(html) > _SHORT and html.startswith("<math") else 0.0
        if wide * _SMALLEST > self._found.settings.get("room", _ROOM) * _SURELY:
            hint = "divide it with \\\\, such as in \\begin{aligned}"
            message = f"this formula is wider than its slide, also at {_SMALLEST:.0%} of its size"
            self._found.tell(WIDE_FORMULA, line_of(token), token.content.split("\n")[0], message, hint)
        return {"style": f"--ems: {wide:.1f}"} if wide > _NARROW else {}

    def _html(self, token: Token, line: int) -> str:
        """Return the HTML of a formula, empty for one that only defines macros."""
        self._found.used.add("maths")
        filled = in_source(token.meta["tex"], line, self._found, in_tex)
        new, tex = definitions.taken(filled.text)
        self._definitions += new
        if new and not tex.strip():
            return ""
        drawn = _drawn(tex, self._definitions, self._found.settings, is_display=token.meta["display"])
        if isinstance(drawn, str):
            return drawn
        written, source = (as_written(each, self._found.uses) for each in (token.content, token.meta["tex"]))
        at = written.find(source) + filled.origin(drawn.at)
        self._found.tell(drawn.rule, line, written, drawn.message, drawn.hint, at=at, width=drawn.width)
        shown = undrawn.block if token.type == BLOCK else undrawn.in_text
        return shown(self._found, written, drawn.message)


def _drawn(tex: str, known: list[Definition], deck: object, *, is_display: bool) -> str | Fault:
    """Return a formula as MathML, or why it is not drawn."""
    refused = _refused(tex)
    if refused:
        return refused
    addresses: list[str] = []
    before, behind = _around(tex, is_display=is_display)
    question = {
        "tex": before + _with_links(tex, addresses) + behind,
        "display": is_display,
        "classes": FRAGMENTS,
        "addresses": addresses,
        **definitions.question(known),
    }
    try:
        answer = _engine.draw(question, deck)
    except ImportError:
        return Fault(NO_ENGINE, 0, 1, "formulas need the package quickjs-ng", "pip install quickjs-ng")
    if not answer.wrong:
        return answer.html
    message, hint = messages.told(answer.wrong, (each.name for each in known))
    at = min(max((answer.at or 0) - len(before), 0), len(tex))
    word = _WORD.match(tex, at)
    width = max(1, len(word[0])) if word else 1
    return Fault(WRONG_FORMULA, at, width, f"this formula cannot be drawn: {message}", hint)


def _refused(tex: str) -> Fault | None:
    """Return what a formula may not do."""
    if len(tex) > _LONGEST:
        return Fault(WRONG_FORMULA, 0, 1, f"this formula is longer than {_LONGEST:,} characters")
    if found := _REFUSED.search(tex):
        hint = "classes and styles of a project go around the formula" if "tyle" in found[0] else ""
        return Fault(REFUSED_COMMAND, found.start(), len(found[0]), f"{found[0]} is refused in formulas", hint)
    for found in _HREF.finditer(tex):
        if not _SECURE.fullmatch(found["address"]):
            message = f"\\href leads to https addresses only, not to {found['address']!r}"
            return Fault(REFUSED_COMMAND, found.start("address"), max(1, len(found["address"])), message)
    return next(_strange_classes(tex), None)


def _strange_classes(tex: str) -> Iterator[Fault]:
    """Yield the classes in a formula that are not those of steps."""
    for found in _CLASSES.finditer(tex):
        for name in re.finditer(r"[^\s#]+", found["classes"]):
            if name[0] not in FRAGMENTS:
                at = found.start("classes") + name.start()
                message = f"{name[0]!r} is no class of a step, which \\class sets"
                yield Fault(REFUSED_COMMAND, at, len(name[0]), message, nearest(name[0], FRAGMENTS))


def _with_links(tex: str, addresses: list[str]) -> str:
    r"""Return ``tex`` with what `engine.js` makes links of, as long as \href was; ``addresses`` are kept for it."""

    def link(found: re.Match[str]) -> str:
        addresses.append(found["address"])
        return rf"\data{{address={len(addresses) - 1}}}".ljust(len(found[0]))

    return _HREF.sub(link, tex)


def _around(tex: str, *, is_display: bool) -> tuple[str, str]:
    """Return what goes around a formula: one with a label is an equation, which has a number."""
    is_equation = is_display and _LABELLED.search(tex) and not _NUMBERED.search(tex)
    return (r"\begin{equation}", r"\end{equation}") if is_equation else ("", "")
