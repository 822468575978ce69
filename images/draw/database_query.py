"""Attention told as a soft database query, next to an exact one."""

from math import exp

from markup import TIMES
from palette import ATTENTION, BODY, GREY, INK, KEY, LARGE, QUERY, RULE, VALUE, WHITE, tint
from picture import Picture, still
from svg import arrow, line, path, rect, text

WIDTH, HEIGHT = 912, 338
WORDS = ["cat", "kitten", "dog", "car"]
SCORES = [3.6, 2.3, 1.1, 0.0]
ROWS = [112.0, 158.0, 204.0, 250.0]
MIDDLE = sum(ROWS) / 4
HIGH = 38.0
HEADS = 74.0
ANSWER = 310.0
SOFT = 340.0  # where the right half begins


def picture() -> Picture:
    """Draw an exact look-up on the left, attention on the right."""
    divider = line((SOFT - 22, 0), (SOFT - 22, HEIGHT), stroke=RULE)
    return still("attention-as-database-query", WIDTH, HEIGHT, divider, _exact(), _soft())


def weights() -> list[float]:
    """Compute the softmax of the scores."""
    powers = [exp(score) for score in SCORES]
    return [power / sum(powers) for power in powers]


def _cell(x: float, y: float, width: float, words: str, colour: str, *, pale: bool = False) -> str:
    return rect(
        x, y - HIGH / 2, width, HIGH, fill=WHITE if pale else tint(colour), stroke=RULE if pale else colour
    ) + text(x + width / 2, y, words, BODY, fill=GREY if pale else colour, bold=not pale)


def _title(x: float, words: str, detail: str) -> str:
    return text(x, 18, f"<b>{words}</>  <g>{detail}</>", LARGE, anchor="start")


def _heads(*columns: tuple[float, str, str]) -> str:
    return "".join(text(x, HEADS, words, BODY, fill=colour) for x, words, colour in columns)


def _exact() -> str:
    rows = "".join(
        _cell(126, y, 80, word, KEY, pale=i > 0) + _cell(216, y, 76, f"v_{{{i + 1}}}", VALUE, pale=i > 0)
        for i, (y, word) in enumerate(zip(ROWS, WORDS, strict=True))
    )
    return (
        _title(0, "Database", "one exact match")
        + _heads((38, "query", QUERY), (166, "key", KEY), (254, "value", VALUE))
        + _cell(2, ROWS[0], 76, "cat", QUERY)
        + rows
        + arrow((78, ROWS[0]), (126, ROWS[0]), stroke=INK, thick=4, head=14)
        + "".join(text(101, y, "≠", LARGE, fill=GREY) for y in ROWS[1:])
        + text(0, ANSWER, "output  =  <v><b>v_{1}</></>", LARGE, anchor="start")
    )


def _soft() -> str:
    shares = weights()
    rows = "".join(_soft_row(i, share) for i, share in enumerate(shares))
    terms = "  +  ".join(f"<a>{share:.2f}</> <v><b>v_{{{i + 1}}}</></>" for i, share in enumerate(shares))
    return (
        _title(SOFT, "Attention", "a weighted mix of all rows")
        + _heads(
            (SOFT + 38, "query", QUERY),
            (SOFT + 176, "key", KEY),
            (SOFT + 262, "<q>q</> · <k>k</>", GREY),
            (SOFT + 366, "softmax", ATTENTION),
            (SOFT + 532, "value", VALUE),
        )
        + rows
        + _cell(SOFT, MIDDLE, 76, "cat", QUERY)
        + text(SOFT, ANSWER, f"output  =  {terms}", LARGE, anchor="start")
    )


def _soft_row(i: int, share: float) -> str:
    y = ROWS[i]
    bar = 82 * share / 0.72
    return (
        _match(y, share)
        + _cell(SOFT + 136, y, 80, WORDS[i], KEY)
        + text(SOFT + 262, y, f"{SCORES[i]:.1f}", BODY)
        + arrow((SOFT + 284, y), (SOFT + 308, y), stroke=GREY, head=9)
        + rect(SOFT + 320, y - 13, bar, 26, fill=ATTENTION, radius=2)
        + text(SOFT + 328 + bar, y, f"{share:.2f}", BODY, fill=ATTENTION, bold=True, anchor="start")
        + text(SOFT + 468, y, TIMES, LARGE, fill=GREY)
        + _cell(SOFT + 494, y, 76, f"v_{{{i + 1}}}", VALUE)
    )


def _match(y: float, share: float) -> str:
    start, end = SOFT + 78, SOFT + 136
    middle = (start + end) / 2
    return path(
        f"M{start:g} {MIDDLE:g}C{middle:g} {MIDDLE:g} {middle:g} {y:g} {end:g} {y:g}",
        stroke=ATTENTION,
        thick=1.5 + 12 * share,
    )
