"""Attributes in braces, as in `![](x.png){width=40%}`, `## Title {.small}`, `[words]{.fragment}`, and of fences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import END, ICON, add, line_of
from deckbuild.html import attributes
from deckbuild.html.parser_names import LINE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from deckbuild.features.findings import Findings

# Braces hold attributes when they begin with one: `{.class`, `{#id`, `{name=`. All else in braces is text.
_WORD = r"""(?:[^\s{}"']|"[^"\n]*"|'[^'\n]*')+"""
_BRACES = re.compile(rf"\{{:?[ ]*(?=[.#][A-Za-z]|[A-Za-z][\w:-]*=){_WORD}(?:[ ]+{_WORD})*[ ]*\}}")
AT_END = re.compile(rf"(?:^|[ \t]+)(?P<braces>{_BRACES.pattern})[ \t]*#*[ \t]*$")
_LANGUAGE = re.compile(r"^\{[ ]*\.(?P<language>[\w+#-]+)(?P<rest>[^{}\n]*)\}")  # pandoc's way: ```{.python .wide}
_OWNERS = frozenset({"image", "link_close", "code_inline", ICON})


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("inline", "attributes_of_blocks", _of_blocks)
    rules.inline.ruler.after("link", "words", _words)
    rules.inline.ruler.before("html_inline", "attributes", _behind)


def given(found: Findings, written: str, line: int) -> dict[str, str]:
    """Return the attributes that are ``written`` in braces in a ``line``; what is wrong with them is told."""
    read, strange = attributes.in_braces(written)
    found.used.add(FEATURE.name)
    return found.give(read, strange, written, line)


def _of_blocks(state: StateCore) -> None:
    """Read the attributes behind headings and behind the languages of fences."""
    found = findings(state.env)
    for at, token in enumerate(state.tokens):
        if token.type == "heading_open":
            words = state.tokens[at + 1]
            braces = AT_END.search(words.content)
            if braces:
                add(token, given(found, braces["braces"], line_of(token)))
                words.content = words.content[: braces.start()].rstrip()
        elif token.type == "fence":
            _of_fence(token, found)


def _of_fence(token: Token, found: Findings) -> None:
    """Take the attributes off the words behind a fence; what is left begins with the language."""
    info = _LANGUAGE.sub(lambda each: f"{each['language']} {{{each['rest'].strip()}}}", token.info, count=1)
    braces = _BRACES.search(info)
    if braces:
        add(token, given(found, braces[0], line_of(token)))
        info = info[: braces.start()] + info[braces.end() :]
    token.info = info.replace("{}", "").strip()


def _line(state: StateInline, at: int) -> int:
    """Return the line of a text in which the offset ``at`` of a block's words lies."""
    return int(state.env.get(LINE, 0)) + state.src.count("\n", 0, at)


def _behind(state: StateInline, silent: bool) -> bool:
    """Give attributes to the picture, the link or the code right before them."""
    braces = _BRACES.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if not braces or silent or state.pending or not state.tokens or state.tokens[-1].type not in _OWNERS:
        return False
    owner = _owner(state.tokens)
    add(owner, given(findings(state.env), braces[0], _line(state, state.pos)))
    owner.meta[END] = state.pos = braces.end()
    return True


def _owner(tokens: list[Token]) -> Token:
    """Return the last of ``tokens``, or what opens the element that it closes."""
    if tokens[-1].type != "link_close":
        return tokens[-1]
    return next(token for token in reversed(tokens) if token.type == "link_open")


def _words(state: StateInline, silent: bool) -> bool:
    """Read `[words]{.class}`."""
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start) if state.src[start] == "[" else -1
    braces = _BRACES.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if not braces:
        return False
    if not silent:
        words = state.push("words_open", "span", 1)
        words.attrs = {**given(findings(state.env), braces[0], _line(state, braces.start()))}
        words.meta[END] = braces.end()
        last, state.pos, state.posMax = state.posMax, start + 1, end
        state.md.inline.tokenize(state)
        state.posMax = last
        state.push("words_close", "span", -1)
    state.pos = braces.end()
    return True


FEATURE = Feature(
    "attributes",
    "Attributes in braces: classes, ids and others.",
    "`{.class #id name=value}` belongs to what stands right before it: a picture, a link, `code`, or words in\n"
    "brackets. At the end of a heading it belongs to the heading, behind a fence's language to the code. The classes\n"
    "`small`, `large`, `muted`, `center` and `shadow` have a look; style sheets of yours give others theirs.",
    """\
## A heading {.small #intro}

![A picture](images/tree.png){width=40% .shadow}

Some [words that come later]{.fragment .fade-up}, and `code`{.muted}.

```python {.large}
print("large")
```
""",
    _install,
    characters="{",
    replaced_by=("attr_list", "extra"),
)
