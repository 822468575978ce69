"""The Markdown parser of slides: markdown-it-py's CommonMark, and a list of what slides read otherwise."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink

from deckbuild.markdown import (
    autolinks,
    blank_names,
    block_rules,
    emphasis,
    extension_formulas,
    strikethrough,
    task_lists,
    wiki_pictures,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Install = Callable[[MarkdownIt], None]

# Each puts the rules of one file into the parser; a new behaviour of Markdown is a file and a line here.
BEHAVIOURS = (
    block_rules.install,
    autolinks.install,
    blank_names.install,
    wiki_pictures.install,
    emphasis.install,
    task_lists.install,
)
DEEPEST = 100  # levels of lists and quotes
_ESCAPED = re.compile(r"(?:https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?=[/#]|$)|(?!//))[\w./-]*(?:#[\w./-]*)?", re.ASCII)


class Additions(NamedTuple):
    """What a text is read with beyond the Markdown of slides: ``installs`` put rules into the parser.

    Rules in texts begin at one of the ``characters``. ``environment`` is markdown-it-py's: what rules know and find.
    """

    installs: tuple[Install, ...] = ()
    characters: str = ""
    environment: Mapping[str, Any] = MappingProxyType({})


NONE = Additions()


class _Parser(MarkdownIt):
    """CommonMark with GitHub's tables; takes any address, as what is safe is decided later, on the HTML."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": DEEPEST})
        self.enable("table")
        self.core.ruler.enableOnly(["normalize", "block", "inline"])

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 -- markdown-it-py's form
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 -- markdown-it-py's name
        """Escape what an address may not hold; most hold nothing of it, and to find that out takes 20 µs."""
        return url if _ESCAPED.fullmatch(url) else normalizeLink(url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 -- markdown-it-py's name
        return link


@cache
def parser(
    installs: tuple[Install, ...] = (),
    characters: str = "",
    *,
    footnotes: bool = False,
    tildes: bool = True,
    formulas: bool = False,
) -> MarkdownIt:
    r"""Return the parser, with `Additions`; it keeps no state between texts.

    With ``footnotes``, `[^1]: …` defines no link; without ``tildes``, `~x~` is left to an extension, and so are, with
    ``formulas``, `$x$` and `\(x\)`.
    """
    rules = _Parser()
    for behaviour in BEHAVIOURS:
        rules.use(behaviour)
    if tildes:
        rules.use(strikethrough.install)
    if footnotes:
        rules.use(block_rules.leave_footnotes)
    if formulas:
        rules.use(extension_formulas.install)
    if characters:
        rules.use(autolinks.stop_at, characters)
    for install in installs:
        rules.use(install)
    return rules
