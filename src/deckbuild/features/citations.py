"""Citations, as in pandoc: `[@key]` and `@key` are author and year, and the work stands at the foot of the slide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.bibliography import citing
from deckbuild.features.bibliography.entries import BROKEN_ENTRY
from deckbuild.features.bibliography.styling import UNUSABLE_STYLE
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import OPENING, classes, element, end_of, line_of
from deckbuild.html.parser_names import LINE, MADE
from deckbuild.parsing.given import SlideKey

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

    from deckbuild.features.bibliography.citing import Citation
    from deckbuild.features.findings import Findings

UNKNOWN_WORK = Rule(
    "D780",
    "unknown-work",
    Severity.WARNING,
    "A citation names a key that no entry of the bibliography has, so it stands there as it is typed. Where it is\n"
    "meant as text, write `\\@`.",
)
NO_BIBLIOGRAPHY = Rule(
    "D782",
    "no-bibliography",
    Severity.INFORMATION,
    "`[@key]` cites a work, and `::: references` lists the works that are cited, but the deck has no bibliography, so\n"
    "it stands there as it is typed. Write `bibliography: works.bib` in the front matter or in deckbuild.yml.",
)
_HINT = "write bibliography: and the name of a .bib file in the front matter"
_LIST = "references"  # the class of the division that lists all works, and pandoc's id for it
_PANDOC_LIST = "refs"
_FOOT = "footnotes"
_CITES = "cites"  # whether the text cites works, in the environment of the text
_NONE = SlideKey("", is_known=False)


def _install(rules: MarkdownIt) -> None:
    rules.inline.ruler.before("link", "citation", _citation)
    rules.inline.ruler.before("link", "cited_work", _named)
    rules.core.ruler.before("inline", "references", _references)
    rules.core.ruler.push("sources", _sources)


def _citation(state: StateInline, silent: bool) -> bool:
    """Take a citation in brackets; one that names unknown works is told, and stays as it is typed."""
    found = citing.IN_BRACKETS.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    citation = citing.in_brackets(found["inside"]) if found else None
    if not found or not citation:
        return False
    known = findings(state.env)
    if not silent:
        unknown = [each.key for each in citation.cites if not _is_known(each.key, known)]
        for key in unknown:
            _tell(state, key, known)
        if unknown:
            state.pending += found[0]
        else:
            _mark(state, citation)
    state.pos = found.end()
    return True


def _named(state: StateInline, silent: bool) -> bool:
    """Take a work that is named in the text, `@key`; what is no key, nor nearly one, is text."""
    before = state.src[state.pos - 1 : state.pos]
    found = (
        citing.IN_TEXT.match(state.src, state.pos, state.posMax) if not (before.isalnum() or before == "_") else None
    )
    if not found:
        return False
    known = findings(state.env)
    key = citing.key(found)
    if not _is_known(key, known):
        if not silent and known.keys.get(key, _NONE).hint:
            _tell(state, key, known)
        return False
    if not silent:
        is_alone = before == "-" and state.pending.endswith("-")
        state.pending = state.pending[: len(state.pending) - is_alone]
        _mark(state, citing.in_text(found, alone=is_alone))
    state.pos = found.end()
    return True


def _is_known(key: str, found: Findings) -> bool:
    return found.keys.get(key, _NONE).is_known


def _mark(state: StateInline, citation: Citation) -> None:
    """Put a mark in the place of a ``citation``; what stands there is known when the whole deck is."""
    findings(state.env).used |= {FEATURE.name, _FOOT}  # whose look the sources have
    state.env[_CITES] = True
    state.push(MADE, "", 0).content = citing.marked(citation)


def _tell(state: StateInline, key: str, found: Findings) -> None:
    begin = state.src.rfind("\n", 0, state.pos) + 1
    at = state.src.find(key, state.pos) - 1
    written = state.src[begin:].partition("\n")[0]
    line = int(state.env.get(LINE, 0)) + state.src.count("\n", 0, at)
    where = {"at": at - begin, "width": len(key) + 1}
    if not found.settings.get(FEATURE.name):
        message = f"@{key} cites a work, but there is no bibliography"
        found.tell(NO_BIBLIOGRAPHY, line, written, message, _HINT, **where)
    elif key in found.keys:  # none is where the bibliography could not be read
        hint = found.keys[key].hint or "write \\@ where it is text"
        found.tell(UNKNOWN_WORK, line, written, f"the bibliography has no work {key!r}", hint, **where)


def _references(state: StateCore) -> None:
    """Make room for the list of all works in `::: references`, behind what it holds."""
    for at, token in enumerate(state.tokens):
        if token.type == OPENING and (_LIST in classes(token) or token.attrs.get("id") == _PANDOC_LIST):
            found = findings(state.env)
            found.used.add(FEATURE.name)
            token.attrs["class"] = " ".join(dict.fromkeys([_LIST, *classes(token)]))
            state.tokens.insert(end_of(state.tokens, at), Token(MADE, "", 0, content=citing.LIST, block=True))
            if not found.settings.get(FEATURE.name):
                message = "this lists the works of a bibliography, but there is none"
                found.tell(NO_BIBLIOGRAPHY, line_of(token), token.content.strip(), message, _HINT)


def _sources(state: StateCore) -> None:
    """Make room for the sources at the foot of the slide, below its footnotes."""
    if not state.env.pop(_CITES, False):
        return
    place = Token(MADE, "", 0, content=citing.FOOT, block=True)
    feet = [at for at, token in enumerate(state.tokens) if token.type == OPENING and _FOOT in classes(token)]
    if feet:
        state.tokens.insert(end_of(state.tokens, feet[-1]), place)
    else:
        first, last = element("div", _FOOT)
        state.tokens += [first, place, last]


FEATURE = Feature(
    "citations",
    "Citations of works in a bibliography, with the sources at the foot of the slide.",
    "`bibliography: works.bib` names a file in the format of BibTeX, or a list of them. As in pandoc, `[@key]` is\n"
    "author and year in brackets, `[see @one, p. 3; @two]` cites two works, `[-@key]` is the year alone, and `@key`\n"
    "is part of the sentence. The sources stand at the foot of the slide; `::: references` lists all of the deck.\n"
    "`csl: numeric` shows numbers, `csl: apa.csl` what a file in the Citation Style Language says. This needs\n"
    '`pip install "deckbuild[citations]"`.',
    """\
Attention is all you need [@vaswani2017, p. 3], say @vaswani2017.

::: references
:::
""",
    _install,
    rules=(UNKNOWN_WORK, BROKEN_ENTRY, NO_BIBLIOGRAPHY, UNUSABLE_STYLE),
    settings=("bibliography", "csl"),
    characters="@",
    needs=("divisions",),
)
