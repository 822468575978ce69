"""Refuses a drawing whose text is too small, is cut off or runs into other text."""

from itertools import combinations
from typing import NamedTuple

from palette import SMALLEST
from playwright.sync_api import Page

MEASURE = """() => [...document.querySelectorAll("svg text")].map(text => {
  const box = text.getBoundingClientRect();
  const sizes = [text, ...text.querySelectorAll("tspan")].map(e => parseFloat(getComputedStyle(e).fontSize));
  const size = Math.max(...sizes);
  const middle = (box.top + box.bottom) / 2;
  const [top, bottom] = [middle - 0.36 * size, middle + 0.36 * size];
  return [text.textContent, box.left, top, box.right, bottom, Math.min(...sizes)];
})"""


class IllegibleError(Exception):
    """A drawing has text that the room could not read."""


class Box(NamedTuple):
    """Where one text lies on the drawing, and its smallest letters."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    def meets(self, other: "Box") -> bool:
        """Whether two texts touch."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0 and down > 0

    def fits(self, width: float, height: float) -> bool:
        """Whether the text lies inside the drawing."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


def check(page: Page, width: float, height: float) -> float:
    """Raise when a text cannot be read; otherwise the size of the smallest text."""
    boxes = [Box(*found) for found in page.evaluate(MEASURE)]
    faults = [f"cut off: {box.words!r}" for box in boxes if not box.fits(width, height)]
    faults += [f"too small: {box.words!r}" for box in boxes if box.size < SMALLEST]
    faults += [f"{one.words!r} meets {two.words!r}" for one, two in combinations(boxes, 2) if one.meets(two)]
    if faults:
        raise IllegibleError("; ".join(faults))
    return min((box.size for box in boxes), default=SMALLEST)
