"""Hands the options of a project's own plugins on: `reveal: {menu: {side: left}}`, where RevealMenu is a plugin.

Which names a plugin reads, only its script knows. So with a plugin of the project each name is handed on that reveal.js
does not know, but for one that is most likely a slip in one of reveal.js' own names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckbuild.config.mapping import UNKNOWN_SETTING, Other
from deckbuild.config.reveal_options import OPTIONS, REVEAL
from deckbuild.diagnostics.problem import about_word, closest

if TYPE_CHECKING:
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic

_SLIP = 0.8  # how like a name of reveal.js' own a slip is, from 0 to 1
_MARK = "reveal"  # which names of plugins begin with, and names of options do not


def settled(settings: Settings) -> tuple[Settings, list[Diagnostic]]:
    """Return ``settings`` with the options that a plugin may read, and what there is to say of the others."""
    plugins = [plugin.name for plugin in settings.plugins if plugin.scripts]
    options: dict[str, Any] = {}
    unknown = []
    for name, value in settings.reveal.items():
        if not isinstance(value, Other):
            options[name] = value
        elif _may_own(plugins, name):
            options[name] = value.plain
        else:
            unknown.append(about_word(UNKNOWN_SETTING, value.name, *_told(name)))
    return settings._replace(reveal=options), unknown


def _may_own(plugins: list[str], option: str) -> bool:
    """Return whether one of ``plugins`` may have an ``option`` of this name."""
    owned = any(option.lower() in plugin.lower().removeprefix(_MARK) for plugin in plugins)
    return owned or (bool(plugins) and not closest(option, OPTIONS, _SLIP))


def _told(name: str) -> tuple[str, str]:
    """Return the message and the hint about an option that nobody has."""
    message, hint = REVEAL.unknown(name)
    return message, hint or "an option of a plugin wants the plugin under plugins:"
