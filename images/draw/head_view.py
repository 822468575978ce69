"""An animated head view: the same sentence twice, one attention head after the other."""

from attention_heads import HEADS, TOKENS, Matrix, weights
from palette import ATTENTION, BODY, DEVICE, GREY, INK, KEY, LARGE, MIST, QUERY, TITLE, VALUE, WHITE, blend
from picture import Frame, Picture, film
from svg import lines, path, rect, text

WIDTH, HEIGHT = 1120, 472
COLOURS = [ATTENTION, QUERY, KEY, VALUE, DEVICE, INK]
LEFT, RIGHT = 580.0, 960.0
TOP, PITCH = 64.0, 42.5
SHOWN, FADING = 1200, 80
FAINT = 0.03  # weights below this are not drawn


def picture() -> Picture:
    """Six heads, each shown for a while and faded into the next one."""
    frames: list[Frame] = []
    for number, head in enumerate(HEADS):
        matrix, following = weights(head), (number + 1) % len(HEADS)
        frames.append(Frame(_frame(number, [(number, matrix, 1.0)]), SHOWN))
        after = weights(HEADS[following])
        frames += [
            Frame(_frame(following, [(number, matrix, 1 - share), (following, after, share)]), FADING)
            for share in (0.35, 0.7)
        ]
    return film("bertviz_head-view", WIDTH, HEIGHT, frames)


def _frame(active: int, layers: list[tuple[int, Matrix, float]]) -> str:
    drawn = "".join(_links(COLOURS[number], matrix, share) for number, matrix, share in layers)
    return _panel(active) + drawn + _columns()


def _links(colour: str, matrix: Matrix, visible: float) -> str:
    found = [
        (share, _link(i, j, colour, share * visible))
        for i, row in enumerate(matrix)
        for j, share in enumerate(row)
        if share >= FAINT
    ]
    return "".join(drawn for _, drawn in sorted(found))


def _link(i: int, j: int, colour: str, strength: float) -> str:
    start, end, middle = _height(i), _height(j), (LEFT + RIGHT) / 2
    return path(
        f"M{LEFT + 10:g} {start:g}C{middle:g} {start:g} {middle:g} {end:g} {RIGHT - 10:g} {end:g}",
        stroke=colour,
        thick=2 + 5 * strength,
        opacity=min(1, strength + 0.06),
    )


def _height(i: int) -> float:
    return TOP + PITCH * i


def _columns() -> str:
    heads = text(LEFT, 22, "this word …", BODY, fill=GREY, anchor="end") + text(
        RIGHT, 22, "… looks at", BODY, fill=GREY, anchor="start"
    )
    return heads + "".join(
        text(LEFT, _height(i), token, LARGE, anchor="end") + text(RIGHT, _height(i), token, LARGE, anchor="start")
        for i, token in enumerate(TOKENS)
    )


def _panel(active: int) -> str:
    colour = COLOURS[active]
    chips = "".join(_chip(number, number == active) for number in range(len(HEADS)))
    return (
        rect(8, 8, 392, HEIGHT - 16, fill=MIST, radius=12)
        + text(36, 66, f"Head {active + 1}", 52, fill=colour, bold=True, anchor="start")
        + lines(36, 150, HEADS[active].attends_to, TITLE, anchor="start")
        + chips
        + lines(36, 394, ["A stronger line is a larger", "weight (invented here)."], BODY, fill=GREY, anchor="start")
    )


def _chip(number: int, active: bool) -> str:
    x, y, size = 36 + 56 * number, 236, 50
    colour = COLOURS[number]
    fill = colour if active else blend(colour, 0.18)
    box = rect(x, y, size, size, fill=fill, stroke=INK if active else blend(colour, 0.5), thick=3 if active else 2)
    pointer = f'<polygon points="{x + 25},{y + 58} {x + 14},{y + 74} {x + 36},{y + 74}" fill="{INK}"/>'
    name = text(x + size / 2, y + size / 2, str(number + 1), LARGE, fill=WHITE if active else INK, bold=active)
    return box + name + (pointer if active else "")
