"""The first quiz asks where on the map of meanings the word apple belongs."""

from palette import ATTENTION, DEVICE, FRUIT, INK, TITLE
from picture import Picture, still
from svg import Point, arrow, between, text
from word_map import axes, device, fruit, region, spot

WIDTH, HEIGHT, SCALE = 576, 432, 2.5
DEVICES: Point = (150, 338)
FRUITS: Point = (428, 137)
SPOTS: dict[str, Point] = {"A": (62, 334), "B": (516, 134), "C": (290, 236)}


def pictures() -> list[Picture]:
    """Draw the question and its answer."""
    return [
        still("embedding_apple_quiz_1_1", WIDTH, HEIGHT, _question(), scale=SCALE),
        still("embedding_apple_quiz_1_2", WIDTH, HEIGHT, _answer(), scale=SCALE),
    ]


def _map() -> str:
    return (
        axes(12, 56, 568, 424)
        + region(DEVICES, (130, 80), DEVICE)
        + region(FRUITS, (140, 84), FRUIT)
        + text(52, 246, "devices", 22, fill=DEVICE, bold=True, anchor="start")
        + text(556, 222, "fruit", 22, fill=FRUIT, bold=True, anchor="end")
        + fruit((392, 84), "banana")
        + fruit((330, 117), "orange")
        + fruit((370, 150), "cherry")
        + fruit((348, 183), "strawberry")
        + device((122, 286), "phone")
        + device((140, 320), "Android")
        + device((112, 354), "laptop")
        + device((98, 388), "Microsoft")
    )


def _heading(words: str) -> str:
    return text(288, 22, words, TITLE, bold=True)


def _question() -> str:
    spots = "".join(spot(place, letter) for letter, place in SPOTS.items())
    return _heading("Where does the word “apple” go?") + _map() + spots


def _answer() -> str:
    middle = SPOTS["C"]
    pulls = "".join(
        arrow(between(middle, end, 0.17), between(middle, end, 0.36), stroke=INK, thick=4, head=14)
        for end in (DEVICES, FRUITS)
    )
    dropped = "".join(spot(SPOTS[letter], letter, dropped=True) for letter in "AB")
    return (
        _heading("C: close to both groups")
        + _map()
        + dropped
        + pulls
        + spot(middle, "C", chosen=True)
        + text(middle[0] + 34, middle[1] + 8, "apple", 26, fill=ATTENTION, bold=True, anchor="start")
        + text(434, 322, "One word, one vector,", 24)
        + text(434, 353, "two meanings: it sits", 24)
        + text(434, 384, "between the groups", 24)
    )
