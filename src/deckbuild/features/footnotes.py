"""Footnotes: `[^1]` with `[^1]: text`, or `^[text]`, stand at the foot of their slide, numbered from 1 on each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from deckbuild.diagnostics.problem import Rule, Severity, nearest
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import element, line_of
from deckbuild.html.parser_names import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

NO_FOOTNOTE = Rule(
    "D708",
    "no-footnote",
    Severity.WARNING,
    "`[^name]` names a footnote that is defined nowhere in its file, so it stands there as it is typed. Write\n"
    "`[^name]: text` on a line of its own. Where it is meant as text, write `\\[^name]`.",
)
TWO_FOOTNOTES = Rule(
    "D709",
    "two-footnotes",
    Severity.WARNING,
    "Two footnotes of a slide have the same name; the later one counts. Give one of them another name.",
)
_REFERENCE = re.compile(r"\[\^(?P<name>[\w-]+)\](?![(:\[])")
_CLASS = "footnotes"
_OF_REFERENCE = {"class": "footnote-ref"}


def _install(rules: MarkdownIt) -> None:
    rules.use(footnote_plugin)
    rules.inline.ruler.after("footnote_ref", "no_footnote", _undefined)
    rules.core.ruler.before("inline", "two_footnotes", _doubled)
    rules.core.ruler.after("footnote_tail", "foot", _at_the_foot)


def _names(environment: MutableMapping[str, Any]) -> list[str]:
    """Return the names of the footnotes that a text defines."""
    return [name.removeprefix(":") for name in environment.get("footnotes", {}).get("refs", {})]


def _undefined(state: StateInline, silent: bool) -> bool:
    """Tell of a footnote that is not defined, and leave it as it is typed; a pattern such as `[^a-z]` is text."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax) if not silent else None
    known = _names(state.env)
    if found and (known or found["name"].isdigit()) and found["name"] not in known:
        hint = nearest(found["name"], known) or f"write [^{found['name']}]: and its text on a line of its own"
        line = int(state.env.get(LINE, 0)) + state.src.count("\n", 0, state.pos)
        findings(state.env).tell(NO_FOOTNOTE, line, found[0], f"there is no footnote {found[0]} in this file", hint)
    return False


def _doubled(state: StateCore) -> None:
    """Tell of names that are defined twice."""
    seen: set[str] = set()
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            name = str(token.meta["label"])
            if name in seen:
                message = f"there are two footnotes [^{name}] on this slide"
                found = findings(state.env)
                found.tell(TWO_FOOTNOTES, line_of(token), f"[^{name}]", message, "give this one another name")
            seen.add(name)


def _at_the_foot(state: StateCore) -> None:
    """Make elements of what markdown-it-py's plugin has found."""
    if state.env.get("footnotes", {}).get("list"):
        findings(state.env).used.add(FEATURE.name)
        state.tokens = [*_written(state.tokens)]


def _written(tokens: list[Token]) -> Iterator[Token]:
    """Yield ``tokens`` with the references as numbers, and the footnotes as a list."""
    for at, token in enumerate(tokens):
        if token.type == "inline":
            token.children = [each for child in token.children or () for each in _reference(child)]
            yield token
        elif token.type == "footnote_block_open":
            yield from (element("div", _CLASS)[0], Token("footnotes_open", "ol", 1, block=True))
        elif token.type == "footnote_block_close":
            yield from (Token("footnotes_close", "ol", -1, block=True), element("div", _CLASS)[1])
        elif token.type in ("footnote_open", "footnote_close"):
            yield Token(token.type, "li", token.nesting, block=True)
            _tighten([each for each in tokens[at + 1 :] if each.type != "footnote_anchor"][:4])
        elif token.type != "footnote_anchor":
            yield token


def _tighten(first: list[Token]) -> None:
    """Hide the paragraph of a footnote that is one paragraph, as in a list whose items follow each other closely."""
    if [token.type for token in first] == ["paragraph_open", "inline", "paragraph_close", "footnote_close"]:
        first[0].hidden = first[2].hidden = True


def _reference(token: Token) -> Iterator[Token]:
    """Yield what stands in a text for a reference to a footnote; any other ``token`` as it is."""
    if token.type != "footnote_ref":
        yield token
        return
    yield Token("footnote_number_open", "sup", 1, attrs=dict(_OF_REFERENCE))
    yield Token("text", "", 0, content=str(token.meta["id"] + 1))
    yield Token("footnote_number_close", "sup", -1)


FEATURE = Feature(
    "footnotes",
    "Footnotes at the foot of their slide.",
    "`[^name]` leads to a footnote, `[^name]: text` on a line of its own, anywhere in the file, is its text,\n"
    "and `^[text]` is both. Footnotes stand at the foot of their slide, and are numbered from 1 on each.",
    """\
Attention is all you need.[^paper] So it was said.^[Not by all.]

[^paper]: Vaswani *et al.*, 2017
""",
    _install,
    rules=(NO_FOOTNOTE, TWO_FOOTNOTES),
    characters="^",
    replaced_by=("footnotes", "extra"),
)
