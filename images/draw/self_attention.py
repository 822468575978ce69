"""Self-attention computed step by step for one word, with the size of every matrix."""

from math import exp, sqrt

from markup import ALPHA, TIMES
from palette import ATTENTION, BODY, GREY, INK, KEY, LARGE, QUERY, RULE, VALUE, WHITE, tint
from picture import Picture, still
from svg import arrow, circle, line, path, rect, text

WIDTH, HEIGHT = 720, 436
INPUT, KEYED, VALUED = 6, 4, 3  # d, d_k and d_v of the drawn example
SCORES = [2.0, 4.0, 0.0, 1.0]
CELL = 17.0
RIGHT = 372.0
CELLS = 542.0  # where the rows of numbers begin
STEP = 44.0
FLOW = 226.0


def picture() -> Picture:
    """Draw the projections on the left, the four steps of attention on the right."""
    divider = line((RIGHT - 20, 6), (RIGHT - 20, HEIGHT - 6), stroke=RULE)
    return still("raschka_self_attention", WIDTH, HEIGHT, divider, _projections(), _steps())


def scaled() -> list[float]:
    """Divide the scores by the root of d_k."""
    return [score / sqrt(KEYED) for score in SCORES]


def weights() -> list[float]:
    """Compute the softmax of the scaled scores."""
    powers = [exp(score) for score in scaled()]
    return [power / sum(powers) for power in powers]


def _badge(x: float, y: float, number: int) -> str:
    return circle(x, y, 14, fill=INK) + text(x, y, str(number), BODY, fill=WHITE, bold=True)


def _grid(x: float, y: float, rows: int, columns: int, colour: str) -> str:
    width, height = columns * CELL, rows * CELL
    left, top = x - width / 2, y - height / 2
    across = "".join(f"M{left:g} {top + i * CELL:g}h{width:g}" for i in range(1, rows))
    down = "".join(f"M{left + i * CELL:g} {top:g}v{height:g}" for i in range(1, columns))
    return rect(left, top, width, height, fill=tint(colour), stroke=colour, radius=0) + path(
        across + down, stroke=colour, thick=1.2
    )


def _projections() -> str:
    x = 24.0
    return (
        _badge(16, 20, 1)
        + text(40, 20, "Project each word", LARGE, bold=True, anchor="start")
        + _grid(x, FLOW, INPUT, 1, GREY)
        + text(x, FLOW - 68, "<b>x</>^{(i)}", LARGE)
        + text(x + 1, FLOW + 68, f"d {TIMES} 1", BODY, fill=GREY)
        + _projection(92, QUERY, "q", "k", KEYED)
        + _projection(FLOW, KEY, "k", "k", KEYED)
        + _projection(360, VALUE, "v", "v", VALUED)
    )


def _projection(y: float, colour: str, letter: str, size: str, rows: int) -> str:
    matrix, vector = 158.0, 262.0
    half = INPUT * CELL / 2
    return (
        arrow((40, FLOW + (y - FLOW) * 0.25), (matrix - half - 6, y), stroke=GREY)
        + _grid(matrix, y, rows, INPUT, colour)
        + text(
            matrix,
            y + rows * CELL / 2 + 20,
            f"<{letter}><b>W</>_{{{letter}}}</>   <g>d_{{{size}}} {TIMES} d</>",
            LARGE,
        )
        + arrow((matrix + half + 8, y), (vector - CELL / 2 - 6, y), stroke=colour)
        + _grid(vector, y, rows, 1, colour)
        + text(vector + 18, y - 12, f"<b>{letter}</>^{{(i)}}", LARGE, fill=colour, anchor="start")
        + text(vector + 18, y + 18, f"d_{{{size}}} {TIMES} 1", BODY, fill=GREY, anchor="start")
    )


def _steps() -> str:
    weight = f"<a>{ALPHA}_{{ij}}</>"
    score = "ω_{ij} = <q><b>q</>^{(i)}</> · <k><b>k</>^{(j)}</>"
    heads = text(CELLS - 10, 20, "j =", BODY, fill=GREY, anchor="end") + "".join(
        text(CELLS + STEP * (i + 0.5), 20, str(i + 1), BODY, fill=GREY) for i in range(4)
    )
    return (
        heads
        + _step(2, 74, "Score", score, _numbers(74, SCORES, "{:.0f}"))
        + _step(3, 172, "Scale", "ω_{ij} / √d_{k}", _numbers(172, scaled(), "{:.1f}"))
        + _step(4, 270, "Softmax", f"{weight},  Σ_{{j}} {weight} = 1", _bars(270))
        + _step(5, 372, "Mix values", f"<b>z</>^{{(i)}} = Σ_{{j}} {weight} <v><b>v</>^{{(j)}}</>", _result(372))
        + "".join(arrow((CELLS + 2 * STEP, y), (CELLS + 2 * STEP, y + 40)) for y in (100, 198))
        + arrow((CELLS + 2 * STEP, 296), (CELLS + 2 * STEP, 338))
    )


def _step(number: int, y: float, name: str, formula: str, drawing: str) -> str:
    return (
        _badge(RIGHT + 14, y - 16, number)
        + text(RIGHT + 38, y - 16, name, LARGE, bold=True, anchor="start")
        + text(RIGHT + 2, y + 18, formula, LARGE, anchor="start")
        + drawing
    )


def _numbers(y: float, numbers: list[float], form: str) -> str:
    return "".join(
        rect(CELLS + i * STEP, y - 20, STEP, 40, fill=WHITE, stroke=GREY, radius=0)
        + text(CELLS + (i + 0.5) * STEP, y, form.format(number), BODY)
        for i, number in enumerate(numbers)
    )


def _bars(y: float) -> str:
    return "".join(
        rect(CELLS + i * STEP, y - 20, STEP, 40, fill=tint(ATTENTION), stroke=ATTENTION, radius=0)
        + text(CELLS + (i + 0.5) * STEP, y, f"{share:.2f}", BODY, fill=ATTENTION)
        for i, share in enumerate(weights())
    )


def _result(y: float) -> str:
    x = CELLS + 2 * STEP
    return (
        _grid(x, y, VALUED, 1, VALUE)
        + text(x + 20, y - 15, "<b>z</>^{(i)}", LARGE, anchor="start")
        + text(x + 20, y + 15, f"d_{{v}} {TIMES} 1", BODY, fill=GREY, anchor="start")
    )
