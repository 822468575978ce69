"""The kinds of call-outs: GitHub's five, and what other tools call them."""

from __future__ import annotations

KINDS = ("note", "tip", "important", "warning", "caution")
# What Obsidian calls them besides; each has the look of one of the five, and its own name as title.
ALIASES = {
    **dict.fromkeys(("abstract", "summary", "info", "todo", "question", "help", "faq", "example", "quote"), "note"),
    **dict.fromkeys(("hint", "success", "check", "done"), "tip"),
    "attention": "warning",
    **dict.fromkeys(("failure", "fail", "missing", "danger", "error", "bug"), "caution"),
}


def kind_of(word: str) -> str:
    """Return the one of the five that GitHub or Obsidian means by ``word``, in capitals or not; empty for none."""
    return word.lower() if word.lower() in KINDS else ALIASES.get(word.lower(), "")
