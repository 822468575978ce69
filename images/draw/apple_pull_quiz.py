"""The second quiz asks which way attention pulls apple in two different sentences."""

from typing import NamedTuple

from palette import ATTENTION, BODY, GREY, INK, LARGE, RULE, TITLE
from picture import Picture, still
from svg import Point, arrow, between, line, lines, text
from word_map import apple, axes, device, fruit

WIDTH, HEIGHT = 672, 560
PANEL, RIGHT = 326.0, 346.0
APPLE: Point = (142, 246)
ORANGE: Point = (206, 96)
PHONE: Point = (58, 396)
SHARE = 0.5  # how much of the context word goes into the new apple


class Sentence(NamedTuple):
    """One sentence, and the word in it that tells what apple means."""

    left: float
    words: str
    context: str
    goal: Point


SENTENCES = [
    Sentence(0, "an <a>apple</> and an <f>orange</>", "<f>orange</>", ORANGE),
    Sentence(RIGHT, "an <a>apple</> <d>phone</>", "<d>phone</>", PHONE),
]


def pictures() -> list[Picture]:
    """Draw the question and its answer."""
    asked = "".join(_panel(sentence, _question()) for sentence in SENTENCES)
    told = "".join(_panel(sentence, _answer(sentence)) for sentence in SENTENCES)
    return [
        still("embedding_apple_quiz_2_1", WIDTH, HEIGHT, asked, _which_way()),
        still("embedding_apple_quiz_2_2", WIDTH, HEIGHT, told, _sums()),
    ]


def _panel(sentence: Sentence, drawing: str) -> str:
    return f'<g transform="translate({sentence.left:g} 0)">' + (
        text(PANEL / 2, 28, sentence.words, 28, bold=True)
        + axes(16, 60, PANEL - 6, 436)
        + fruit(ORANGE, "orange")
        + device(PHONE, "phone")
        + drawing
        + "</g>"
    )


def _named_apple(place: Point) -> str:
    return apple(place) + text(place[0] + 25, place[1], "apple", LARGE, fill=ATTENTION, bold=True, anchor="start")


def _question() -> str:
    pulls = "".join(
        arrow(between(APPLE, goal, 0.18), between(APPLE, goal, 0.62), stroke=INK, thick=3, dash="7 5", head=13)
        for goal in (ORANGE, PHONE)
    )
    marks = text(146, 160, "?", 40, bold=True) + text(70, 306, "?", 40, bold=True)
    return pulls + marks + _named_apple(APPLE)


def _answer(sentence: Sentence) -> str:
    arrived = between(APPLE, sentence.goal, SHARE)
    pull = arrow(between(APPLE, arrived, 0.24), between(APPLE, arrived, 0.78), stroke=INK, thick=4, head=14)
    way = line(APPLE, between(APPLE, sentence.goal, 0.9), stroke=RULE, dash="3 6")
    return way + apple(APPLE, ghost=True) + pull + _named_apple(arrived)


def _which_way() -> str:
    return lines(WIDTH / 2, 502, ["Which way does each sentence", "pull the word “apple”?"], TITLE, bold=True)


def _sums() -> str:
    rows = "".join(
        lines(
            sentence.left + PANEL / 2,
            482,
            [
                "new <a><b>apple</></> =",
                f"{1 - SHARE:.1f} <a><b>apple</></> + {SHARE:.1f} <b>{sentence.context}</>",
            ],
            LARGE,
            leading=1.25,
        )
        for sentence in SENTENCES
    )
    return rows + text(WIDTH / 2, 541, "The weights are the attention (invented numbers)", BODY, fill=GREY)
