"""Tells what is nearly a name that HTML, reveal.js or Pygments knows: attributes, classes, languages of code.

Only near misses are told: any other name is the author's own, for a style sheet or a script.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.markdown import highlighting
from deckbuild.markdown.pygments_on_demand import pygments
from deckbuild.themes.theme import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deckbuild.rendering.draft import Draft

ATTRIBUTE = Rule(
    "D311",
    "misspelt-attribute",
    Severity.WARNING,
    "A directive or a tag sets an attribute whose name is nearly one that HTML or reveal.js knows, so it most likely\n"
    "does nothing. Attributes of your own, for a script, begin with data- and look like none of reveal.js.",
)
CLASS = Rule(
    "D313",
    "misspelt-class",
    Severity.WARNING,
    "A directive or a tag sets a class whose name is nearly one of reveal.js, and that no style sheet of the deck\n"
    "knows, so it does nothing. A class that a style sheet of yours, or a <style>, names is never told.",
)
LANGUAGE = Rule(
    "D314",
    "misspelt-language",
    Severity.WARNING,
    "A block of code names a language that Pygments does not know, and that is nearly one that it does, so the code\n"
    "has no colours. https://pygments.org/languages/ lists them. Names that are near none are taken as they are.",
)
_ATTRIBUTES = frozenset(
    "accesskey align allow allowfullscreen alt autoplay border caption class colspan contenteditable controls coords "
    "decoding disabled download draggable height hidden href hreflang inert lang loading loop media muted name part "
    "playsinline popover poster preload role rowspan scope shape size sizes slot span spellcheck srcset start style "
    "tabindex target title translate type usemap valign value width".split()
)
# Names in HTML that are nearly others: of a text field, a film, a time.
_OTHERS = frozenset("cols controlslist datetime".split())
# What reveal.js 6.0.2 and its plugins read, behind `data-`.
_DATA = frozenset(
    "attributes auto-animate auto-animate-delay auto-animate-duration auto-animate-easing auto-animate-id "
    "auto-animate-restart auto-animate-unmatched autoplay autoslide background background-color background-gradient "
    "background-hash background-iframe background-image background-interactive background-opacity background-position "
    "background-repeat background-size background-transition background-video background-video-loop "
    "background-video-muted charset element-attributes fragment-index ignore line-numbers ln-start-from markdown muted "
    "noescape notes preload prevent-swipe preview-fit preview-image preview-link preview-video separator "
    "separator-notes separator-vertical state timing transition transition-speed trim visibility".split()
)
CLASSES = frozenset(
    "fragment fade-out fade-up fade-down fade-left fade-right fade-in-then-out fade-in-then-semi-out semi-fade-out "
    "current-visible highlight-red highlight-green highlight-blue highlight-current-red highlight-current-green "
    "highlight-current-blue shrink strike r-fit-text r-stretch r-stack r-hstack r-vstack r-frame "
    "items-center items-end items-start items-stretch justify-around justify-between justify-center justify-end "
    "justify-start stretch zoom-in".split()
)
# What features mean by a class in braces, or behind `:::`.
OF_FEATURES = CLASSES | frozenset(
    "background cover figure "
    "columns column left incremental nonincremental quiz references right notes small large muted center shadow "
    "callout-note callout-tip callout-important callout-warning callout-caution".split()
)
OF_SLIDES = CLASSES | LAYOUTS
_FENCES = frozenset("chart math mermaid vega-lite".split())  # words behind fences that features read
_NEAR = 0.8  # of 1: how alike two names must be
_SHORTEST, _LONGEST = 4, 40  # characters of a name that may be told
_COLOURED = re.compile(r'<code class="([^\s"]+) ')


def in_attributes(
    found: Mapping[str, str], text: str, offset: int, classes: frozenset[str] = CLASSES
) -> Iterator[Problem]:
    """Report the misspelt names among the attributes that were ``found`` in ``text``, which begins at ``offset``.

    Classes are compared with those that are known as ``classes``.
    """
    for name, value in found.items():
        prefix, known = ("data-", _DATA) if name.startswith("data-") else ("", _ATTRIBUTES)
        if near := _nearest(name.removeprefix(prefix).lower(), known):
            at = offset + max(0, text.find(name))
            hint = f"did you mean {prefix + near!r}?"
            yield Problem(ATTRIBUTE, at, f"{name!r} is nearly an attribute that is known", hint, len(name))
        for word in value.split() if name == "class" else ():
            if near := _nearest(word, classes):
                at = offset + max(0, text.find(word, max(0, text.find("class"))))
                message = f"no style sheet knows the class {word!r}"
                yield Problem(CLASS, at, message, f"did you mean {near!r}?", len(word))


def in_html(draft: Draft) -> Draft:
    """Return ``draft`` with the misspelt names in the tags that its author has written."""
    if draft.tree is None:
        return draft
    places = draft.places.anew()
    problems: list[Problem] = []
    for element in draft.tree.root.elements():
        tag = draft.html[element.start : element.open_end]
        # Drawings, formulas and elements of scripts have names of their own; what Markdown has made is right.
        if not element.attributes or element.foreign or "-" in element.tag or tag not in places.text:
            continue
        found = {name: each.value for name, each in element.attributes.items() if name not in _OTHERS}
        if any(in_attributes(found, tag, 0)):
            problems += in_attributes(found, tag, places.next(tag))
    return draft.told(problems)


def in_code(html: str, text: str) -> Iterator[Problem]:
    """Report the languages of the code in ``html`` that are misspelt in the fences of ``text``."""
    at = 0
    for language in _COLOURED.findall(html):
        if language == "hljs" or highlighting.lexer(language) or not (near := _nearest(language, _languages())):
            continue
        fence = re.compile(rf"^[ \t>*+-]*(?:```+|~~~+)[ \t]*(?={re.escape(language)})", re.MULTILINE).search(text, at)
        at = fence.end() if fence else at
        message = f"there is no language {language!r} to colour"
        yield Problem(LANGUAGE, at, message, f"did you mean {near!r}?", len(language))


@lru_cache(maxsize=1024)
def _nearest(word: str, known: frozenset[str]) -> str:
    """Return the name that ``word`` was most likely meant to be; empty if it is known, or near none."""
    if not _SHORTEST <= len(word) <= _LONGEST or word in known:
        return ""
    found = get_close_matches(word, sorted(known), n=1, cutoff=_NEAR)
    return found[0] if found else ""


@cache
def _languages() -> frozenset[str]:
    """Return the names of Pygments' languages, and the words of features."""
    lexers = pygments().lexers.get_all_lexers(plugins=False)
    return _FENCES.union(alias for _, aliases, *_ in lexers for alias in aliases)
