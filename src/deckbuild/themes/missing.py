"""What is raised when the reveal.js that ships with us is not there."""

from __future__ import annotations


class Missing(Exception):
    """The vendored files are not there: deckbuild was put together without its build hook."""

    def __init__(self, name: str) -> None:
        super().__init__(f"reveal.js' file {name} is missing here; install deckbuild again with pip")
