"""The three families of transformers and who may look at whom in each of them."""

from collections.abc import Callable
from typing import NamedTuple

from markup import DASH
from palette import ATTENTION, BODY, GREY, MIST, RULE, SMALLEST, TITLE, WHITE
from picture import Picture, still
from svg import lines, rect, text

WIDTH, HEIGHT = 784, 556
EDGE, COLUMN, GAP = 12.0, 240.0, 20.0
MASK_TOP = 108.0
Allowed = Callable[[int, int], bool]


class Role(NamedTuple):
    """One family: its name, its models, its mask and its work."""

    name: str
    models: str
    sight: str
    verb: str
    tasks: list[str]


ROLES = [
    Role("Encoder only", "BERT", "sees every word", "Understand", ["classify, tag,", "search"]),
    Role("Decoder only", "GPT", "sees no later word", "Generate", ["write text,", "chat, code"]),
    Role(
        f"Encoder{DASH}decoder",
        "T5, BART, original",
        "reads all, then writes",
        "Transform",
        ["translate,", "summarise"],
    ),
]


def picture() -> Picture:
    """Three columns: encoder, decoder, both."""
    masks = [_square(_full), _square(_causal), _both]
    columns = "".join(
        _column(EDGE + i * (COLUMN + GAP), role, mask) for i, (role, mask) in enumerate(zip(ROLES, masks, strict=True))
    )
    return still("transformer_roles", WIDTH, HEIGHT, columns, _legend())


def _column(left: float, role: Role, mask: Callable[[float], str]) -> str:
    centre = left + COLUMN / 2
    return (
        rect(left, EDGE, COLUMN, 484, fill=MIST, radius=12)
        + text(centre, 44, role.name, 28, bold=True)
        + text(centre, 80, role.models, BODY, fill=GREY)
        + mask(centre)
        + text(centre, 328, role.sight, BODY)
        + rect(left + 20, 354, COLUMN - 40, 1.5, fill=RULE, radius=0)
        + text(centre, 391, role.verb, TITLE, fill=ATTENTION, bold=True)
        + lines(centre, 448, role.tasks, 25)
    )


def _full(row: int, column: int) -> bool:
    return row >= 0 and column >= 0


def _causal(row: int, column: int) -> bool:
    return column <= row


def _grid(left: float, top: float, count: int, cell: float, allowed: Allowed) -> str:
    return "".join(
        _cell(left + column * cell, top + row * cell, cell, allowed(row, column))
        for row in range(count)
        for column in range(count)
    )


def _cell(x: float, y: float, size: float, seen: bool) -> str:
    inner = size - 4
    if seen:
        return rect(x + 2, y + 2, inner, inner, fill=ATTENTION, stroke=ATTENTION, radius=3)
    return rect(x + 2, y + 2, inner, inner, fill=WHITE, stroke=RULE, radius=3)


def _square(allowed: Allowed) -> Callable[[float], str]:
    def mask(centre: float) -> str:
        return _grid(centre - 95, MASK_TOP, 5, 38, allowed)

    return mask


def _both(centre: float) -> str:
    cell, block, apart = 26.0, 78.0, 16.0
    left, right = centre - block - apart / 2, centre + apart / 2
    lower = MASK_TOP + block + 10
    return (
        _grid(left, MASK_TOP, 3, cell, _full)
        + lines(right + 2, MASK_TOP + block / 2, ["encoder:", "full"], SMALLEST, anchor="start")
        + _grid(left, lower, 3, cell, _full)
        + _grid(right, lower, 3, cell, _causal)
        + text(left + block / 2, lower + block + 18, "cross", SMALLEST)
        + text(right + block / 2, lower + block + 18, "causal", SMALLEST)
    )


def _legend() -> str:
    y = 526.0
    return (
        text(EDGE, y, "Row: the word that looks.  Column: the word seen.", BODY, anchor="start")
        + _cell(526, y - 15, 30, True)
        + text(562, y, "may look", BODY, anchor="start")
        + _cell(666, y - 15, 30, False)
        + text(702, y, "hidden", BODY, anchor="start")
    )
