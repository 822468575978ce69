"""Makes frozen dataclasses with slots, in a quarter of the time that `dataclasses` takes for them.

`dataclass(frozen=True, slots=True)` writes and compiles six methods for each class, and with sixty classes that is a
seventh of a cold build. Here `__init__` alone is compiled; the other methods are the same functions for all classes.
What `dataclasses` says of such a class (`fields`, `replace`, `astuple`) holds for these, too.
"""

# ruff: noqa: ANN401, ARG001, N807 -- methods of any class, with the parameters and names that Python gives them

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from dataclasses import Field
    from typing import NoReturn, TypeVar

    from typing_extensions import dataclass_transform

    Class = TypeVar("Class", bound=type)
else:

    def dataclass_transform(**_about: object) -> Any:
        """Return what leaves a function as it is; from Python 3.11 on `typing` has it."""
        return lambda function: function


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Class) -> Class:
    """Return ``cls`` as `dataclass(frozen=True, slots=True)` makes it."""
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    made._compared = attrgetter("__class__", *(each.name for each in fields(made) if each.compare))
    made.__init__ = _init(made)
    for method in (__repr__, __eq__, __hash__, __setattr__, __delattr__, __getstate__, __setstate__):
        setattr(made, method.__name__, method)
    result: Class = made
    return result


def _init(cls: Any) -> Any:
    """Return the method that gives each field its value, past the `__setattr__` that refuses."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    taken = [each for each in fields(cls) if each.init]
    parameters = ", ".join(["self", *(_parameter(each, names) for each in taken)])
    lines = [f"_set(self, {each.name!r}, {_given(each)})" for each in taken]
    lines.append("self.__post_init__()" if hasattr(cls, "__post_init__") else "return")
    exec(f"def __init__({parameters}):\n " + "\n ".join(lines), names)  # noqa: S102 -- as `dataclasses` does
    init = names["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _parameter(about: Field[Any], names: dict[str, Any]) -> str:
    """Return the parameter of a field; what it needs when it is left out goes into ``names``."""
    if about.default_factory is not MISSING:
        names[f"_new_{about.name}"] = about.default_factory
        return f"{about.name}=_missing"
    if about.default is not MISSING:
        names[f"_default_{about.name}"] = about.default
        return f"{about.name}=_default_{about.name}"
    return about.name


def _given(about: Field[Any]) -> str:
    """Return the expression for the value of a field."""
    name = about.name
    return name if about.default_factory is MISSING else f"_new_{name}() if {name} is _missing else {name}"


def _shown(self: Any) -> Iterator[str]:
    return (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)


# The methods of all values.


def __repr__(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(_shown(self))})"


def __eq__(self: Any, other: Any) -> Any:
    return self._compared(self) == self._compared(other) if type(self) is type(other) else NotImplemented


def __hash__(self: Any) -> int:
    return hash(self._compared(self))


def __setattr__(self: Any, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def __delattr__(self: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def __getstate__(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def __setstate__(self: Any, state: list[object]) -> None:
    for each, content in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, content)
