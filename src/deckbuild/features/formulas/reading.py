r"""Finds formulas in Markdown: `$…$` and `\(…\)` in a text, `$$…$$`, `\[…\]` and `\begin{align}` on lines of their own.

For `$` pandoc's rule holds (extension tex_math_dollars): no blank stands inside of it, and no digit behind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity, closest
from deckbuild.features.findings import findings
from deckbuild.features.formulas.messages import ENVIRONMENTS

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

OPEN_FORMULA = Rule(
    "D741",
    "open-formula",
    Severity.WARNING,
    "A line `$$` or `\\[` begins a formula that has no end before the next empty line, so it is shown as text. Write\n"
    "`$$` (or `\\]`) behind the formula, and no empty line in it.",
)
IN_TEXT, BLOCK = "formula", "formula_block"  # types of tokens; their content is TeX, their markup what it is written in
_IN_TEXT = re.compile(
    r"\$\$(?!\$)(?P<shown>(?:\\.|\$(?!\$)|[^\\$])+?)\$\$"
    r"|\$(?![\s$])(?P<tex>(?:\\.|[^\\$])*?)(?<!\s)\$(?!\d)"
    r"|\\\((?P<rounded>(?:\\[^)]|[^\\])+?)\\\)"
    r"|\\\[(?P<squared>(?:\\[^\]]|[^\\])+?)\\\]",
    re.DOTALL,
)
_TEX = ("shown", "tex", "rounded", "squared")
_REFERENCE = re.compile(r"\\(?:eq)?ref\{[\w:.\-]+\}")
_OPENING = re.compile(r"\$\$|\\\[|\\begin\{(?P<name>[a-zA-Z]+\*?)\}")
_CLOSING = {"$$": r"\$\$", "\\[": r"\\\]"}
_LIKENESS = 0.8  # of the name of an environment to one that there is
_PIPE, _MASK = "|", "\ufdd0"  # what ends a cell of a table, and what stands for it while tables are read


def install(rules: MarkdownIt) -> None:
    """Put the rules into the parser, before those that would take parts of formulas for something else."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    rules.block.ruler.before("table", BLOCK, _block, {"alt": ends})
    rules.inline.ruler.before("escape", IN_TEXT, _in_text)
    rules.core.ruler.before("block", "masked_pipes", _mask)
    rules.core.ruler.after("block", "bare_pipes", _unmask)


def is_fence(token: Token) -> bool:
    """Return whether a ``token`` is a fence that holds a formula."""
    return token.type == "fence" and token.info.split()[:1] == ["math"]


def _in_text(state: StateInline, silent: bool) -> bool:
    """Take a formula in a text, or a reference to one."""
    if state.src[state.pos] not in _begins(state.env):
        return False
    found = _IN_TEXT.match(state.src, state.pos, state.posMax)
    reference = None if found else _REFERENCE.match(state.src, state.pos, state.posMax)
    whole = found or reference
    if not whole:
        return False
    if not silent:
        token = state.push(IN_TEXT, "", 0)
        token.content = whole[0]
        parts = found.groupdict() if found else {"tex": whole[0]}
        tex = next(filter(None, (parts.get(name) for name in _TEX)))
        token.meta = {"tex": tex, "display": bool(parts.get("shown") or parts.get("squared"))}
    state.pos = whole.end()
    return True


def _begins(environment: MutableMapping[str, Any]) -> str:
    """Return what formulas begin with: in decks of other tools a backslash is Markdown's, so there dollars alone."""
    return "$\\" if findings(environment).settings.get("ours", True) else "$"


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a formula that stands on lines of its own, up to where it ends."""
    begin = state.bMarks[start] + state.tShift[start]
    opening = _OPENING.match(state.src, begin, state.eMarks[start])
    if not opening or state.is_code_block(start) or opening[0][0] not in _begins(state.env):
        return False
    if not _is_known(opening["name"]):
        return False
    last = _last_line(state, start, end, opening)
    if last is None:
        if not silent and not opening["name"] and state.eMarks[start] == opening.end():
            hint = "write the same behind it, and no empty line in it"
            findings(state.env).tell(OPEN_FORMULA, start, opening[0], f"this {opening[0]} is never closed", hint)
        return False
    if not silent:
        token = state.push(BLOCK, "", 0)
        token.content = state.getLines(start, last + 1, state.blkIndent, False).strip()
        inner = 0 if opening["name"] else 2
        token.meta = {"tex": token.content[inner : len(token.content) - inner], "display": True}
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def _is_known(environment: str | None) -> bool:
    """Return whether this is an environment of formulas, or nearly one; None is none at all, but `$$`."""
    return environment is None or bool(closest(environment, ENVIRONMENTS, _LIKENESS))


def _last_line(state: StateBlock, start: int, end: int, opening: re.Match[str]) -> int | None:
    """Return the line at whose end the formula ends; None if an empty line, or another block, comes first."""
    name = opening["name"]
    closing = re.compile((rf"\\end\{{{re.escape(name)}\}}" if name else _CLOSING[opening[0]]) + r"[ \t]*$")
    for line in range(start, end):
        begin = opening.end() if line == start else state.bMarks[line] + state.tShift[line]
        if line > start and (state.isEmpty(line) or state.sCount[line] < state.blkIndent):
            return None
        found = closing.search(state.src, begin, state.eMarks[line])
        if found:
            rest = state.src[begin : found.start()]
            return None if line == start and not name and not rest.strip() else line
    return None


def _mask(state: StateCore) -> None:
    """Let a pipe inside of a formula not end the cell of a table."""
    if _PIPE in state.src:
        state.src = "\n".join(_masked(line) if _PIPE in line else line for line in state.src.split("\n"))


def _masked(line: str) -> str:
    return _IN_TEXT.sub(lambda found: found[0].replace(_PIPE, _MASK), line)


def _unmask(state: StateCore) -> None:
    """Put the pipes back."""
    for token in state.tokens:
        token.content = token.content.replace(_MASK, _PIPE)
        token.info = token.info.replace(_MASK, _PIPE)
        if token.type == BLOCK:
            token.meta["tex"] = token.meta["tex"].replace(_MASK, _PIPE)
