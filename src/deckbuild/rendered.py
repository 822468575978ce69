"""A slide as HTML, before it has a place: what rendering makes of its text, and what a cache keeps of it."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING

from deckbuild.diagnostics import Problem, Rule, Severity
from deckbuild.references import Reference

if TYPE_CHECKING:
    from typing import Any


@dataclass(frozen=True, slots=True)
class Rendered:
    """A slide as HTML, speaker notes included, with the attributes of its section and of its stack.

    ``references``, ``ids`` and ``links`` (to files) are what the HTML names, found once.
    """

    html: str
    attributes: dict[str, str] = field(default_factory=dict)
    stack: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    references: tuple[Reference, ...] = ()
    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def to_json(rendered: Rendered) -> str:
    """Return a slide as JSON on one line."""
    problems = [(_plain(each.rule), *astuple(each)[1:]) for each in rendered.problems]
    references = [astuple(each) for each in rendered.references]
    values = (rendered.html, rendered.attributes, rendered.stack, problems, references, rendered.ids, rendered.links)
    return json.dumps(values, separators=(",", ":"))


def from_json(text: str) -> Rendered:
    """Return the slide that ``to_json`` wrote; raises ``ValueError`` or ``TypeError`` for anything else."""
    html, attributes, stack, problems, references, ids, links = json.loads(text)
    return Rendered(
        html,
        attributes,
        stack,
        tuple(Problem(_rule(*rule), *rest) for rule, *rest in problems),
        tuple(Reference(*each) for each in references),
        tuple(ids),
        tuple(links),
    )


def _plain(rule: Rule) -> tuple[Any, ...]:
    return rule.code, rule.name, rule.severity.value, rule.explanation


def _rule(code: str, name: str, severity: str, explanation: str) -> Rule:
    return Rule(code, name, Severity(severity), explanation)
