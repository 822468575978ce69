"""Attention told as a soft database query, next to an exact one."""

from math import exp

from markup import TIMES
from palette import ATTENTION, BODY, GREY, INK, KEY, LARGE, QUERY, RULE, VALUE, WHITE, tint
from picture import Picture, still
from svg import arrow, line, path, rect, text

WIDTH, HEIGHT = 1120, 410
WORDS = ["cat", "kitten", "dog", "car"]
SCORES = [3.6, 2.3, 1.1, 0.0]
ROWS = [134.0, 191.0, 248.0, 305.0]
MIDDLE = sum(ROWS) / 4
HIGH = 46.0
HEADS = 86.0
ANSWER = 378.0
EXACT, SOFT = 12.0, 412.0  # where the halves begin


def picture() -> Picture:
    """Draw an exact look-up on the left, attention on the right."""
    divider = line((SOFT - 28, 10), (SOFT - 28, HEIGHT - 10), stroke=RULE, thick=1.5)
    return still("attention-as-database-query", WIDTH, HEIGHT, divider, _exact(), _soft())


def weights() -> list[float]:
    """Compute the softmax of the scores."""
    powers = [exp(score) for score in SCORES]
    return [power / sum(powers) for power in powers]


def _cell(x: float, y: float, width: float, words: str, colour: str, *, pale: bool = False) -> str:
    return rect(
        x, y - HIGH / 2, width, HIGH, fill=WHITE if pale else tint(colour), stroke=RULE if pale else colour
    ) + text(x + width / 2, y, words, 24, fill=GREY if pale else colour, bold=not pale)


def _title(x: float, words: str, detail: str) -> str:
    return text(x, 28, f"<b>{words}</>  <g>{detail}</>", LARGE, anchor="start")


def _heads(*columns: tuple[float, str, str]) -> str:
    return "".join(text(x, HEADS, words, BODY, fill=colour) for x, words, colour in columns)


def _exact() -> str:
    rows = "".join(
        _cell(EXACT + 148, y, 96, word, KEY, pale=i > 0)
        + _cell(EXACT + 256, y, 92, f"v_{{{i + 1}}}", VALUE, pale=i > 0)
        for i, (y, word) in enumerate(zip(ROWS, WORDS, strict=True))
    )
    return (
        _title(EXACT, "Database", "one exact match")
        + _heads((EXACT + 46, "query", QUERY), (EXACT + 196, "key", KEY), (EXACT + 302, "value", VALUE))
        + _cell(EXACT, ROWS[0], 92, "cat", QUERY)
        + rows
        + arrow((EXACT + 92, ROWS[0]), (EXACT + 148, ROWS[0]), stroke=INK, thick=4, head=16)
        + "".join(text(EXACT + 119, y, "≠", LARGE, fill=GREY) for y in ROWS[1:])
        + text(EXACT, ANSWER, "output  =  <v><b>v_{1}</></>", LARGE, anchor="start")
    )


def _soft() -> str:
    shares = weights()
    rows = "".join(_soft_row(i, share) for i, share in enumerate(shares))
    terms = "  +  ".join(f"<a>{share:.2f}</> <v><b>v_{{{i + 1}}}</></>" for i, share in enumerate(shares))
    return (
        _title(SOFT, "Attention", "a weighted mix of all rows")
        + _heads(
            (SOFT + 46, "query", QUERY),
            (SOFT + 216, "key", KEY),
            (SOFT + 316, "<q>q</> · <k>k</>", GREY),
            (SOFT + 434, "softmax", ATTENTION),
            (SOFT + 650, "value", VALUE),
        )
        + rows
        + _cell(SOFT, MIDDLE, 92, "cat", QUERY)
        + text(SOFT, ANSWER, f"output  =  {terms}", LARGE, anchor="start")
    )


def _soft_row(i: int, share: float) -> str:
    y = ROWS[i]
    bar = 108 * share / 0.72
    return (
        _match(y, share)
        + _cell(SOFT + 164, y, 104, WORDS[i], KEY)
        + text(SOFT + 316, y, f"{SCORES[i]:.1f}", 24)
        + arrow((SOFT + 342, y), (SOFT + 372, y), stroke=GREY, head=11)
        + rect(SOFT + 388, y - 15, bar, 30, fill=ATTENTION, radius=2)
        + text(SOFT + 398 + bar, y, f"{share:.2f}", 24, fill=ATTENTION, bold=True, anchor="start")
        + text(SOFT + 578, y, TIMES, LARGE, fill=GREY)
        + _cell(SOFT + 604, y, 92, f"v_{{{i + 1}}}", VALUE)
    )


def _match(y: float, share: float) -> str:
    start, end = SOFT + 93, SOFT + 164
    middle = (start + end) / 2
    return path(
        f"M{start:g} {MIDDLE:g}C{middle:g} {MIDDLE:g} {middle:g} {y:g} {end:g} {y:g}",
        stroke=ATTENTION,
        thick=2 + 14 * share,
    )
