r"""Numbers the equations of a deck that have a label, and puts their numbers where `\ref` and `\eqref` lead to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity, nearest
from deckbuild.features.formulas import definitions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deckbuild.parsing.slides import Slide
    from deckbuild.rendering.result import Rendered

NO_LABEL = Rule(
    "D744",
    "no-label",
    Severity.WARNING,
    "A `\\ref` or `\\eqref` names a label that no formula of the deck has. Write `\\label{name}` in a formula on\n"
    "lines of its own; its number then stands where `\\ref{name}` does.",
)
TWO_LABELS = Rule(
    "D745",
    "two-labels",
    Severity.WARNING,
    "Two formulas of the deck have the same label. \\ref leads to the first one; give the other one a name of its own.",
)
_SIGN = "eq-"  # which is in what the engine of formulas makes of labels and references
_LABEL = re.compile(r'<mtext id="eq-(?P<name>[\w-]+)" class="(?P<kind>eq-number|tml-tag)">(?P<tag>.*?)</mtext>')
_REFERENCE = re.compile(r'<a class="eq-ref(?P<brackets> in-brackets)?" href="#eq-(?P<name>[\w-]+)"></a>')
_WRITTEN = re.compile(r"\\(?P<command>label|ref|eqref)\s*\{(?P<name>[^{}]*)\}")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z_0-9-]")  # which Temml takes out


def numbered(rendered: Sequence[Rendered], slides: Sequence[Slide]) -> Sequence[Rendered]:
    """Return the ``slides`` of a deck, as they were ``rendered``, with the numbers of their equations."""
    if not any(_SIGN in each.html for each in rendered):
        return rendered
    numbers = _numbers(rendered)
    seen: set[str] = set()
    return [
        _numbered(each, slide, numbers, seen) if _SIGN in each.html else each
        for each, slide in zip(rendered, slides, strict=True)
    ]


def _numbers(rendered: Sequence[Rendered]) -> dict[str, str]:
    """Return the number of each label, or its tag."""
    numbers: dict[str, str] = {}
    count = 0
    for found in (each for slide in rendered for each in _LABEL.finditer(slide.html)):
        count += found["kind"] == "eq-number"
        numbers.setdefault(found["name"], found["tag"].strip("()") or str(count))
    return numbers


def _numbered(rendered: Rendered, slide: Slide, numbers: Mapping[str, str], seen: set[str]) -> Rendered:
    """Return a slide with its numbers; ``seen`` are the labels before it, to which its own are added."""

    def label(found: re.Match[str]) -> str:
        return found[0] if found["tag"] else found[0].replace("><", f">({numbers[found['name']]})<")

    def reference(found: re.Match[str]) -> str:
        number = numbers.get(found["name"])
        shown = f"({number or '??'})" if found["brackets"] else number or "??"
        return found[0].replace("></a>", f">{shown}</a>") if number else f"<span>{shown}</span>"

    html = _REFERENCE.sub(reference, _LABEL.sub(label, rendered.html))
    anchors = tuple(each for each in rendered.anchors if not _is_unknown(each, numbers))
    problems = (*rendered.problems, *_wrong(slide.content.text, numbers, seen))
    return rendered._replace(html=html, anchors=anchors, problems=problems)


def _is_unknown(anchor: str, numbers: Mapping[str, str]) -> bool:
    name = anchor.removeprefix("#").removeprefix(_SIGN)
    return anchor.removeprefix("#").startswith(_SIGN) and name not in numbers


def _wrong(text: str, numbers: Mapping[str, str], seen: set[str]) -> Iterator[Problem]:
    """Yield the references in a slide's ``text`` that lead nowhere, and labels that were ``seen`` before."""
    for found in (each for span in definitions.outside_code(text) for each in _WRITTEN.finditer(text, *span)):
        name = _NOT_IN_NAMES.sub("", found["name"])
        width = max(1, len(found["name"]))
        if found["command"] != "label" and name not in numbers:
            message = f"no formula has the label {found['name']!r}"
            yield Problem(NO_LABEL, found.start("name"), message, nearest(name, numbers), width)
        elif found["command"] == "label" and name in seen:
            message = f"another formula has the label {found['name']!r}, too"
            yield Problem(TWO_LABELS, found.start("name"), message, "give this one a name of its own", width)
        elif found["command"] == "label":
            seen.add(name)
