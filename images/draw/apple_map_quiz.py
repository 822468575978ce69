"""The first quiz asks where on the map of meanings the word apple belongs."""

from palette import ATTENTION, DEVICE, FRUIT, INK, LARGE, TITLE
from picture import Picture, still
from svg import Point, arrow, between, lines, text
from word_map import axes, device, fruit, region, spot

WIDTH, HEIGHT = 672, 472
DEVICES: Point = (180, 366)
FRUITS: Point = (496, 156)
SPOTS: dict[str, Point] = {"A": (78, 362), "B": (598, 152), "C": (338, 262)}


def pictures() -> list[Picture]:
    """Draw the question and its answer."""
    return [
        still("embedding_apple_quiz_1_1", WIDTH, HEIGHT, _question()),
        still("embedding_apple_quiz_1_2", WIDTH, HEIGHT, _answer()),
    ]


def _map() -> str:
    return (
        axes(16, 60, 658, 462)
        + region(DEVICES, (154, 84), DEVICE)
        + region(FRUITS, (158, 90), FRUIT)
        + text(56, 268, "devices", 25, fill=DEVICE, bold=True, anchor="start")
        + text(640, 250, "fruit", 25, fill=FRUIT, bold=True, anchor="end")
        + fruit((454, 98), "banana")
        + fruit((384, 134), "orange")
        + fruit((430, 171), "cherry")
        + fruit((402, 208), "strawberry")
        + device((146, 310), "phone")
        + device((168, 347), "Android")
        + device((136, 384), "laptop")
        + device((120, 420), "Microsoft")
    )


def _heading(words: str) -> str:
    return text(WIDTH / 2, 28, words, TITLE, bold=True)


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
        + text(middle[0] + 40, middle[1] + 10, "apple", 30, fill=ATTENTION, bold=True, anchor="start")
        + lines(508, 376, ["One word, one vector,", "two meanings: it lies", "between the groups"], LARGE, leading=1.3)
    )
