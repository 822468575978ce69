"""The few SVG shapes the pictures are made of, measured in slide pixels."""

from math import atan2, cos, sin

from markup import spans
from palette import BODY, GREY, INK, SMALLEST, WHITE

Point = tuple[float, float]
CAP_CENTRE = 0.33
HEAD = 13.0


def document(width: float, height: float, *parts: str) -> str:
    """Put the parts of a picture on white."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">{rect(0, 0, width, height, fill=WHITE, radius=0)}'
        f"{''.join(parts)}</svg>"
    )


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = "none",
    stroke: str = "none",
    thick: float = 2,
    radius: float = 6,
    dash: str = "",
) -> str:
    """Draw a box with round corners."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}" '
        f'fill="{fill}"{_stroke(stroke, thick, dash)}/>'
    )


def circle(
    x: float,
    y: float,
    radius: float,
    *,
    fill: str = "none",
    stroke: str = "none",
    thick: float = 2,
    dash: str = "",
) -> str:
    """Draw a circle around its centre."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"{_stroke(stroke, thick, dash)}/>'


def ellipse(centre: Point, radii: Point, *, fill: str, stroke: str, dash: str = "8 6") -> str:
    """Draw a dashed ellipse around its centre."""
    (x, y), (across, down) = centre, radii
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{across:g}" ry="{down:g}" fill="{fill}"{_stroke(stroke, 2, dash)}/>'


def path(
    steps: str,
    *,
    stroke: str = GREY,
    thick: float = 2,
    fill: str = "none",
    dash: str = "",
    opacity: float = 1,
) -> str:
    """Draw a free line given by SVG path steps."""
    pale = f' opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<path d="{steps}" fill="{fill}"{_stroke(stroke, thick, dash)} stroke-linejoin="round"{pale}/>'


def line(start: Point, end: Point, *, stroke: str = GREY, thick: float = 2, dash: str = "") -> str:
    """Draw a straight line."""
    return path(f"M{start[0]:g} {start[1]:g}L{end[0]:g} {end[1]:g}", stroke=stroke, thick=thick, dash=dash)


def arrow(*stops: Point, stroke: str = GREY, thick: float = 2.5, dash: str = "", head: float = HEAD) -> str:
    """Draw a line through the stops that ends in an arrow head at the last one."""
    (x1, y1), (x2, y2) = stops[-2:]
    angle = atan2(y2 - y1, x2 - x1)
    neck = (x2 - 0.8 * head * cos(angle), y2 - 0.8 * head * sin(angle))
    way = "L".join(f"{x:.2f} {y:.2f}" for x, y in (*stops[:-1], neck))
    return path(f"M{way}", stroke=stroke, thick=thick, dash=dash) + arrow_head((x2, y2), angle, stroke, head)


def arrow_head(tip: Point, angle: float, fill: str, size: float = HEAD) -> str:
    """Draw a filled triangle whose tip points along the angle (radians)."""
    corners = [tip]
    for side in (-0.5, 0.5):
        back, across = size, side * size
        corners.append(
            (
                tip[0] - back * cos(angle) - across * sin(angle),
                tip[1] - back * sin(angle) + across * cos(angle),
            )
        )
    return f'<polygon points="{" ".join(f"{x:.2f},{y:.2f}" for x, y in corners)}" fill="{fill}"/>'


def text(
    x: float,
    y: float,
    words: str,
    size: float = BODY,
    *,
    fill: str = INK,
    bold: bool = False,
    italic: bool = False,
    anchor: str = "middle",
) -> str:
    """One line of text whose capitals are centred on y; never smaller than can be read."""
    if size < SMALLEST:
        raise ValueError(f"text of {size:g} px cannot be read from the last row: {words}")
    look = ' font-weight="600"' if bold else ""
    look += ' font-style="italic"' if italic else ""
    return (
        f'<text x="{x:g}" y="{y + CAP_CENTRE * size:.2f}" font-size="{size:g}" fill="{fill}" '
        f'text-anchor="{anchor}"{look}>{spans(words, size)}</text>'
    )


def lines(
    x: float,
    y: float,
    rows: list[str],
    size: float = BODY,
    *,
    leading: float = 1.15,
    fill: str = INK,
    bold: bool = False,
    anchor: str = "middle",
) -> str:
    """Several lines of text, centred together on y."""
    top = y - (len(rows) - 1) * leading * size / 2
    return "".join(
        text(x, top + i * leading * size, row, size, fill=fill, bold=bold, anchor=anchor) for i, row in enumerate(rows)
    )


def between(start: Point, end: Point, share: float) -> Point:
    """Find the point that lies some share of the way from start to end."""
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _stroke(colour: str, thick: float, dash: str) -> str:
    if colour == "none":
        return ""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f' stroke="{colour}" stroke-width="{thick:g}"{dashed}'
