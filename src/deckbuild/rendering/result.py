"""A slide as HTML, before it has a place: what rendering makes of its text, and what a cache keeps of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.html.references import Reference
from deckbuild.rendering.heading_ids import HeadingId

if TYPE_CHECKING:
    from typing import Any


class Rendered(NamedTuple):
    """A slide as HTML, speaker notes included, with the attributes of its section and of its stack.

    ``references``, ``ids`` and ``links`` (to files) are what the HTML names, found once. ``headings`` are the ids
    among them that no author has written. ``allowed`` are the rules that may be broken in it, by code or name, each
    with its place in the text. ``anchors`` are the links to places of the deck itself, ``features`` the names of those
    that it uses.
    """

    html: str
    attributes: dict[str, str]
    stack: dict[str, str]
    problems: tuple[Problem, ...] = ()
    references: tuple[Reference, ...] = ()
    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    headings: tuple[HeadingId, ...] = ()
    allowed: tuple[tuple[str, int], ...] = ()
    anchors: tuple[str, ...] = ()
    features: tuple[str, ...] = ()


EMPTY = Rendered("", {}, {})


def failed(text: str, rule: Rule, message: str) -> Rendered:
    """Return a slide with this ``text`` that could not be rendered: empty, with an error at its first word."""
    at = len(text) - len(text.lstrip())
    return EMPTY._replace(problems=(Problem(rule, at, message),))


def to_json(rendered: Rendered) -> str:
    """Return a slide as JSON on one line."""
    html, attributes, stack, problems, *named = rendered
    told = [(_plain(each.rule), *each[1:]) for each in problems]
    return json.dumps((html, attributes, stack, told, *named), separators=(",", ":"))


def from_json(text: str) -> Rendered:
    """Return the slide that ``to_json`` wrote; raises ``ValueError`` or ``TypeError`` for anything else."""
    html, attributes, stack, problems, references, ids, links, headings, allowed, anchors, features = json.loads(text)
    return Rendered(
        html,
        attributes,
        stack,
        tuple(Problem(_rule(*rule), *rest) for rule, *rest in problems),
        tuple(Reference(*each) for each in references),
        tuple(ids),
        tuple(links),
        tuple(HeadingId(*each) for each in headings),
        tuple((word, place) for word, place in allowed),
        tuple(anchors),
        tuple(features),
    )


def _plain(rule: Rule) -> tuple[Any, ...]:
    return rule.code, rule.name, rule.severity.value, rule.explanation


def _rule(code: str, name: str, severity: str, explanation: str) -> Rule:
    return Rule(code, name, Severity(severity), explanation)
