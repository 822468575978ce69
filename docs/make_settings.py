"""Prints the table of the settings that `docs/settings.md` shows: `python docs/make_settings.py`."""

from __future__ import annotations

import json
import sys

from deckbuild.config import tool_defaults
from deckbuild.config.settings import DECK_SETTINGS, DECKS, EDITOR, Settings
from deckbuild.diagnostics.source import Placed
from deckbuild.themes.vendored import PLUGINS


def table() -> str:
    """Return the table: each setting with its default, empty where there is none, and its summary."""
    rows = [f"| `{each.name}` | {default(each.name)} | {each.summary} |" for each in (*DECK_SETTINGS, DECKS, EDITOR)]
    return "\n".join(["| setting | default | what it is |", "| --- | --- | --- |", *rows])


def default(name: str) -> str:
    """Return the default of a setting as YAML would have it."""
    value = getattr(Settings(), name)
    if name == "plugins":
        return f"`[{', '.join(PLUGINS)}]`"
    if name == "theme":
        return f"`{tool_defaults.OUR_THEME.text}`, or [its tool's](#settings-of-other-tools)"
    if name == "limits":
        return "[below](#limits)"
    if isinstance(value, bool):
        return f"`{json.dumps(value)}`"
    text = value.text if isinstance(value, Placed) else value
    return f"`{text}`" if isinstance(text, str) and text else ""


if __name__ == "__main__":
    sys.stdout.write(f"{table()}\n")
