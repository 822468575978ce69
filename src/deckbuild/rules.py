"""All rules that a diagnostic can break, gathered from the modules that hold them."""

from __future__ import annotations

from deckbuild import build, config, decoding, directives, project, render, slides, templating
from deckbuild.assets import embedding
from deckbuild.config import yamltext
from deckbuild.diagnostics import Rule

_HOLDERS = (yamltext, config, decoding, project, slides, render, build, directives, embedding, templating)


def all_rules() -> dict[str, Rule]:
    """Return the rules by their codes, in the order of the codes."""
    found = {rule for module in _HOLDERS for rule in vars(module).values() if isinstance(rule, Rule)}
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}
