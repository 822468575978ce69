"""The three families of transformers and who may look at whom in each of them."""

from collections.abc import Callable
from typing import NamedTuple

from markup import DASH
from palette import ATTENTION, BODY, GREY, MIST, RULE, SMALL, TITLE, WHITE
from picture import Picture, still
from svg import lines, rect, text

WIDTH, HEIGHT = 672, 500
COLUMN, GAP = 212.0, 18.0
MASK_TOP = 98.0
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
        _column(i * (COLUMN + GAP), role, mask) for i, (role, mask) in enumerate(zip(ROLES, masks, strict=True))
    )
    return still("transformer_roles", WIDTH, HEIGHT, columns, _legend())


def _column(left: float, role: Role, mask: Callable[[float], str]) -> str:
    centre = left + COLUMN / 2
    return (
        rect(left, 0, COLUMN, 448, fill=MIST, radius=12)
        + text(centre, 30, role.name, 25, bold=True)
        + text(centre, 64, role.models, BODY, fill=GREY)
        + mask(centre)
        + text(centre, 296, role.sight, BODY)
        + rect(left + 20, 320, COLUMN - 40, 2, fill=RULE, radius=0)
        + text(centre, 351, role.verb, TITLE, fill=ATTENTION, bold=True)
        + lines(centre, 402, role.tasks, 22)
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
        return _grid(centre - 85, MASK_TOP, 5, 34, allowed)

    return mask


def _both(centre: float) -> str:
    cell, block, apart = 23.0, 69.0, 14.0
    left, right = centre - block - apart / 2, centre + apart / 2
    lower = MASK_TOP + block + 10
    return (
        _grid(left, MASK_TOP, 3, cell, _full)
        + lines(right + 2, MASK_TOP + block / 2, ["encoder:", "full"], SMALL, anchor="start")
        + _grid(left, lower, 3, cell, _full)
        + _grid(right, lower, 3, cell, _causal)
        + text(left + block / 2, lower + block + 14, "cross", SMALL)
        + text(right + block / 2, lower + block + 14, "causal", SMALL)
    )


def _legend() -> str:
    y = 478.0
    return (
        text(0, y, "Row: the word that looks.  Column: the word seen.", BODY, anchor="start")
        + _cell(452, y - 14, 28, True)
        + text(484, y, "may look", BODY, anchor="start")
        + _cell(570, y - 14, 28, False)
        + text(602, y, "hidden", BODY, anchor="start")
    )
