"""What is compared: cases of Markdown, each with its separators, as reveal.js and as deckbuild are told them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from deckbuild.parsing import slides


@dataclass(frozen=True, slots=True)
class Separators:
    """How a text is divided: reveal.js' three regular expressions (empty: its default), and our dialect."""

    horizontal: str = ""
    vertical: str = ""
    notes: str = ""
    dialect: slides.Dialect = field(default_factory=slides.dialect)

    def attributes(self) -> str:
        """Return them as attributes of reveal.js' section."""
        named = {"": self.horizontal, "-vertical": self.vertical, "-notes": self.notes}
        return " ".join(f'data-separator{name}="{escape(value)}"' for name, value in named.items() if value)


NATIVE = Separators(r"^\r?\n?!SLIDE", r"^\r?\n?!SUB", r"^\r?\n?!NOTE", slides.NATIVE)
REVEAL_MD = Separators(r"\r?\n---\r?\n", r"\r?\n----\r?\n")
REVEAL = Separators()


@dataclass(frozen=True, slots=True)
class Case:
    """One text to compare; ``id`` is unique within its ``source``."""

    source: str
    id: str
    markdown: str
    separators: Separators = NATIVE
    attributes: str = ""
    config: dict[str, Any] = field(default_factory=dict)

    def for_browser(self) -> dict[str, Any]:
        """Return what browser.js gives to reveal.js."""
        attributes = f"{self.separators.attributes()} {self.attributes}"
        return {"markdown": self.markdown, "attributes": attributes, "config": self.config}


_OWN = re.compile(r'data-separator(?P<which>-vertical|-notes|)="(?P<regex>[^"]*)"')


def observed(data: dict[str, Any]) -> Case:
    """Return a case of reveal-cases.json; its separators stand in attributes of the section, or in the options."""
    own = {found["which"]: found["regex"] for found in _OWN.finditer(data["section_attrs"])}
    config = data["config"]
    found = (
        own.get("", config.get("separator", "")),
        own.get("-vertical", config.get("verticalSeparator", "")),
        own.get("-notes", config.get("notesSeparator", "")),
    )
    attributes = _OWN.sub("", data["section_attrs"]).strip()
    dialect = slides.dialect(_framed(found[0]), _framed(found[1]), found[2])
    return Case("a", data["id"], data["md"], Separators(*found, dialect), attributes, config)


def _framed(regex: str) -> str:
    """Return a separator of reveal.js that begins and ends with a line end as one that stands on its line."""
    return re.sub(r"^\^?\\?\r?(?:\\r)?\??(?:\\n|\n)(.*?)(?:\\r|\r)?\??(?:\\n|\n)\$?$", r"^\1$", regex)
