"""Hands the options of a project's own plugins on: `reveal: {menu: {side: left}}`, where RevealMenu is a plugin.

Which names a plugin reads, only its script knows. So with a plugin or a script of the project, and in a project of
another tool, each name is handed on that reveal.js does not know, but for one that is most likely a slip in one of its
own names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckbuild.config import math_plugins
from deckbuild.config.mapping import UNKNOWN_SETTING, Other
from deckbuild.config.reveal_options import OPTIONS, REVEAL
from deckbuild.config.settings import SHIPPED_PLUGINS
from deckbuild.config.taken_over import NOT_TAKEN_OVER
from deckbuild.config.translation import MKSLIDES
from deckbuild.diagnostics.problem import about_word, closest

if TYPE_CHECKING:
    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic

_SLIP = 0.8  # how like a name of reveal.js' own a slip is, from 0 to 1
_LOADED = "dependencies"  # the scripts that reveal.js fetches when it starts; none of our pages has them beside it
_MARK = "reveal"  # which names of plugins begin with, and names of options do not


def settled(settings: Settings) -> tuple[Settings, list[Diagnostic]]:
    """Return ``settings`` with the options that a plugin may read, and what there is to say of the others.

    The plugins of a deck of mkslides come beside those that it always has. Macros of math plugins are ours, too.
    """
    if settings.tool == MKSLIDES:
        settings = settings._replace(plugins=tuple(dict.fromkeys((*SHIPPED_PLUGINS, *settings.plugins))))
    plugins = [plugin.name for plugin in settings.plugins if plugin.scripts]
    others = bool(plugins or settings.scripts or settings.tool)
    options: dict[str, Any] = {}
    unknown = []
    macros: dict[str, str] = {}
    for name, value in settings.reveal.items():
        found = math_plugins.macros(name, value.plain) if isinstance(value, Other) else {}
        macros |= found
        if not isinstance(value, Other):
            options[name] = value
        elif name == _LOADED:
            hint = "list the scripts under plugins: or scripts:"
            unknown.append(
                about_word(NOT_TAKEN_OVER, value.name, "what reveal.js loads itself is not in the page", hint)
            )
        elif found or _is_of(plugins, name) or (others and not closest(name, OPTIONS, _SLIP)):
            options[name] = value.plain
        else:
            unknown.append(about_word(UNKNOWN_SETTING, value.name, *_told(name)))
    return settings._replace(reveal=options, math={**macros, **settings.math}), unknown


def _is_of(plugins: list[str], option: str) -> bool:
    """Return whether the name of one of ``plugins`` shows that it has the ``option``."""
    return any(option.lower() in plugin.lower().removeprefix(_MARK) for plugin in plugins)


def _told(name: str) -> tuple[str, str]:
    """Return the message and the hint about an option that nobody has."""
    message, hint = REVEAL.unknown(name)
    return message, hint or "an option of a plugin wants the plugin under plugins:"
