"""Lists step by step: those in `::: incremental`, or all of a deck with `incremental: true`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import add, classes, end_of, line_of, opens

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

NO_LIST = Rule(
    "D706",
    "no-list",
    Severity.WARNING,
    "`::: incremental` or `::: nonincremental` holds no list, so it does nothing. For another part of a slide write\n"
    "`::: {.fragment}`.",
)
_ON, _OFF, _NOTES = "incremental", "nonincremental", "notes"


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("inline", FEATURE.name, _step_through)


def _step_through(state: StateCore) -> None:
    """Make steps of the items of lists that are shown step by step."""
    found = findings(state.env)
    steps = [
        not found.in_notes and bool(found.settings.get(_ON))
    ]  # of each element that is open: whether lists in it go step by step
    for at, token in enumerate(state.tokens):
        if token.nesting > 0:
            steps.append(_steps(token, inside=steps[-1]))
        elif token.nesting < 0:
            steps.pop()
        if token.type == "list_item_open" and steps[-1]:
            add(token, {"class": "fragment"})
            found.used.add(FEATURE.name)
        elif (opens(token, _ON) or opens(token, _OFF)) and not _holds_list(state.tokens, at):
            message = "no list stands in this division, so it does nothing"
            hint = "write ::: {.fragment} for what is no list"
            found.tell(NO_LIST, line_of(token), token.content.strip(), message, hint)


def _steps(token: Token, *, inside: bool) -> bool:
    """Return whether lists in the element that ``token`` opens go step by step, as they do ``inside`` of others."""
    names = classes(token)
    return False if _OFF in names or _NOTES in names else inside or _ON in names


def _holds_list(tokens: list[Token], at: int) -> bool:
    return any(token.type == "list_item_open" for token in tokens[at : end_of(tokens, at)])


FEATURE = Feature(
    "incremental",
    "Lists that are shown item by item.",
    "The items of lists in `::: incremental` are steps, those of nested lists, too. `incremental: true` in the front\n"
    "matter makes steps of all lists of a deck; `::: nonincremental` takes it back.",
    """\
::: incremental
- First this,
- then that,
  - with its details.
:::
""",
    _install,
    rules=(NO_LIST,),
    settings=("incremental",),
    needs=("divisions",),
)
