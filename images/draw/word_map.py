"""A flat map of word meanings: fruit in one region, devices in the other."""

from palette import ATTENTION, DEVICE, FRUIT, GREY, INK, RULE, WHITE, tint
from svg import Point, arrow, circle, ellipse, rect, text

WORD = 25.0
MARK = 10.0


def axes(left: float, top: float, right: float, bottom: float) -> str:
    """Draw the two unnamed directions of the map."""
    corner = (left, bottom)
    return arrow(corner, (right, bottom), stroke=RULE) + arrow(corner, (left, top), stroke=RULE)


def region(centre: Point, radii: Point, colour: str) -> str:
    """Draw a soft border around words of one kind."""
    return ellipse(centre, radii, fill=tint(colour), stroke=colour)


def fruit(place: Point, word: str) -> str:
    """Draw a fruit: a round mark and its name."""
    return circle(*place, MARK, fill=FRUIT) + _name(place, word)


def device(place: Point, word: str) -> str:
    """Draw a device or its maker: a square mark and its name."""
    x, y = place
    return rect(x - MARK, y - MARK, 2 * MARK, 2 * MARK, fill=DEVICE, radius=1) + _name(place, word)


def apple(place: Point, *, ghost: bool = False) -> str:
    """Draw the word in question: a diamond, hollow where it was before."""
    x, y = place
    fill = WHITE if ghost else ATTENTION
    corners = f"{x},{y - 16} {x + 16},{y} {x},{y + 16} {x - 16},{y}"
    dash = ' stroke-dasharray="4 3"' if ghost else ""
    return f'<polygon points="{corners}" fill="{fill}" stroke="{ATTENTION}" stroke-width="2.5"{dash}/>'


def spot(place: Point, letter: str, *, chosen: bool = False, dropped: bool = False) -> str:
    """Draw a place that a quiz offers as an answer."""
    x, y = place
    colour = GREY if dropped else ATTENTION
    return circle(
        x, y, 26, fill=colour if chosen else WHITE, stroke=colour, thick=3.5, dash="" if chosen else "7 5"
    ) + text(x, y, letter, 29, fill=WHITE if chosen else colour, bold=True)


def _name(place: Point, word: str) -> str:
    return text(place[0] + MARK + 8, place[1], word, WORD, fill=INK, anchor="start")
