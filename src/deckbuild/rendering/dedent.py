"""Takes the indentation off a slide that is written indented as a whole."""

from __future__ import annotations

import re

_INDENT = re.compile(r"^(?:\t+| *)(?=\S)", re.MULTILINE)


def dedented(text: str) -> str:
    """Take the indentation of the first line off every line that has it (reveal.js, plugin/markdown).

    So a slide that is written indented as a whole is not one block of code.
    """
    found = _INDENT.search(text)
    indent = found[0] if found else ""
    if len(indent) < 2 and "\t" not in indent:
        return text
    return re.sub(rf"^{indent}", "", text, flags=re.MULTILINE)
