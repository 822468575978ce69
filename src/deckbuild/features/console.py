"""A console: in a fence with the word `console` the prompts cannot be selected, and output is dimmed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import add, line_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

NO_PROMPT = Rule(
    "D717",
    "no-prompt",
    Severity.WARNING,
    "No line of a console begins with a prompt, so all of it is taken for output and dimmed. Write `$ ` before each\n"
    "command, or name another language behind the fence, such as `bash` or `text`.",
)
_PROMPT = re.compile(r"^(?:\S*[@:~/\]\)] ?)?(?:[$#%>] |>>> )", re.MULTILINE)
_WORDS = frozenset({"console", "shell-session", "pycon"})


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("inline", FEATURE.name, _mark)


def _mark(state: StateCore) -> None:
    """Mark the blocks of code that are consoles, for the style sheet."""
    found = findings(state.env)
    for token in state.tokens:
        language = (token.info.split() or [""])[0] if token.type == "fence" else ""
        if language in _WORDS:
            found.used.add(FEATURE.name)
            add(token, {"class": "console"})
            if token.content.strip() and not _PROMPT.search(token.content):
                message = "no line of this console begins with a prompt"
                found.tell(NO_PROMPT, line_of(token), language, message, "write $ before each command")


FEATURE = Feature(
    "console",
    "What is typed into a console, and what it answers.",
    "In a fence with the word `console` (or `pycon`, for Python) the prompts `$`, `#` and `>` are not selected with\n"
    "the commands behind them, and what is answered is dimmed. `code_copy: true` copies the commands alone.",
    """\
```console
$ deckbuild build
dist/talk.html  12 slides, 1.4 MB
```
""",
    _install,
    rules=(NO_PROMPT,),
)
