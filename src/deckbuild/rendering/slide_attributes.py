"""Reads the attributes that stand behind the separator of a slide: `!SLIDE class="dark"`, `!SLIDE {.dark #intro}`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.features import variables
from deckbuild.html import attributes
from deckbuild.rendering import directives

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from deckbuild.diagnostics.problem import Problem
    from deckbuild.parsing.slides import Slide


class SlideAttributes(NamedTuple):
    """The attributes that stand behind the separator of a slide, and what is wrong with them."""

    given: dict[str, str]
    problems: tuple[Problem, ...]


def read(
    slide: Slide, features: Collection[str] = (), values: Mapping[str, str] = MappingProxyType({})
) -> SlideAttributes:
    """Return the attributes of ``slide``; in a deck with these ``features`` variables in them have their ``values``."""
    text = slide.attributes.text
    given, strange = attributes.behind_separator(text)
    problems = [directives.no_attribute(word.text, word.offset) for word in strange]
    if "{{" in text and variables.FEATURE.name in features:
        given, unknown = variables.in_attributes(given, text, values)
        problems += unknown
    return SlideAttributes(given, tuple(problems))
