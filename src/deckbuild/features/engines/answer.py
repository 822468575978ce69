"""What is asked of the process that draws, and what it answers; both go through its pipes as JSON."""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """A diagram to draw: the ``engine`` that does it (`mermaid`, `dot`, `d2`), and its ``source``."""

    engine: str
    source: str


class Fault(NamedTuple):
    """What is wrong with a source, ``width`` characters from the offset ``at`` in it; where 0, the place is not known.

    ``word`` is a misspelt word, for which ``known`` are the right ones.
    """

    message: str
    at: int = 0
    width: int = 0
    word: str = ""
    known: tuple[str, ...] = ()


class Drawing(NamedTuple):
    """A diagram as ``svg``, ``width`` and ``height`` of its own in pixels, or what is wrong with its source.

    ``letters`` is the height in pixels of its smallest letters, ``labels`` are its texts, ``kind`` says what it is.
    ``refused`` are the addresses that were taken out of it. ``missing`` is the package that would draw it.
    """

    svg: str = ""
    width: float = 0
    height: float = 0
    letters: float = 0
    kind: str = ""
    labels: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    fault: Fault | None = None
    missing: str = ""


class Raw(NamedTuple):
    """The SVG of an engine as it is, what ``kind`` of diagram that is, and the files that it has ``refused``."""

    svg: str
    kind: str
    refused: tuple[str, ...] = ()
