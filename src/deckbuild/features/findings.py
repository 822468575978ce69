"""What the rules of features find in one text: which features it uses, attributes, and what is wrong."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.diagnostics.problem import Problem
from deckbuild.features.variable_marks import as_written, uses_in, with_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping

    from deckbuild.diagnostics.problem import Rule
    from deckbuild.features.variable_marks import Use
    from deckbuild.html.attributes import Word
    from deckbuild.parsing.given import SlideFile, SlideKey

_KEY = "findings"  # where the environment of a text, as markdown-it-py calls it, has them


class Wrong(NamedTuple):
    """A rule broken by what is ``written`` in the ``line`` of a text (from 0), or by a part of it.

    The part begins ``at`` an offset in what is written, ``width`` characters long; 0 is all of it.
    """

    rule: Rule
    line: int
    written: str
    message: str
    hint: str = ""
    at: int = 0
    width: int = 0


class Given(NamedTuple):
    """Attributes as they are ``written`` in the ``line`` of a text (from 0), and the words there that are none."""

    attributes: Mapping[str, str]
    strange: tuple[Word, ...]
    written: str
    line: int


class Findings:
    """Collects what rules find in one text; ``settings`` are those of the features, ``files`` those of the slide.

    ``preamble`` is what the slides before it define, ``keys`` are the words of the slide that may cite works;
    ``in_notes`` says that the text is for the speaker, without steps, ``in_preview`` that it is for the live preview.
    ``variables`` are the values of variables by their names, ``uses`` those for which marks stand in the text, and
    ``seen`` those of them that stand outside of code.
    """

    def __init__(
        self,
        settings: Mapping[str, Any] = MappingProxyType({}),
        files: Iterable[SlideFile] = (),
        preamble: str = "",
        keys: Iterable[SlideKey] = (),
        *,
        in_notes: bool = False,
        in_preview: bool = False,
    ) -> None:
        self.settings, self.preamble, self.in_notes, self.in_preview = settings, preamble, in_notes, in_preview
        self.files = {each.name: each for each in files}
        self.keys = {each.name: each for each in keys}
        self.used: set[str] = set()  # the names of the features that the text uses
        self.given: list[Given] = []
        self.section: dict[str, str] = {}  # attributes of the slide's own section
        self.variables: Mapping[str, str] = {}
        self.uses: list[Use] = []
        self.seen: dict[Use, None] = {}
        self._wrong: list[Wrong] = []

    @property
    def environment(self) -> dict[str, Any]:
        """The environment of a text in which rules find this."""
        return {_KEY: self}

    @property
    def language(self) -> str:
        """The language of the deck without its region, such as `de`; empty where it is the usual one."""
        return str(self.settings.get("language", "")).partition("-")[0].lower()

    def tell(
        self, rule: Rule, line: int, written: str, message: str, hint: str = "", *, at: int = 0, width: int = 0
    ) -> None:
        """Report that ``rule`` is broken by what is ``written`` in a ``line``, or by a part of it (see `Wrong`)."""
        words = as_written(written, self.uses)
        if words != written:
            width = len(as_written(written[at : at + width], self.uses))
            at = len(as_written(written[:at], self.uses))
        message, hint = (with_values(each, self.uses) for each in (message, hint))
        self._wrong.append(Wrong(rule, line, words, message, hint, at, width))

    def give(self, read: Mapping[str, str], strange: Iterable[Word], written: str, line: int) -> dict[str, str]:
        """Return attributes as they were ``read`` in a ``line``, with values of variables; what is wrong is told.

        ``strange`` are the words there that are none.
        """
        for value in read.values():
            self.seen |= dict.fromkeys(uses_in(value, self.uses))
        filled = {name: with_values(value, self.uses) for name, value in read.items()}
        words = tuple(each._replace(text=as_written(each.text, self.uses)) for each in strange)
        self.given.append(Given(filled, words, as_written(written, self.uses), line))
        return filled

    def problems(self, text: str) -> Iterator[Problem]:
        """Yield what is wrong, at its offsets in ``text``."""
        for each in self._wrong:
            offset = place(text, each.line, each.written) + each.at
            yield Problem(each.rule, offset, each.message, each.hint, max(1, each.width or len(each.written)))


def findings(environment: MutableMapping[str, Any]) -> Findings:
    """Return the findings of a text, from its ``environment``."""
    found: Findings = environment[_KEY]
    return found


def place(text: str, line: int, written: str) -> int:
    """Return the offset at which something is ``written`` in a ``line`` of ``text``; that of the line if it is not."""
    start = 0
    for _ in range(line):
        start = text.find("\n", start) + 1
    return max(text.find(written, start), start)
