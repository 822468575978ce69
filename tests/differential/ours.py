"""Renders a case with deckbuild: the sections that would stand inside `<div class="slides">`."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from deckbuild.files.decoding import decode
from deckbuild.html import attributes
from deckbuild.html.tokenizer import attribute
from deckbuild.parsing import slides
from deckbuild.rendering.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deckbuild.rendering.result import Rendered

    from .cases import Case


def sections(case: Case) -> str:
    """Return the sections of the deck that ``case`` is; a crash is shown as one, and so is a difference."""
    try:
        return _sections(case)
    except Exception as error:
        return f"<section>deckbuild crashed: {escape(repr(error))}</section>"


def _sections(case: Case) -> str:
    source, _ = decode("case.md", case.markdown.encode())
    division = slides.divide(source, 0, case.separators.dialect)
    stacks = [[_renderer().render(slide) for slide in stack] for stack in division.stacks]
    return "\n".join(map(_stack, stacks))


@cache
def _renderer() -> Renderer:
    return Renderer({})


def _stack(rendered: Sequence[Rendered]) -> str:
    """Write a stack as the template `deck.html.jinja` does."""
    inside = "\n".join(f"<section{_written(slide.attributes)}>\n{slide.html}\n</section>" for slide in rendered)
    if len(rendered) == 1:
        return inside
    found: dict[str, str] = {}
    for slide in rendered:
        for name, value in slide.stack.items():
            found[name] = attributes.merged(found.get(name, ""), name, value)
    return f"<section{_written(found)}>\n{inside}\n</section>"


def _written(values: Mapping[str, str]) -> str:
    return "".join(f" {attribute(name, value)}" for name, value in values.items())
