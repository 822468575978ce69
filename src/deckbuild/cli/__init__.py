"""The command line: answers `--version` at once, and hands all else to `commands`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line, and end with an exit code: 0 done, 1 problems found, 2 used wrongly, 130 stopped."""
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """Run the command line with ``arguments`` (the process' own by default); return the exit code. Never raises."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    try:
        return _version() if words == ["--version"] else _command(words)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _failed(error)


def _version() -> int:
    """Print the versions: click, which could do it too, takes three times as long to load as all that is needed."""
    from deckbuild import versions

    print(versions.both(), flush=True)  # noqa: T201 -- click would have to be loaded
    return 0


def _command(words: list[str]) -> int:
    from deckbuild.cli.commands import cli

    result = cli.main(words, prog_name="deckbuild", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _failed(error: Exception) -> int:
    """Show what ended the command: a usage error, an installation without reveal.js, or a mistake of ours."""
    import click

    from deckbuild import reveal

    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, click.Abort):
        return 130
    if isinstance(error, reveal.Missing):
        click.echo(f"error: {error}", err=True)
        return 2
    return _internal(error)


def _internal(error: Exception) -> int:
    """Show an unexpected error in one line; with DECKBUILD_DEBUG set, with its traceback."""
    import os
    import traceback
    from pathlib import Path

    if os.environ.get("DECKBUILD_DEBUG"):
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    words = f"error: internal: {type(error).__name__} at {place}: {error}"
    sys.stderr.write(f"{words} (please report it; DECKBUILD_DEBUG=1 shows the trace)\n")
    return 1
