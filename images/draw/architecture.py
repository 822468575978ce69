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
    LARGE,
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

WIDTH, HEIGHT = 1120, 472
EDGE = 14.0
TALL = 118.0
ENCODER, DECODER = 106.0, 366.0  # heights at which the data flow
FIRST = 212.0  # where the first block of a layer begins
GAP = 17.0
ATTEND, NORM, FORWARD = 142.0, 60.0, 92.0
LINEAR, SOFTMAX = 80.0, 100.0
LOW = 234.0  # where the encoder's output runs to the decoder
CROSS = FIRST + ATTEND + GAP + NORM + 38.0
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
    return rect(left, y - 100, right - left, 200, fill=MIST, stroke=RULE, thick=1.5, radius=12) + text(
        left + 14, y - 79, name, BODY, bold=True, anchor="start"
    )


def _block(x: float, y: float, width: float, rows: list[str], colour: str, letters: str = "") -> str:
    shift = -17 if letters else 0
    return (
        rect(x, y - TALL / 2, width, TALL, fill=tint(colour) if colour != GREY else WHITE, stroke=colour)
        + lines(x + width / 2, y + shift, rows, SMALL, leading=1.12)
        + (text(x + width / 2, y + 40, letters, LARGE, bold=True) if letters else "")
    )


def _attention(x: float, y: float, rows: list[str]) -> str:
    return _block(x, y, ATTEND, rows, ATTENTION, "<q>Q</>  <k>K</>  <v>V</>")


def _norm(x: float, y: float) -> str:
    return _block(x, y, NORM, ["Add", "&", "norm"], GREY)


def _step(x: float, y: float, start: float | None = None) -> str:
    return arrow((x - GAP if start is None else start, y), (x, y), stroke=INK, thick=2.5, head=12)


def _residual(start: float, end: float, y: float) -> str:
    low = y + TALL / 2 + 20
    return arrow((start, y), (start, low), (end, low), (end, y + TALL / 2), stroke=GREY, thick=2, head=10)


def _input(y: float, given: list[str], rows: list[str]) -> str:
    x, plus = EDGE + 58, 158.0
    wave = f"M{plus - 20} {y + 48}q5 -12 10 0t10 0t10 0t10 0"
    return (
        lines(x, y - 83, given, SMALL)
        + arrow((x, y - 70 + 12 * (len(given) - 1)), (x, y - 36), stroke=INK, head=12)
        + _block_low(y, rows)
        + line((EDGE + 116, y), (plus - 17, y), stroke=INK, thick=2.5)
        + circle(plus, y, 17, fill=WHITE, stroke=INK, thick=2.5)
        + path(f"M{plus - 9} {y}h18M{plus} {y - 9}v18", stroke=INK, thick=2.5)
        + path(wave, stroke=GREY, thick=2.5)
        + arrow((plus, y + 40), (plus, y + 17), stroke=INK, head=12)
        + lines(plus - 14, y + 82, ["positional", "encoding"], SMALL, leading=1.05)
    )


def _block_low(y: float, rows: list[str]) -> str:
    return rect(EDGE, y - 36, 116, 72, fill=tint(DEVICE), stroke=DEVICE) + lines(EDGE + 58, y, rows, SMALL)


def _encoder() -> str:
    y, second = ENCODER, FIRST + ATTEND + GAP
    third = second + NORM + GAP
    last = third + FORWARD + GAP
    return (
        _residual(FIRST - 7, second + NORM / 2, y)
        + _residual(third - 10, last + NORM / 2, y)
        + _step(FIRST, y, 175)
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
    softmax = linear + LINEAR + GAP
    middle = softmax + SOFTMAX / 2
    return (
        _residual(FIRST - 7, second + NORM / 2, y)
        + _residual(second + NORM + 6, fourth + NORM / 2, y)
        + _residual(fifth - 10, last + NORM / 2, y)
        + _step(FIRST, y, 175)
        + _attention(FIRST, y, ["Masked", "multi-head", "self-attention"])
        + _step(second, y)
        + _norm(second, y)
        + arrow((second + NORM, y), (CROSS, y), stroke=QUERY, head=12)
        + text(CROSS - 21, y - 20, "Q", LARGE, fill=QUERY, bold=True)
        + _block(CROSS, y, ATTEND, ["Multi-head", "cross-", "attention"], ATTENTION)
        + _step(fourth, y)
        + _norm(fourth, y)
        + _step(fifth, y)
        + _block(fifth, y, FORWARD, ["Feed", "forward"], FRUIT)
        + _step(last, y)
        + _norm(last, y)
        + _step(linear, y, last + NORM)
        + _block(linear, y, LINEAR, ["Linear"], GREY)
        + _step(softmax, y)
        + _block(softmax, y, SOFTMAX, ["Softmax"], ATTENTION)
        + arrow((middle, y - TALL / 2), (middle, 220), stroke=INK, head=12)
    )


def _memory() -> str:
    """Draw the way of the encoder's output into the cross-attention."""
    key, value = CROSS + 36, CROSS + 106
    top = DECODER - TALL / 2
    return (
        path(f"M{ENCODER_END} {ENCODER}h40V{LOW}H{key}", stroke=INK, thick=2.5)
        + arrow((key, LOW - 1), (key, top), stroke=KEY, head=12)
        + arrow((value, LOW), (value, top), stroke=VALUE, head=12)
        + text(key - 19, LOW + 16, "K", LARGE, fill=KEY, bold=True)
        + text(value + 19, LOW + 17, "V", LARGE, fill=VALUE, bold=True)
        + lines(ENCODER_END + 52, 178, ["encoder", "output"], SMALL, anchor="start")
    )


def _probabilities() -> str:
    left, right = 808.0, WIDTH - EDGE
    words = [("bear", 0.71), ("cat", 0.20), ("house", 0.09)]
    bars = "".join(
        text(left + 78, 82 + 48 * i, word, BODY, anchor="end")
        + rect(left + 90, 68 + 48 * i, 190 * share, 28, fill=ATTENTION, radius=2)
        + text(left + 100 + 190 * share, 82 + 48 * i, f"{share:.2f}", BODY, anchor="start")
        for i, (word, share) in enumerate(words)
    )
    frame = rect(left, 6, right - left, 212, fill=WHITE, stroke=RULE, thick=1.5, radius=12)
    return frame + text((left + right) / 2, 36, "Output probabilities", 24, bold=True) + bars
