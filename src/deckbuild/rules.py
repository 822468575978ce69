"""All rules that a diagnostic can break, gathered from the modules that hold them."""

from __future__ import annotations

from deckbuild import (
    assets,
    balance,
    build,
    decoding,
    directives,
    guard,
    project,
    render,
    slides,
    templating,
    untrusted,
)
from deckbuild.assets import embedding
from deckbuild.config import kinds, programs, revealmd, tables, yamltext
from deckbuild.diagnostics import Rule
from deckbuild.serve import site

_HOLDERS = (
    yamltext,
    kinds,
    programs,
    tables,
    revealmd,
    decoding,
    project,
    slides,
    guard,
    render,
    build,
    balance,
    directives,
    untrusted,
    embedding,
    assets,
    templating,
    site,
)


def all_rules() -> dict[str, Rule]:
    """Return the rules by their codes, in the order of the codes."""
    found = {rule for module in _HOLDERS for rule in vars(module).values() if isinstance(rule, Rule)}
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}
