"""Self-attention computed step by step for one word, with the size of every matrix."""

from math import exp, sqrt

from markup import ALPHA, TIMES
from palette import ATTENTION, BODY, GREY, INK, KEY, LARGE, QUERY, RULE, VALUE, WHITE, tint
from picture import Picture, still
from svg import arrow, circle, line, path, rect, text

WIDTH, HEIGHT = 840, 472
INPUT, KEYED, VALUED = 6, 4, 3  # d, d_k and d_v of the drawn example
SCORES = [2.0, 4.0, 0.0, 1.0]
CELL = 19.0
RIGHT = 440.0
CELLS = 626.0  # where the rows of numbers begin
STEP = 51.0
FLOW = 240.0


def picture() -> Picture:
    """Draw the projections on the left, the four steps of attention on the right."""
    divider = line((RIGHT - 20, 10), (RIGHT - 20, HEIGHT - 10), stroke=RULE, thick=1.5)
    return still("raschka_self_attention", WIDTH, HEIGHT, divider, _projections(), _steps())


def scaled() -> list[float]:
    """Divide the scores by the root of d_k."""
    return [score / sqrt(KEYED) for score in SCORES]


def weights() -> list[float]:
    """Compute the softmax of the scaled scores."""
    powers = [exp(score) for score in scaled()]
    return [power / sum(powers) for power in powers]


def _badge(x: float, y: float, number: int) -> str:
    return circle(x, y, 16, fill=INK) + text(x, y, str(number), BODY, fill=WHITE, bold=True)


def _grid(x: float, y: float, rows: int, columns: int, colour: str) -> str:
    width, height = columns * CELL, rows * CELL
    left, top = x - width / 2, y - height / 2
    across = "".join(f"M{left:g} {top + i * CELL:g}h{width:g}" for i in range(1, rows))
    down = "".join(f"M{left + i * CELL:g} {top:g}v{height:g}" for i in range(1, columns))
    return rect(left, top, width, height, fill=tint(colour), stroke=colour, radius=0) + path(
        across + down, stroke=colour, thick=1.2
    )


def _projections() -> str:
    x = 38.0
    return (
        _badge(28, 28, 1)
        + text(54, 28, "Project each word", LARGE, bold=True, anchor="start")
        + _grid(x, FLOW, INPUT, 1, GREY)
        + text(x + 2, FLOW - 78, "<b>x</>^{(i)}", LARGE)
        + text(x + 2, FLOW + 78, f"d {TIMES} 1", BODY, fill=GREY)
        + _projection(100, QUERY, "q", "k", KEYED)
        + _projection(FLOW, KEY, "k", "k", KEYED)
        + _projection(382, VALUE, "v", "v", VALUED)
    )


def _projection(y: float, colour: str, letter: str, size: str, rows: int) -> str:
    matrix, vector = 190.0, 306.0
    half = INPUT * CELL / 2
    return (
        arrow((56, FLOW + (y - FLOW) * 0.25), (matrix - half - 6, y), stroke=GREY)
        + _grid(matrix, y, rows, INPUT, colour)
        + text(
            matrix,
            y + rows * CELL / 2 + 24,
            f"<{letter}><b>W</>_{{{letter}}}</>   <g>d_{{{size}}} {TIMES} d</>",
            LARGE,
        )
        + arrow((matrix + half + 8, y), (vector - CELL / 2 - 6, y), stroke=colour)
        + _grid(vector, y, rows, 1, colour)
        + text(vector + 20, y - 14, f"<b>{letter}</>^{{(i)}}", LARGE, fill=colour, anchor="start")
        + text(vector + 20, y + 20, f"d_{{{size}}} {TIMES} 1", BODY, fill=GREY, anchor="start")
    )


def _steps() -> str:
    weight = f"<a>{ALPHA}_{{ij}}</>"
    score = "ω_{ij} = <q><b>q</>^{(i)}</> · <k><b>k</>^{(j)}</>"
    heads = text(CELLS - 10, 28, "j =", BODY, fill=GREY, anchor="end") + "".join(
        text(CELLS + STEP * (i + 0.5), 28, str(i + 1), BODY, fill=GREY) for i in range(4)
    )
    return (
        heads
        + _step(2, 90, "Score", score, _numbers(90, SCORES, "{:.0f}"))
        + _step(3, 192, "Scale", "ω_{ij} / √d_{k}", _numbers(192, scaled(), "{:.1f}"))
        + _step(4, 294, "Softmax", f"{weight},  Σ_{{j}} {weight} = 1", _bars(294))
        + _step(5, 406, "Mix values", f"<b>z</>^{{(i)}} = Σ_{{j}} {weight} <v><b>v</>^{{(j)}}</>", _result(406))
        + "".join(arrow((CELLS + 2 * STEP, y), (CELLS + 2 * STEP, y + 46)) for y in (118, 220))
        + arrow((CELLS + 2 * STEP, 322), (CELLS + 2 * STEP, 370))
    )


def _step(number: int, y: float, name: str, formula: str, drawing: str) -> str:
    return (
        _badge(RIGHT + 16, y - 20, number)
        + text(RIGHT + 42, y - 20, name, LARGE, bold=True, anchor="start")
        + text(RIGHT + 2, y + 20, formula, LARGE, anchor="start")
        + drawing
    )


def _numbers(y: float, numbers: list[float], form: str) -> str:
    return "".join(
        rect(CELLS + i * STEP, y - 23, STEP, 46, fill=WHITE, stroke=GREY, radius=0)
        + text(CELLS + (i + 0.5) * STEP, y, form.format(number), BODY)
        for i, number in enumerate(numbers)
    )


def _bars(y: float) -> str:
    return "".join(
        rect(CELLS + i * STEP, y - 23, STEP, 46, fill=tint(ATTENTION), stroke=ATTENTION, radius=0)
        + text(CELLS + (i + 0.5) * STEP, y, f"{share:.2f}", BODY, fill=ATTENTION)
        for i, share in enumerate(weights())
    )


def _result(y: float) -> str:
    x = CELLS + 2 * STEP
    return (
        _grid(x, y, VALUED, 1, VALUE)
        + text(x + 24, y - 17, "<b>z</>^{(i)}", LARGE, anchor="start")
        + text(x + 24, y + 17, f"d_{{v}} {TIMES} 1", BODY, fill=GREY, anchor="start")
    )
