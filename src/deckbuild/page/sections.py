"""Stacks of slides, and how they are written: a section for each slide, and one around the slides of a stack."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.html.attributes import joined
from deckbuild.html.tokenizer import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deckbuild.assets.embedding import Embedded


class Stack(NamedTuple):
    """A horizontal slide with the vertical ones under it, and the attributes of the section around them."""

    slides: tuple[Embedded, ...]
    attributes: dict[str, str]

    @property
    def is_single(self) -> bool:
        """Whether the stack is one slide, which then needs no section around it."""
        return len(self.slides) == 1


def stack(slides: tuple[Embedded, ...]) -> Stack:
    """Return the stack of ``slides``, with what their `.stack` directives say of it."""
    found: dict[str, str] = {}
    for slide in slides:
        found = joined(found, slide.stack)
    if len(slides) == 1:  # its own section is the whole stack
        return Stack((slides[0]._replace(attributes=joined(slides[0].attributes, found)),), {})
    return Stack(slides, found)


def of_slide(slide: Embedded) -> str:
    """Return the section of one slide."""
    return f"<section{written(slide.attributes)}>\n{slide.html}\n</section>"


def of_stack(stack: Stack) -> str:
    """Return the section of a stack; a stack of one slide is that slide's section."""
    slides = [of_slide(slide) for slide in stack.slides]
    return slides[0] if stack.is_single else around(stack.attributes, slides)


def of_stacks(stacks: Iterable[Stack]) -> str:
    """Return the sections of all ``stacks``; to write them in a template takes ten times as long."""
    return "".join(f"{of_stack(stack)}\n" for stack in stacks)


def around(attributes: Mapping[str, str], slides: Iterable[str]) -> str:
    """Return the section of a stack with these ``attributes`` around the sections of its ``slides``."""
    inner = "\n".join(slides)
    return f"<section{written(attributes)}>\n{inner}\n</section>"


def written(attributes: Mapping[str, str]) -> str:
    """Return attributes as HTML, each with a blank before it."""
    return "".join(f" {attribute(name, value)}" for name, value in attributes.items())
