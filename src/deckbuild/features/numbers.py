"""Numbers as people write them: with a sign, a unit, spaces between thousands, and a point or a comma."""

# ruff: noqa: RUF001 -- signs of numbers look like letters

from __future__ import annotations

import re
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

POINT, COMMA = ".", ","
_SPACE = "[ \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}]"
_MINUS = "-\N{MINUS SIGN}\N{EN DASH}"
_GROUPS = {POINT: ",", COMMA: r"\."}  # what stands between thousands besides spaces, if not the decimal sign
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻\N{MINUS SIGN}\N{EN DASH}", "0123456789+---")
_GAP = re.compile(rf"(?:[{_MINUS}\N{{EM DASH}}…?]|n/?a|nan|null|none)?", re.IGNORECASE)


class Number(NamedTuple):
    """A number as it is written: up to its decimal sign, and from there on with its ``unit``."""

    head: str
    tail: str
    value: float
    unit: str = ""


def read(text: str, decimal: str = POINT) -> Number | None:
    """Return the number that is all of ``text``, with ``decimal`` as its decimal sign; None if it is none."""
    found = _pattern(decimal).fullmatch(text.strip())
    if not found or not (found["whole"] or found["fraction"]):
        return None
    digits = re.sub(r"\D", "", found["whole"]) or "0"
    exponent = (found["exponent"] or found["power"] or "0").translate(_RAISED)
    sign = "-" if any(minus in found["before"] for minus in _MINUS) else ""
    value = float(f"{sign}{digits}.{(found['fraction'] or '')[1:]}e{exponent}")
    return Number(found["head"], found["tail"], value, found["unit"]) if isfinite(value) else None


def is_gap(text: str) -> bool:
    """Return whether ``text`` stands for a number that is missing: nothing, a dash, `n/a`."""
    return _GAP.fullmatch(text.strip()) is not None


def decimal_of(texts: Iterable[str]) -> str:
    """Return the decimal sign of the numbers among ``texts``: a comma, if more of them can be read so."""
    texts = tuple(texts)
    counts = {sign: sum(read(each, sign) is not None for each in texts) for sign in (POINT, COMMA)}
    return COMMA if counts[COMMA] > counts[POINT] else POINT


@cache
def _pattern(decimal: str) -> re.Pattern[str]:
    group = rf"(?:{_SPACE}|['’_]|{_GROUPS[decimal]})"
    return re.compile(
        rf"(?P<head>(?P<before>(?:[{_MINUS}~≈<>≤≥±+$€£¥]{_SPACE}?){{0,3}})(?P<whole>\d{{1,3}}(?:{group}\d{{3}})+|\d*))"
        rf"(?P<tail>(?P<fraction>{re.escape(decimal)}\d+)?"
        rf"(?:[eE](?P<exponent>[{_MINUS}+]?\d+)|{_SPACE}?[×·]{_SPACE}?10\^?(?P<power>[{_MINUS}⁺⁻+]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+))?"
        rf"(?P<unit>(?:{_SPACE}?(?:[^\W\d_]|[%‰°′″(±*†‡$€£¥]).{{0,14}})?))"
    )
