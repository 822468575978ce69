"""What the live preview itself has to report, and how the browser is told of any problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckbuild.diagnostics.problem import Rule, Severity, about_file

if TYPE_CHECKING:
    from deckbuild.diagnostics.problem import Diagnostic

INTERNAL = Rule(
    "D901",
    "internal",
    Severity.ERROR,
    "deckbuild itself failed. The last good deck stays; please report what the message says.",
)
GONE = Rule(
    "D902",
    "no-such-deck",
    Severity.ERROR,
    "The live preview is asked for a deck that the project does not have (any more). The page comes back by itself\n"
    "when the deck does; the start page lists the decks that there are.",
)
STOPPED = Rule(
    "D903",
    "build-stopped",
    Severity.ERROR,
    "A build did not end in time, and was stopped; the last good deck stays. The message names the file that was\n"
    "being built. Look in it for text that Markdown takes very long to read, such as thousands of open brackets.\n"
    "The next save is built anew; `--timeout` sets how many seconds a build may take.",
)


def gone(name: str) -> Diagnostic:
    """Return what is shown in the place of a deck that is not there."""
    return about_file(
        GONE, f"{name or 'index'}.html", "there is no deck of this name now", "its page comes back with it"
    )


def told(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as the browser half wants it."""
    before, after = diagnostic.around
    return {
        "severity": diagnostic.rule.severity.value,
        "code": diagnostic.rule.code,
        "file": diagnostic.location.path,
        "place": str(diagnostic.location),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "excerpt": diagnostic.excerpt,
        "skipped": diagnostic.skipped,
        "before": before,
        "after": after,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "width": diagnostic.width,
        "more": diagnostic.more,
    }
