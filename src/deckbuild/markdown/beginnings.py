"""Asks of markdown-it-py's rules only those that can begin at a character.

Its parsers ask each rule in turn at every line and at every character: some twelve calls, of which ten look at the
character and say no. One rule in their place knows which characters the others begin with.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from deckbuild.markdown import simple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.ruler import Rule
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

# The characters at which a rule can begin; a rule that is not named here can do so at any.
_BLOCKS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "html_block": "<",
    "tight_heading": "#",
    "heading": "#",
}
_INLINES = {
    "bare_url": "fFhHwW",
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "struck": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
_CHAINS = ("paragraph", "reference", "blockquote", "list")  # of rules that end such a block


def install(rules: MarkdownIt) -> None:
    """Put one rule in the place of each chain of ``rules``; all others must be there already."""
    _install_blocks(rules)
    ruler = rules.inline.ruler
    ruler.push("by_character", _inline(_by_character(_enabled(ruler), _INLINES)))
    ruler.enableOnly(["by_character"])
    rules.core.ruler.at("inline", _texts)


def _texts(state: StateCore) -> None:
    """Read the texts of the blocks, those at one go that are simple."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = simple.read(token.content, state.md.normalizeLink)
        if token.children is None:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _install_blocks(rules: MarkdownIt) -> None:
    """Put in a rule for the blocks, and one for each chain of rules that end a block.

    The first one always finds a block, if only a paragraph, so that none behind it is asked for one. The rule `code`
    stays: markdown-it-py asks whether it is there.
    """
    ruler = rules.block.ruler
    every = _enabled(ruler)
    chains = {chain: [rule for rule in every if chain in rule.alt] for chain in _CHAINS}
    ruler.before(every[0].name, "by_character", _block(_by_character(every, _BLOCKS)))
    for chain, found in chains.items():
        options: Any = {"alt": [chain]}
        ruler.push(f"ends_{chain}", _block(_by_character(found, _BLOCKS)), options)
    ruler.enableOnly(["by_character", "code", *(f"ends_{chain}" for chain in _CHAINS)])


def _enabled(ruler: Any) -> list[Rule[Any]]:  # noqa: ANN401 -- of blocks or of inline text
    return [rule for rule in ruler.__rules__ if rule.enabled]


def _by_character(rules: Sequence[Rule[Any]], begins: Mapping[str, str]) -> Mapping[str, Sequence[Callable[..., bool]]]:
    """Return for each character the rules that can begin at it, in their order."""
    anywhere = [rule.fn for rule in rules if rule.name not in begins]
    found: defaultdict[str, list[Callable[..., bool]]] = defaultdict(lambda: anywhere)
    for character in {character for rule in rules for character in begins.get(rule.name, "")}:
        found[character] = [rule.fn for rule in rules if character in begins.get(rule.name, character)]
    return found


def _block(by_character: Mapping[str, Sequence[Callable[..., bool]]]) -> Callable[[StateBlock, int, int, bool], bool]:
    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        for each in by_character[state.src[begin : begin + 1]]:  # noqa: SIM110 -- `any` takes twice as long
            if each(state, start, end, silent):
                return True
        return False

    return rule


def _inline(by_character: Mapping[str, Sequence[Callable[..., bool]]]) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:
        for each in by_character[state.src[state.pos]]:  # noqa: SIM110 -- `any` takes twice as long
            if each(state, silent):
                return True
        return False

    return rule
