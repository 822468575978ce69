"""All rules that a diagnostic can break, gathered from the modules that hold them."""

from __future__ import annotations

from deckbuild.assets import resize, resolver
from deckbuild.config import document, mapping, optional, reveal_md, untrusted, value_types
from deckbuild.diagnostics.problem import Rule
from deckbuild.files import decoding, errors
from deckbuild.html import references
from deckbuild.page import external_links, templating, unique_ids, weight
from deckbuild.parsing import lookalikes, slides
from deckbuild.pipeline import division
from deckbuild.project import chapters, discovery, limit_checks, loader
from deckbuild.rendering import balance, complexity, directives, renderer, sanitizer, timeout
from deckbuild.serve import problem_json

_HOLDERS = (
    document,
    value_types,
    untrusted,
    mapping,
    reveal_md,
    optional,
    decoding,
    discovery,
    limit_checks,
    chapters,
    loader,
    slides,
    lookalikes,
    complexity,
    renderer,
    timeout,
    division,
    balance,
    directives,
    sanitizer,
    errors,
    resolver,
    resize,
    references,
    unique_ids,
    external_links,
    templating,
    weight,
    problem_json,
)


def all_rules() -> dict[str, Rule]:
    """Return the rules by their codes, in the order of the codes."""
    found = {rule for module in _HOLDERS for rule in vars(module).values() if isinstance(rule, Rule)}
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}
