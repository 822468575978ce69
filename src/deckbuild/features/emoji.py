"""Emojis by their names, as on GitHub: `:smile:` is the character."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

# One name or several, not in a word, a time or an address.
_NAMES = re.compile(r"(?<![\w:/])(?::[a-z0-9_+-]+:)+(?![\w:/])")
_NAME = re.compile(r":[a-z0-9_+-]+:")


def _install(rules: MarkdownIt) -> None:
    rules.inline.ruler.before("html_inline", FEATURE.name, _character)


def _character(state: StateInline, silent: bool) -> bool:
    """Read names of emojis; all other words between colons are text."""
    found = _NAMES.match(state.src, state.pos, state.posMax) if state.src[state.pos] == ":" else None
    characters = [*map(_named, _NAME.findall(found[0]))] if found else []
    if not found or not all(characters):
        return False
    if not silent:
        findings(state.env).used.add(FEATURE.name)
        state.append_pending("".join(characters))
    state.pos = found.end()
    return True


@cache
def _named(name: str) -> str:
    """Return the emoji of a ``name`` between colons; empty if there is none."""
    from pymdownx import gemoji_db  # type: ignore[import-untyped]  # 10 ms

    about = gemoji_db.emoji.get(gemoji_db.aliases.get(name, name), {})
    codes = about.get("unicode_alt") or about.get("unicode", "")
    return "".join(chr(int(code, 16)) for code in codes.split("-") if code)


FEATURE = Feature(
    "emoji",
    "Emojis by their names, such as `:smile:`.",
    "`:smile:` is the character; the names are those of GitHub. Any other word between colons stays as it is typed.",
    """\
A good idea :bulb: is worth a :coffee:.
""",
    _install,
    characters=":",
    replaced_by=("pymdownx.emoji",),
)
