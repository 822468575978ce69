"""All rules that a diagnostic can break, gathered from the modules that hold them."""

from __future__ import annotations

from deckbuild import (
    balance,
    bounds,
    build,
    decoding,
    directives,
    folders,
    guard,
    leaving,
    parallel,
    pictures,
    project,
    references,
    refusals,
    render,
    slides,
    templating,
    untrusted,
    weights,
)
from deckbuild.assets import resolver
from deckbuild.config import extras, kinds, programs, revealmd, tables, yamltext
from deckbuild.diagnostics import Rule
from deckbuild.serve import problems

_HOLDERS = (
    yamltext,
    kinds,
    programs,
    tables,
    revealmd,
    extras,
    decoding,
    folders,
    bounds,
    project,
    slides,
    guard,
    render,
    parallel,
    build,
    balance,
    directives,
    untrusted,
    refusals,
    resolver,
    pictures,
    references,
    leaving,
    templating,
    weights,
    problems,
)


def all_rules() -> dict[str, Rule]:
    """Return the rules by their codes, in the order of the codes."""
    found = {rule for module in _HOLDERS for rule in vars(module).values() if isinstance(rule, Rule)}
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}
