"""Renders one slide's text to HTML: Markdown, then directives; a function of the text alone.

Nothing here knows a file or a line: problems stand at offsets of the slide's text, so that what is rendered
can be kept and used again wherever the same text stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deckbuild import attributes, directives
from deckbuild.diagnostics import Problem, Rule, Severity
from deckbuild.markdown import converter
from deckbuild.places import Places

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from deckbuild.slides import Slide
    from deckbuild.source import Part

NOT_RENDERED = Rule(
    "D203",
    "not-rendered",
    Severity.ERROR,
    "Markdown could not make HTML of this slide: it nests lists or quotes too deeply, or an extension of the\n"
    "project failed on it. The message names what failed.",
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A slide as HTML, speaker notes included, with the attributes of its section and of its stack."""

    html: str
    attributes: dict[str, str] = field(default_factory=dict)
    stack: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class Renderer:
    """Renders slides with one set of Markdown extensions (name to options)."""

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]]) -> None:
        self._converter = converter(extensions)

    def render(self, slide: Slide) -> Rendered:
        """Return ``slide`` rendered; a slide that cannot be is empty and holds an error."""
        try:
            html = self._html(slide)
        except Exception as error:
            message = f"this slide cannot be rendered: {type(error).__name__}: {error}"
            return Rendered("", problems=(Problem(NOT_RENDERED, 0, message),))
        found, _ = attributes.read(slide.attributes.text)
        directed = directives.apply(html, Places(slide.whole.text))
        for name, value in directed.slide.items():
            found[name] = attributes.merged(found.get(name, ""), name, value)
        return Rendered(directed.html, found, directed.stack, directed.problems)

    def _html(self, slide: Slide) -> str:
        html = self._markdown(slide.body)
        notes = "\n".join(filter(None, map(self._markdown, slide.notes)))
        return f'{html}\n<aside class="notes">{notes}</aside>' if notes else html

    def _markdown(self, part: Part) -> str:
        self._converter.reset()
        return self._converter.convert(part.text)
