"""Six typical attention heads, as invented weights over one sentence."""

from collections.abc import Callable
from typing import NamedTuple

TOKENS = ["[CLS]", "the", "big", "bear", "ate", "honey", "because", "it", "was", "sweet"]
FOCUS = 0.82  # the share of a head's attention that goes where its name says
BIG, BEAR, HONEY, IT, SWEET = 2, 3, 5, 7, 9
Matrix = list[list[float]]


class Head(NamedTuple):
    """A head by what it does, and whom each word looks at."""

    attends_to: list[str]
    target: Callable[[int], int | None]


def _previous(i: int) -> int:
    return max(i - 1, 0)


def _next(i: int) -> int:
    return min(i + 1, len(TOKENS) - 1)


def _itself(i: int) -> int:
    return i


def _noun(i: int) -> int | None:
    return {BIG: BEAR, SWEET: HONEY}.get(i)


def _meant(i: int) -> int | None:
    return {IT: HONEY}.get(i)


def _start(_: int) -> int:
    return 0


HEADS = [
    Head(["attends to the", "previous word"], _previous),
    Head(["attends to the", "next word"], _next),
    Head(["attends to the", "word itself"], _itself),
    Head(["attends to the noun", "it describes"], _noun),
    Head(["attends to what", "“it” stands for"], _meant),
    Head(["attends to the", "start, [CLS]"], _start),
]


def weights(head: Head) -> Matrix:
    """Row i says how much word i looks at every word; each row sums to 1."""
    return [_row(i, head.target(i)) for i in range(len(TOKENS))]


def _row(i: int, target: int | None) -> list[float]:
    """Most goes to the target and the rest to near words; without a target all words share alike."""
    if target is None:
        return [1 / len(TOKENS)] * len(TOKENS)
    near = [0.0 if j == target else 0.5 ** abs(i - j) for j in range(len(TOKENS))]
    rest = (1 - FOCUS) / sum(near)
    return [FOCUS if j == target else rest * closeness for j, closeness in enumerate(near)]
