"""One word changes at the end of a sentence, and with it what the word it refers to."""

from typing import NamedTuple

from palette import ATTENTION, BODY, GREY, INK, TITLE, blend, tint
from picture import Picture, still
from svg import path, rect, text

WIDTH, HEIGHT = 864, 520
SIZE = 29.0
ASKING = 6  # the place of "it" in the sentence
START = ["The", "bear", "ate", "the", "honey", "because", "it", "was"]
CENTRES = [40.0, 122.0, 210.0, 290.0, 386.0, 506.0, 610.0, 690.0, 800.0]
BASES = [204.0, 434.0]


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
        text(WIDTH / 2, 22, "What does “it” look at?", TITLE + 2, bold=True),
        drawn,
        text(WIDTH / 2, 506, note, BODY, fill=GREY),
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
    meaning = text(745, base - 108, sentence.meaning, TITLE, fill=ATTENTION, bold=True)
    return arcs + meaning + columns


def _arc(base: float, i: int, share: float) -> str:
    start, end = CENTRES[ASKING], CENTRES[i]
    foot = base - 24
    lift = 34 + 0.22 * abs(end - start)
    return path(
        f"M{start:g} {foot:g}C{start:g} {foot - lift:g} {end:g} {foot - lift:g} {end:g} {foot:g}",
        stroke=blend(ATTENTION, 0.35 + 0.65 * min(1, share / 0.5)),
        thick=1.5 + 20 * share,
    )


def _word(base: float, i: int, word: str, share: float) -> str:
    x = CENTRES[i]
    strong = share > 0.5
    asking = i == ASKING
    width = 14.5 * len(word) + 20
    box = rect(x - width / 2, base - 21, width, 42, fill=tint(ATTENTION), stroke=ATTENTION) if strong else ""
    if asking:
        box = rect(x - 22, base - 21, 44, 42, fill=ATTENTION)
    return (
        box
        + text(x, base, word, SIZE, fill="#FFFFFF" if asking else INK, bold=strong or asking)
        + text(
            x,
            base + 38,
            f"{share:.2f}",
            24 if strong else BODY,
            fill=ATTENTION if strong else GREY,
            bold=strong,
        )
    )
