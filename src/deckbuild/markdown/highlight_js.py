"""highlight.js' themes, by which other tools name the colours of code, and the style of Pygments nearest to each.

Near means: a background as light or dark, then like colours of keywords, strings, comments, names and numbers. Most
were measured (CIE Lab), some chosen by eye. Those of `base16/` stand here without it.
"""

from __future__ import annotations

import re
from functools import cache

# highlight.js 11.11; by the style of Pygments (2.18 has them all) the names of the themes
_NEAREST = {
    "arduino": "arduino-light",
    "bw": "ascetic equinox grayscale grayscale-light",
    "default": "default foundation routeros",
    "dracula": "dracula gradient-dark shades-of-purple",
    "friendly": """
        color-brewer docco equilibrium-gray-light isbl-editor-light lightfair mono-blue purebasic
        stackoverflow-light
    """,
    "github-dark": "dark-violet github-dark github-dark-dimmed heetch-dark qualia",
    "gruvbox-dark": """
        a11y-dark gml gruvbox-dark-hard gruvbox-dark-medium gruvbox-dark-pale gruvbox-dark-soft helios
        kimbie-dark london-tube pojoaque srcery summercamp summerfruit-dark tender
    """,
    "gruvbox-light": """
        gradient-light gruvbox-light-hard gruvbox-light-medium gruvbox-light-soft kimbie-light school-book
    """,
    "material": """
        bright danqing decaf eighties espresso humanoid-dark material material-darker tomorrow-night-blue
    """,
    "monokai": "atelier-estuary monokai monokai-sublime",
    "native": """
        androidstudio arta black-metal black-metal-bathory black-metal-burzum black-metal-dark-funeral
        black-metal-gorgoroth black-metal-immortal black-metal-khold black-metal-marduk black-metal-mayhem
        black-metal-nile black-metal-venom classic-dark codepen-embed dark default-dark far grayscale-dark
        green-screen ir-black obsidian railscasts sunburst tango twilight
    """,
    "nord": "atelier-sulphurpool brush-trees-dark flat materia nord nova ocean rainbow rebecca silk-dark",
    "nord-darker": """
        3024 apprentice ashes atelier-savanna brogrammer chalk darkmoss embers felipec framer gigavolt
        harmonic16-dark horizon-dark hybrid ia-dark icy-dark kimber mellow-purple mocha nebula night-owl
        oceanicnext pasque porple ros-pine ros-pine-moon seti-ui stackoverflow-dark vs-dark vs2015 vulcan
    """,
    "one-dark": """
        an-old-hope atelier-cave atelier-dune atelier-forest atelier-heath atelier-lakeside atelier-plateau
        atelier-seaside atlas atom-one-dark atom-one-dark-reasonable bespin brewer circus colors
        cybertopia-cherry cybertopia-dimmer cybertopia-icecap cybertopia-saturated darktooth devibeans edge-dark
        equilibrium-dark equilibrium-gray-dark eva eva-dim google-dark hardcore hopscotch isotope lioshi
        macintosh marrakesh material-palenight material-vivid onedark outrun-dark panda-syntax-dark phd pico pop
        rose-pine rose-pine-moon sandcastle snazzy solar-flare spacemacs synth-midnight-terminal-dark
        tokyo-night-dark tomorrow-night tomorrow-night-bright unikitty-dark windows-10 windows-95
        windows-high-contrast windows-nt woodland xcode-dusk
    """,
    "paraiso-dark": "paraiso paraiso-dark",
    "paraiso-light": """
        atelier-cave-light brown-paper fruit-soda panda-syntax-light paraiso-light synth-midnight-terminal-light
        tokyo-night-light
    """,
    "solarized-dark": "apathy codeschool solarized-dark",
    "solarized-light": "brush-trees cupcake solarized-light",
    "tango": "ia-light magula qtcreator-light shapeshifter summerfruit-light",
    "vim": "qtcreator-dark xt256",
    "vs": "dirtysea material-lighter papercolor-light vs",
    "xcode": """
        1c-light a11y-light atelier-dune-light atelier-estuary-light atelier-forest-light atelier-heath-light
        atelier-lakeside-light atelier-plateau-light atelier-savanna-light atelier-seaside-light
        atelier-sulphurpool-light atom-one-light classic-light cupertino default-light edge-light
        equilibrium-light github google-light googlecode harmonic16-light heetch-light horizon-light
        humanoid-light idea intellij-light mexico-light nnfx-light one-light ros-pine-dawn rose-pine-dawn
        sagelight silk-light solar-flare-light tomorrow unikitty-light windows-10-light windows-95-light
        windows-high-contrast-light windows-nt-light xcode
    """,
    "zenburn": "agate darcula isbl-editor-dark nnfx-dark papercolor-dark zenburn",
}


def nearest_style(theme: str) -> str:
    """Return the style of Pygments that is nearest to a ``theme`` of highlight.js; an empty text if it is none.

    Names of older versions are known, too (`monokai_sublime`, `kimbie.dark`), and style sheets of this name.
    """
    address = theme.partition("?")[0]
    if address.endswith(".css"):
        theme = address.rpartition("/")[2].removesuffix(".css").removesuffix(".min")
    name = re.sub(r"[_. ]", "-", theme.removeprefix("base16/").lower())
    return styles().get(name) or styles().get(name.removesuffix("-dark"), "")


@cache
def styles() -> dict[str, str]:
    """Return the styles of Pygments by the themes of highlight.js that they stand for."""
    return {name: style for style, names in _NEAREST.items() for name in names.split()}
