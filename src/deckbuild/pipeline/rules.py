"""All rules that a deck can break, gathered from the modules that hold them, and words that name none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.assets import alternative_texts, resize, resolver
from deckbuild.config import document, mapping, optional, taken_over, untrusted, value_types
from deckbuild.diagnostics.problem import Rule, Severity, about_word, nearest
from deckbuild.features.feature import every
from deckbuild.files import decoding, errors
from deckbuild.html import references
from deckbuild.page import (
    brand_fonts,
    branding,
    external_links,
    foreign_template,
    inner_links,
    script_checks,
    script_files,
    templating,
    unique_ids,
    weight,
)
from deckbuild.parsing import lookalikes, slides
from deckbuild.pipeline import division, equations, folding, footnote_texts, leaks, leaving_out
from deckbuild.pipeline.rules_of_check import OF_CHECK
from deckbuild.project import chapters, discovery, judging, limit_checks, loader, preprocessing
from deckbuild.project.judging import NO_SUCH_RULE, is_called
from deckbuild.rendering import (
    balance,
    complexity,
    directives,
    indented_html,
    misspellings,
    other_tools,
    renderer,
    sanitizer,
    surplus_cells,
    timeout,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.diagnostics.source import Placed

_HOLDERS = (
    document,
    value_types,
    untrusted,
    mapping,
    taken_over,
    optional,
    decoding,
    discovery,
    limit_checks,
    chapters,
    loader,
    preprocessing,
    judging,
    slides,
    lookalikes,
    complexity,
    renderer,
    timeout,
    division,
    equations,
    leaving_out,
    leaks,
    folding,
    footnote_texts,
    balance,
    directives,
    misspellings,
    indented_html,
    other_tools,
    surplus_cells,
    sanitizer,
    errors,
    resolver,
    resize,
    alternative_texts,
    references,
    unique_ids,
    inner_links,
    external_links,
    templating,
    script_files,
    script_checks,
    foreign_template,
    weight,
    brand_fonts,
    branding,
)


def held_by(modules: Iterable[ModuleType]) -> dict[str, Rule]:
    """Return the rules in ``modules`` by their codes, in the order of the codes."""
    return by_code(rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule))


def by_code(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Return ``rules`` by their codes, in the order of the codes."""
    return {rule.code: rule for rule in sorted(set(rules), key=lambda rule: rule.code)}


def of_decks() -> dict[str, Rule]:
    """Return the rules that decks can break, by their codes."""
    of_features = (rule for feature in every() for rule in feature.rules)
    return by_code([*held_by(_HOLDERS).values(), *of_features])


def misnamed(words: Iterable[Placed]) -> Iterator[Diagnostic]:
    """Yield what is wrong with ``words`` that should name rules which can be graded, or switched off."""
    rules = of_decks()
    of_check = {*OF_CHECK, *OF_CHECK.values()}
    names = [*rules, *(rule.name for rule in rules.values()), *of_check]
    for word in words:
        if not of_check.isdisjoint((word.text.upper(), word.text)):
            continue
        rule = next((each for each in rules.values() if is_called(each, word.text)), None)
        if rule is None:
            hint = nearest(word.text, names) or "`deckbuild explain` lists them"
            yield about_word(NO_SUCH_RULE, word, f"there is no rule {word.text!r}", hint)
        elif rule.severity is Severity.ERROR:
            hint = "no page can be made of what it tells, or it is unsafe"
            yield about_word(NO_SUCH_RULE, word, f"{word.text} is an error, and stays one", hint)
