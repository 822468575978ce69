"""What a feature is: its rules for Markdown, what it needs, what can be wrong with it, and an example."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.features import PIPELINE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from markdown_it import MarkdownIt

    from deckbuild.diagnostics.problem import Rule


class Feature(NamedTuple):
    """One thing that authors write.

    ``install`` puts its rules into the parser; those that begin inside of a text begin at one of ``characters``. It
    works only together with the features that it ``needs``. The extensions of Python-Markdown in ``replaced_by`` do
    the same, and win. ``settings`` are the names of its settings, ``rules`` those of diagnostics. ``example`` is the
    Markdown that the documentation, the tests and `deckbuild explain` show; ``about`` says in sentences what it means.

    A style sheet of its name may lie beside it; a page has that when one of its slides uses the feature.
    """

    name: str
    summary: str
    about: str
    example: str
    install: Callable[[MarkdownIt], None]
    rules: tuple[Rule, ...] = ()
    settings: tuple[str, ...] = ()
    characters: str = ""
    needs: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()


def load(name: str) -> Feature:
    """Return the feature ``name``."""
    found: Feature = import_module(f"{__package__}.{name.replace('-', '_')}").FEATURE
    return found


def every() -> Iterator[Feature]:
    """Yield all features."""
    return map(load, PIPELINE)


def used(
    text: str, names: Collection[str], extensions: Iterable[str] = (), settings: Collection[str] = ()
) -> tuple[Feature, ...]:
    """Return those of the features ``names`` of which ``text`` holds a sign, and what they need.

    One that has the name of a setting, and is among ``settings``, needs no sign. One that an extension of
    Python-Markdown replaces is not among them.
    """
    signed = [name for name in PIPELINE if name in names and (name in settings or _has_sign(text, name))]
    found = [each for each in map(load, signed) if not set(each.replaced_by).intersection(extensions)]
    wanted = {name for each in found for name in (each.name, *each.needs)}
    return tuple(load(name) for name in PIPELINE if name in wanted)


def _has_sign(text: str, name: str) -> bool:
    signs = PIPELINE[name]
    return any(sign in text for sign in signs) if isinstance(signs, tuple) else signs.search(text) is not None
