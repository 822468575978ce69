"""Knows packages of npm: which file of `node_modules/` an address of a CDN names, and which package a plugin is in.

`https://cdn.jsdelivr.net/npm/NAME@VERSION/PATH` is `node_modules/NAME/PATH`, where that version is installed.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from deckbuild.files.reader import File

if TYPE_CHECKING:
    from deckbuild.assets.resolver import Files

_FOLDER = "node_modules"
_ADDRESS = re.compile(
    r"(?:https?:)?//(?:cdn\.jsdelivr\.net/npm|unpkg\.com)/(?P<name>(?:@[\w.-]+/)?[\w.-]+)(?:@(?P<version>[^/?#]+))?"
    r"/(?P<path>[^?#]+)"
)
_BY_FOLDER = "{0}/plugin.js"
# Where plugins lie: the word in the path of a script, the package, and the script in it.
_PLUGINS = {
    "menu": ("reveal.js-menu", "menu.js"),
    "mermaid": ("reveal.js-mermaid-plugin", "plugin/mermaid/mermaid.js"),
    "copycode": ("reveal.js-copycode", "plugin/copycode/copycode.js"),
    "math": ("reveal.js", "dist/plugin/math.js"),
    **dict.fromkeys(
        ("animate", "anything", "audio-slideshow", "chalkboard", "chart", "customcontrols", "fullscreen", "questions"),
        ("reveal.js-plugins", _BY_FOLDER),
    ),
}


def installed(address: str, files: Files) -> str:
    """Return the path of the file in node_modules that ``address`` names, empty if it is not among ``files``.

    A CDN makes `x.min.js` of `x.js`. Touches the disk.
    """
    found = _ADDRESS.match(address)
    if found is None or not _is_version(found["version"] or "", f"{_FOLDER}/{found['name']}/package.json", files):
        return ""
    path = f"{_FOLDER}/{found['name']}/{found['path']}"
    paths = (path, path.replace(".min.", "."))
    return next((each for each in paths if isinstance(files.named(each), File)), "")


def _is_version(wanted: str, package: str, files: Files) -> bool:
    """Return whether the version in the file ``package`` is the ``wanted`` one: `4` is any of 4, nothing is any."""
    file = files.named(package)
    if not isinstance(file, File):
        return False
    try:
        version = str(json.loads(file.data)["version"])
    except (ValueError, LookupError, TypeError):
        return False
    wanted = wanted.lstrip("v^~=")
    return wanted in ("", "latest", version) or version.startswith(f"{wanted}.")


def to_install(address: str) -> str:
    """Return what to do so that the file at ``address`` is in the page, empty if it is on no CDN of npm."""
    found = _ADDRESS.match(address)
    if not found:
        return ""
    version = f"@{found['version'].lstrip('v')}" if found["version"] else ""
    return f"with `npm install {found['name']}{version}` in the project it is in the page"


def package_of(script: str) -> str:
    """Return where to get the plugin that lies at the path ``script`` and is not there; empty if it is not known."""
    words = re.split(r"[/.]", script.lower().replace("reveal.js-", "").replace("reveal-", ""))
    word = next((word for word in reversed(words) if word in _PLUGINS), "")
    if not word:
        return ""
    package, path = _PLUGINS[word]
    return f"`npm install {package}`, and write {PurePosixPath(_FOLDER, package, path.format(word))}"
