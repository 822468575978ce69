"""Says why a file that a slide or a setting names is not read."""

from __future__ import annotations

import re
from urllib.parse import unquote

from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity, about_file
from deckbuild.files.reader import NotRead, Reason

MISSING_FILE = Rule(
    "D401",
    "missing-file",
    Severity.WARNING,
    "A slide, a style sheet or a setting names a file that cannot be read. Files are looked for beside the file\n"
    "that names them, then in the project's root, then in the folder in which deckbuild was started, if that lies\n"
    "in the project. `deckbuild build --debug` says which folder is the root, and why; `--root DIR` names another.\n"
    "Write names as they are, capital letters included.",
)
OUTSIDE = Rule(
    "D402",
    "outside-project",
    Severity.WARNING,
    "A deck names a file that does not lie in its project (after symbolic links are followed), or that is hidden.\n"
    "Such a file is never put into a page, because a deck from a stranger could carry your secrets into it.\n"
    "Copy the file into the project, or name its folder on the command line: `--allow-outside DIR`. The decks\n"
    "themselves and the pages that they are built to are no files for a page, either.",
)
UNREADABLE = Rule(
    "D115",
    "unreadable",
    Severity.ERROR,
    "A file that a deck is made of, its text or its settings, is there and cannot be read: it may not be opened,\n"
    "it is a folder or a pipe, or a link leads out of the project. Without it every page would be another one.",
)
TOO_LARGE = Rule(
    "D110",
    "too-large",
    Severity.ERROR,
    "A deck, a line of it, a file that it shows, or its page is larger than it may be, or it has too many slides:\n"
    "most likely a mistake, and nothing that a browser shows well. The message names the limit. Where it must be so,\n"
    "raise that in deckbuild.yml, such as `limits: {file_size: 40 MB}`; more than 20 MB of text cannot be allowed.",
)
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_HOME = "~ is no home folder here; copy the file into the project, and name it there"
_QUOTES = "\"'“”„"
_KEPT_OUT = (Reason.OUTSIDE, Reason.HIDDEN, Reason.STRANGE, Reason.OURS)


def is_remote(address: str) -> bool:
    """Return whether ``address`` leads to a network."""
    return _REMOTE.match(address) is not None


def unreadable(name: str, failure: NotRead) -> Diagnostic:
    """Return what is wrong with a file that decks are made of, and that is there."""
    rule = TOO_LARGE if failure.why is Reason.TOO_LARGE else UNREADABLE
    return about_file(rule, name, f"the file {name} {failure.why.value}", failure.hint)


def complaint(address: str, failure: NotRead) -> tuple[Rule, str, str, str]:
    """Return the rule, the address, the message and the hint for a file that is not read."""
    rule = OUTSIDE if failure.why in _KEPT_OUT else TOO_LARGE if failure.why is Reason.TOO_LARGE else MISSING_FILE
    if is_remote(address):
        return MISSING_FILE, address, f"{address} is not in the project", "save it into the project and name it there"
    if not address:
        return MISSING_FILE, address, "no file is named here", ""
    name, query, _ = address.partition("?")
    hint = failure.hint
    if query and failure.why is Reason.MISSING:
        hint = f"what follows ? is no part of a file's name: {unquote(name)} is looked for"
    elif name[0] in _QUOTES:
        hint = "write it without quotation marks"
    elif name.startswith("~/") and failure.why is Reason.MISSING:
        hint = _HOME
    return rule, address, f"the file {unquote(address)} {failure.why.value}", hint
