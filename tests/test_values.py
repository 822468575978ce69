"""A value is what `dataclass(frozen=True, slots=True)` makes, made sooner."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, astuple, dataclass, field, replace
from typing import Any

import pytest

from deckbuild.values import frozen


@frozen
class Ours:
    """A class with fields of each kind."""

    name: str
    count: int = 1
    words: list[str] = field(default_factory=list)
    hidden: int = field(default=0, repr=False, compare=False)
    length: int = field(init=False)

    def __post_init__(self) -> None:
        """Fill the field that nobody gives."""
        object.__setattr__(self, "length", len(self.name))


@dataclass(frozen=True, slots=True)
class Theirs:
    """The same, made by `dataclasses`."""

    name: str
    count: int = 1
    words: list[str] = field(default_factory=list)
    hidden: int = field(default=0, repr=False, compare=False)
    length: int = field(init=False)

    def __post_init__(self) -> None:
        """Fill the field that nobody gives."""
        object.__setattr__(self, "length", len(self.name))


@frozen
class Point:
    """A class with nothing but its fields."""

    x: int
    y: int


@frozen
class Nothing:
    """A class without fields."""


@pytest.mark.parametrize("given", [{"name": "a"}, {"name": "b", "count": 2, "words": ["c"], "hidden": 3}])
def test_a_value_has_the_fields_and_the_looks_of_a_dataclass(given: dict[str, Any]) -> None:
    ours, theirs = Ours(**given), Theirs(**given)

    assert astuple(ours) == astuple(theirs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert Ours.__slots__ == Theirs.__slots__  # type: ignore[attr-defined]
    assert Ours.__match_args__ == Theirs.__match_args__
    assert not hasattr(ours, "__dict__")


def test_values_are_equal_when_their_fields_and_their_classes_are() -> None:
    assert Ours("a", hidden=1) == Ours("a", hidden=2)
    assert Ours("a") != Ours("b")
    assert Ours("a") != Theirs("a")
    assert (Point(1, 2) == (1, 2)) is False
    assert Nothing() == Nothing()
    assert len({Point(1, 2), Point(1, 2), Point(2, 1)}) == 2


def test_no_two_values_share_what_a_factory_made() -> None:
    assert Ours("a").words is not Ours("a").words


def test_a_value_does_not_change() -> None:
    point = Point(1, 2)

    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 3  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del point.x
    assert replace(point, x=3) == Point(3, 2)
    assert point == Point(1, 2)


@pytest.mark.parametrize("value", [Ours("a", 2, ["b"]), Point(1, 2), Nothing()])
def test_a_value_goes_to_other_processes_and_is_copied(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value) == value


def test_a_value_takes_what_its_fields_are_and_nothing_else() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Point(1, 2, z=3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'y'"):
        Point(1)  # type: ignore[call-arg]
