"""Says how pip can install the deckbuild that runs now, so that the workflow of a new project installs the same one."""

from __future__ import annotations

import json
from importlib import metadata

from deckbuild import __version__


def requirement(extras: str = "") -> str:
    """Return what `pip install` wants, with ``extras`` such as ``[browser]``.

    It names the commit of the git repository that pip has noted (PEP 610), or else the version: of another origin,
    such as a folder of this computer, nobody else could install it. Touches the disk.
    """
    try:
        noted = json.loads(metadata.distribution("deckbuild").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        noted = {}
    commit, address = noted.get("vcs_info", {}).get("commit_id"), noted.get("url", "")
    is_public = address.startswith("https://") and "@" not in address
    wanted = f" @ git+{address}@{commit}" if commit and is_public else f"=={__version__}"
    return f"deckbuild{extras}{wanted}"
