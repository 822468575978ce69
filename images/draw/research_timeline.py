"""Attention over the years: four steps from an extra of recurrent networks to the whole model."""

from collections.abc import Callable
from typing import NamedTuple

from palette import ATTENTION, BODY, GREY, INK, KEY, LARGE, QUERY, RULE, SMALLEST, WHITE, tint
from picture import Picture, still
from svg import arrow, circle, line, path, rect, text

WIDTH, HEIGHT = 392, 426
PITCH = 104
ICON_X, ICON_WIDTH, ICON_HEIGHT = 66.0, 104.0, 86.0
TEXT_X = 136.0


class Milestone(NamedTuple):
    """One year of the timeline."""

    year: str
    authors: str
    idea: str
    icon: Callable[[float], str]


def picture() -> Picture:
    """Draw the timeline from 2014 to 2017."""
    centres = [57 + i * PITCH for i in range(4)]
    backbone = line((ICON_X, centres[0]), (ICON_X, centres[-1]), stroke=RULE, thick=4)
    rows = "".join(_row(y, milestone) for y, milestone in zip(centres, _milestones(), strict=True))
    return still("attention_research_1", WIDTH, HEIGHT, backbone, rows)


def _milestones() -> list[Milestone]:
    return [
        Milestone("2014", "Bahdanau et al.", "RNN + attention", _recurrent),
        Milestone("2015", "Luong et al.", "dot-product scores", _dot_product),
        Milestone("2016", "Cheng et al., Parikh et al.", "self-attention", _looking_at_itself),
        Milestone("2017", "Vaswani et al.", "attention only, no RNN", _attention_only),
    ]


def _row(y: float, milestone: Milestone) -> str:
    last = milestone.icon is _attention_only
    card = rect(
        ICON_X - ICON_WIDTH / 2,
        y - ICON_HEIGHT / 2,
        ICON_WIDTH,
        ICON_HEIGHT,
        fill=tint(ATTENTION) if last else WHITE,
        stroke=ATTENTION if last else RULE,
        thick=3 if last else 2,
        radius=10,
    )
    return (
        card
        + milestone.icon(y)
        + text(TEXT_X, y - 29, milestone.year, LARGE, fill=ATTENTION, bold=True, anchor="start")
        + text(TEXT_X, y, milestone.authors, SMALLEST, fill=GREY, anchor="start")
        + text(TEXT_X, y + 28, milestone.idea, BODY, bold=True, anchor="start")
    )


def _recurrent(y: float) -> str:
    xs = [ICON_X - 28, ICON_X, ICON_X + 28]
    fan = "".join(
        line((ICON_X + 14, y - 21), (x, y + 14), stroke=ATTENTION, thick=thick)
        for x, thick in zip(xs, (1.5, 4.5, 2.5), strict=True)
    )
    chain = "".join(arrow((x + 8, y + 18), (x + 20, y + 18), stroke=INK, thick=2, head=7) for x in xs[:2])
    cells = "".join(circle(x, y + 18, 8, fill=WHITE, stroke=INK) for x in xs)
    return fan + chain + cells + circle(ICON_X + 14, y - 21, 8, fill=ATTENTION)


def _dot_product(y: float) -> str:
    def column(x: float, colour: str) -> str:
        return "".join(
            rect(x - 8, y - 24 + 16 * i, 16, 16, fill=tint(colour), stroke=colour, radius=0) for i in range(3)
        )

    return column(ICON_X - 22, QUERY) + circle(ICON_X, y, 4.5, fill=INK) + column(ICON_X + 22, KEY)


def _looking_at_itself(y: float) -> str:
    xs = [ICON_X - 30, ICON_X - 10, ICON_X + 10, ICON_X + 30]
    base = y + 16
    arcs = "".join(
        path(
            f"M{xs[3]:g} {base:g}C{xs[3]:g} {base - lift:g} {x:g} {base - lift:g} {x:g} {base:g}",
            stroke=ATTENTION,
            thick=thick,
        )
        for x, lift, thick in zip(xs[:3], (52, 36, 20), (4.0, 2.0, 2.0), strict=True)
    )
    cells = "".join(circle(x, base, 7, fill=WHITE, stroke=INK) for x in xs[:3])
    return arcs + cells + circle(xs[3], base, 7, fill=ATTENTION, stroke=ATTENTION)


def _attention_only(y: float) -> str:
    xs = [ICON_X - 28, ICON_X, ICON_X + 28]
    links = "".join(line((x, y - 20), (u, y + 20), stroke=ATTENTION, thick=1.8) for x in xs for u in xs)
    low = "".join(circle(x, y + 20, 8, fill=WHITE, stroke=INK) for x in xs)
    high = "".join(circle(x, y - 20, 8, fill=ATTENTION, stroke=ATTENTION) for x in xs)
    return links + low + high
