"""What a picture is: a name, a size on the slide and one or more drawn frames."""

from collections.abc import Sequence
from dataclasses import dataclass

from svg import document


@dataclass(frozen=True)
class Frame:
    """One drawing of a picture and how long an animation shows it."""

    drawing: str
    milliseconds: int = 0


@dataclass(frozen=True)
class Picture:
    """A picture in slide pixels; scale says how many file pixels each slide pixel gets."""

    name: str
    width: int
    height: int
    frames: Sequence[Frame]
    scale: float = 2.0

    @property
    def animated(self) -> bool:
        """Whether the picture is a film rather than a still."""
        return len(self.frames) > 1

    @property
    def file_name(self) -> str:
        """The name under which the deck refers to the picture."""
        return f"{self.name}.{'gif' if self.animated else 'png'}"

    def documents(self) -> list[str]:
        """Every frame as a complete SVG document."""
        return [document(self.width, self.height, frame.drawing) for frame in self.frames]


def still(name: str, width: int, height: int, *parts: str, scale: float = 2.0) -> Picture:
    """Make a picture that does not move."""
    return Picture(name, width, height, [Frame("".join(parts))], scale)


def film(name: str, width: int, height: int, frames: Sequence[Frame], scale: float = 1.25) -> Picture:
    """Make a picture that moves."""
    return Picture(name, width, height, frames, scale)
