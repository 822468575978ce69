"""The second quiz asks which way attention pulls apple in two different sentences."""

from typing import NamedTuple

from palette import ATTENTION, GREY, INK, LARGE, RULE, TITLE
from picture import Picture, still
from svg import Point, arrow, between, line, lines, text
from word_map import apple, axes, device, fruit

WIDTH, HEIGHT, SCALE = 576, 510, 2.5
PANEL, RIGHT = 280.0, 296.0
APPLE: Point = (124, 226)
ORANGE: Point = (176, 84)
PHONE: Point = (48, 360)
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
        still("embedding_apple_quiz_2_1", WIDTH, HEIGHT, asked, _which_way(), scale=SCALE),
        still("embedding_apple_quiz_2_2", WIDTH, HEIGHT, told, _sums(), scale=SCALE),
    ]


def _panel(sentence: Sentence, drawing: str) -> str:
    return f'<g transform="translate({sentence.left:g} 0)">' + (
        text(PANEL / 2, 24, sentence.words, 25, bold=True)
        + axes(10, 52, PANEL - 4, 396)
        + fruit(ORANGE, "orange")
        + device(PHONE, "phone")
        + drawing
        + "</g>"
    )


def _named_apple(place: Point) -> str:
    return apple(place) + text(place[0] + 22, place[1], "apple", LARGE, fill=ATTENTION, bold=True, anchor="start")


def _question() -> str:
    pulls = "".join(
        arrow(between(APPLE, goal, 0.18), between(APPLE, goal, 0.62), stroke=INK, thick=3, dash="7 5", head=13)
        for goal in (ORANGE, PHONE)
    )
    marks = text(124, 150, "?", 34, bold=True) + text(62, 280, "?", 34, bold=True)
    return pulls + marks + _named_apple(APPLE)


def _answer(sentence: Sentence) -> str:
    arrived = between(APPLE, sentence.goal, SHARE)
    pull = arrow(between(APPLE, arrived, 0.24), between(APPLE, arrived, 0.78), stroke=INK, thick=4, head=14)
    way = line(APPLE, between(APPLE, sentence.goal, 0.9), stroke=RULE, dash="3 6")
    return way + apple(APPLE, ghost=True) + pull + _named_apple(arrived)


def _which_way() -> str:
    return lines(WIDTH / 2, 462, ["Which way does each sentence", "pull the word “apple”?"], TITLE, bold=True)


def _sums() -> str:
    rows = "".join(
        lines(
            sentence.left + PANEL / 2,
            438,
            [
                "new <a><b>apple</></> =",
                f"{1 - SHARE:.1f} <a><b>apple</></> + {SHARE:.1f} <b>{sentence.context}</>",
            ],
            LARGE,
            leading=1.25,
        )
        for sentence in SENTENCES
    )
    return rows + text(WIDTH / 2, 492, "The weights are the attention (invented numbers)", 20, fill=GREY)
