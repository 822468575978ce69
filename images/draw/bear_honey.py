"""One word changes at the end of a sentence, and with it what the word it refers to."""

from typing import NamedTuple

from palette import ATTENTION, BODY, GREY, INK, LARGE, TITLE, blend, tint
from picture import Picture, still
from svg import path, rect, text

WIDTH, HEIGHT = 1008, 560
SIZE = 34.0
ASKING = 6  # the place of "it" in the sentence
START = ["The", "bear", "ate", "the", "honey", "because", "it", "was"]
CENTRES = [50.0, 144.0, 246.0, 340.0, 452.0, 592.0, 712.0, 804.0, 930.0]
BASES = [220.0, 462.0]


class Sentence(NamedTuple):
    """A sentence by its last word, and how much of it "it" looks at each word."""

    last: str
    percents: list[int]
    meaning: str


SENTENCES = [
    Sentence("sweet", [2, 14, 4, 2, 56, 3, 7, 2, 10], "it = honey"),
    Sentence("hungry", [2, 55, 6, 2, 12, 3, 8, 2, 10], "it = bear"),
]


def picture() -> Picture:
    """Both sentences, one below the other."""
    drawn = "".join(_sentence(base, sentence) for base, sentence in zip(BASES, SENTENCES, strict=True))
    note = "Invented weights from “it” to every word; each row sums to 1"
    return still(
        "bear_honey_context",
        WIDTH,
        HEIGHT,
        text(WIDTH / 2, 28, "What does “it” look at?", TITLE + 2, bold=True),
        drawn,
        text(WIDTH / 2, 542, note, BODY, fill=GREY),
    )


def _sentence(base: float, sentence: Sentence) -> str:
    if sum(sentence.percents) != 100:
        raise ValueError(f"the weights of {sentence.last!r} do not sum to 1")
    words = [*START, sentence.last]
    strongest_last = sorted((percent / 100, i) for i, percent in enumerate(sentence.percents) if i != ASKING)
    arcs = "".join(_arc(base, i, share) for share, i in strongest_last)
    columns = "".join(
        _word(base, i, word, percent / 100)
        for i, (word, percent) in enumerate(zip(words, sentence.percents, strict=True))
    )
    meaning = text(872, base - 112, sentence.meaning, TITLE, fill=ATTENTION, bold=True)
    return arcs + meaning + columns


def _arc(base: float, i: int, share: float) -> str:
    start, end = CENTRES[ASKING], CENTRES[i]
    foot = base - 27
    lift = 40 + 0.21 * abs(end - start)
    return path(
        f"M{start:g} {foot:g}C{start:g} {foot - lift:g} {end:g} {foot - lift:g} {end:g} {foot:g}",
        stroke=blend(ATTENTION, 0.35 + 0.65 * min(1, share / 0.5)),
        thick=1.5 + 20 * share,
    )


def _word(base: float, i: int, word: str, share: float) -> str:
    x = CENTRES[i]
    strong = share > 0.5
    asking = i == ASKING
    width = 17 * len(word) + 24
    box = rect(x - width / 2, base - 24, width, 48, fill=tint(ATTENTION), stroke=ATTENTION) if strong else ""
    if asking:
        box = rect(x - 25, base - 24, 50, 48, fill=ATTENTION)
    return (
        box
        + text(x, base, word, SIZE, fill="#FFFFFF" if asking else INK, bold=strong or asking)
        + text(
            x,
            base + 44,
            f"{share:.2f}",
            LARGE if strong else BODY,
            fill=ATTENTION if strong else GREY,
            bold=strong,
        )
    )
