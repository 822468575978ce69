"""The architecture of the original transformer, laid out from left to right."""

from markup import TIMES
from palette import (
    ATTENTION,
    BODY,
    DEVICE,
    FRUIT,
    GREY,
    INK,
    KEY,
    MIST,
    QUERY,
    RULE,
    SMALL,
    VALUE,
    WHITE,
    tint,
)
from picture import Picture, still
from svg import arrow, circle, line, lines, path, rect, text

WIDTH, HEIGHT = 912, 424
TALL = 104.0
ENCODER, DECODER = 92.0, 330.0  # heights at which the data flow
FIRST = 172.0  # where the first block of a layer begins
GAP = 14.0
ATTEND, NORM, FORWARD = 116.0, 48.0, 76.0
CROSS = FIRST + ATTEND + GAP + NORM + 32.0
ENCODER_END = FIRST + ATTEND + 3 * GAP + 2 * NORM + FORWARD
DECODER_END = CROSS + ATTEND + 3 * GAP + 2 * NORM + FORWARD


def picture() -> Picture:
    """Draw the encoder above, the decoder below, the output on the right."""
    return still(
        "transformer_explained",
        WIDTH,
        HEIGHT,
        _layer_frame(ENCODER, f"Encoder layer {TIMES} N", ENCODER_END + GAP),
        _layer_frame(DECODER, f"Decoder layer {TIMES} N", DECODER_END + GAP),
        _input(ENCODER, ["Inputs"], ["Input", "embedding"]),
        _input(DECODER, ["Outputs", "shifted right"], ["Output", "embedding"]),
        _encoder(),
        _decoder(),
        _memory(),
        _probabilities(),
    )


def _layer_frame(y: float, name: str, right: float) -> str:
    left = FIRST - GAP
    return rect(left, y - 90, right - left, 178, fill=MIST, stroke=RULE, radius=12) + text(
        left + 14, y - 70, name, BODY, bold=True, anchor="start"
    )


def _block(x: float, y: float, width: float, rows: list[str], colour: str, letters: str = "") -> str:
    shift = -13 if letters else 0
    return (
        rect(x, y - TALL / 2, width, TALL, fill=tint(colour) if colour != GREY else WHITE, stroke=colour)
        + lines(x + width / 2, y + shift, rows, SMALL, leading=1.12)
        + (text(x + width / 2, y + 36, letters, BODY, bold=True) if letters else "")
    )


def _attention(x: float, y: float, rows: list[str]) -> str:
    return _block(x, y, ATTEND, rows, ATTENTION, "<q>Q</>  <k>K</>  <v>V</>")


def _norm(x: float, y: float) -> str:
    return _block(x, y, NORM, ["Add", "&", "norm"], GREY)


def _step(x: float, y: float, start: float | None = None) -> str:
    return arrow((x - GAP if start is None else start, y), (x, y), stroke=INK, thick=2.5, head=10)


def _residual(start: float, end: float, y: float) -> str:
    low = y + TALL / 2 + 18
    return arrow((start, y), (start, low), (end, low), (end, y + TALL / 2), stroke=GREY, thick=2, head=9)


def _input(y: float, given: list[str], rows: list[str]) -> str:
    wave = f"M108 {y + 42}q4.5 -11 9 0t9 0t9 0t9 0"
    return (
        lines(50, y - 70, given, SMALL)
        + arrow((50, y - 58 + 11 * (len(given) - 1)), (50, y - 31), stroke=INK, head=10)
        + _block_low(y, rows)
        + line((98, y), (111, y), stroke=INK, thick=2.5)
        + circle(126, y, 15, fill=WHITE, stroke=INK, thick=2.5)
        + path(f"M118 {y}h16M126 {y - 8}v16", stroke=INK, thick=2.5)
        + path(wave, stroke=GREY, thick=2.5)
        + arrow((126, y + 34), (126, y + 15), stroke=INK, head=10)
        + lines(104, y + 69, ["positional", "encoding"], SMALL, leading=1.05)
    )


def _block_low(y: float, rows: list[str]) -> str:
    return rect(2, y - 31, 96, 62, fill=tint(DEVICE), stroke=DEVICE) + lines(50, y, rows, SMALL)


def _encoder() -> str:
    y, second = ENCODER, FIRST + ATTEND + GAP
    third = second + NORM + GAP
    last = third + FORWARD + GAP
    return (
        _residual(FIRST - 7, second + NORM / 2, y)
        + _residual(third - 10, last + NORM / 2, y)
        + _step(FIRST, y, 141)
        + _attention(FIRST, y, ["Multi-head", "self-attention"])
        + _step(second, y)
        + _norm(second, y)
        + _step(third, y)
        + _block(third, y, FORWARD, ["Feed", "forward"], FRUIT)
        + _step(last, y)
        + _norm(last, y)
    )


def _decoder() -> str:
    y, second = DECODER, FIRST + ATTEND + GAP
    fourth = CROSS + ATTEND + GAP
    fifth = fourth + NORM + GAP
    last = fifth + FORWARD + GAP
    linear = DECODER_END + 2 * GAP
    softmax = linear + 60 + GAP
    return (
        _residual(FIRST - 7, second + NORM / 2, y)
        + _residual(second + NORM + 6, fourth + NORM / 2, y)
        + _residual(fifth - 10, last + NORM / 2, y)
        + _step(FIRST, y, 141)
        + _attention(FIRST, y, ["Masked", "multi-head", "self-attention"])
        + _step(second, y)
        + _norm(second, y)
        + arrow((second + NORM, y), (CROSS, y), stroke=QUERY, head=10)
        + text(CROSS - 20, y - 17, "Q", BODY, fill=QUERY, bold=True)
        + _block(CROSS, y, ATTEND, ["Multi-head", "cross-", "attention"], ATTENTION)
        + _step(fourth, y)
        + _norm(fourth, y)
        + _step(fifth, y)
        + _block(fifth, y, FORWARD, ["Feed", "forward"], FRUIT)
        + _step(last, y)
        + _norm(last, y)
        + _step(linear, y, last + NORM)
        + _block(linear, y, 60, ["Linear"], GREY)
        + _step(softmax, y)
        + _block(softmax, y, 80, ["Softmax"], ATTENTION)
        + arrow((softmax + 40, y - TALL / 2), (softmax + 40, 204), stroke=INK, head=10)
    )


def _memory() -> str:
    """Draw the way of the encoder's output into the cross-attention."""
    low, key, value = 208.0, CROSS + 30, CROSS + 86
    top = DECODER - TALL / 2
    return (
        path(f"M{ENCODER_END} {ENCODER}h34V{low}H{key}", stroke=INK, thick=2.5)
        + arrow((key, low - 1), (key, top), stroke=KEY, head=10)
        + arrow((value, low), (value, top), stroke=VALUE, head=10)
        + text(key - 16, 225, "K", BODY, fill=KEY, bold=True)
        + text(value + 16, 225, "V", BODY, fill=VALUE, bold=True)
        + lines(ENCODER_END + 46, 182, ["encoder", "output"], SMALL, anchor="start")
    )


def _probabilities() -> str:
    left, right = 664.0, 910.0
    words = [("bear", 0.71), ("cat", 0.20), ("house", 0.09)]
    bars = "".join(
        text(left + 62, 74 + 44 * i, word, BODY, anchor="end")
        + rect(left + 74, 62 + 44 * i, 150 * share, 24, fill=ATTENTION, radius=2)
        + text(left + 82 + 150 * share, 74 + 44 * i, f"{share:.2f}", BODY, anchor="start")
        for i, (word, share) in enumerate(words)
    )
    frame = rect(left, 4, right - left, 196, fill=WHITE, stroke=RULE, radius=12)
    return frame + text((left + right) / 2, 28, "Output probabilities", BODY, bold=True) + bars
