"""The command line: answers `--version` at once, and hands all else to `commands`."""

from __future__ import annotations

import gc
import sys

from deckbuild.cli import exit_codes
from deckbuild.themes import version

_VERSIONS = frozenset({"--version", "--verbose"})


def main() -> None:
    """Run the command line, and end with one of the exit codes in `exit_codes`.

    To look for garbage takes a tenth of a build, which is over before it matters; `serve`, which stays, looks again.
    At its end Python would look through all that was made, for a sixth of the time; what is frozen it leaves alone.
    """
    gc.disable()
    exit_codes.catch_terminate()
    exit_code = exit_codes.flushed(run())
    gc.freeze()
    sys.exit(exit_code)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line with ``arguments`` (the process' own by default); return the exit code. Never raises."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    try:
        return _version(words) if "--version" in words and _VERSIONS.issuperset(words) else _command(words)
    except KeyboardInterrupt:
        return exit_codes.INTERRUPTED
    except (Exception, SystemExit) as error:
        return exit_codes.code(error)


def _version(words: list[str]) -> int:
    """Print the versions, with those of packages if the ``words`` ask for them.

    Click, which could do it too, takes three times as long to load as all that is needed.
    """
    print(version.both())  # noqa: T201 -- click would have to be loaded
    for line in _packages() if len(words) > 1 else ():
        print(line)  # noqa: T201 -- as above
    return exit_codes.DONE


def _packages() -> list[str]:
    """Return the packages that are installed of those that make slides, with their versions."""
    from importlib import metadata

    found = {each.name.lower(): each.version for each in metadata.distributions()}
    return [f"{name} {found[name]}" for name in version.PACKAGES if name in found]


def _command(words: list[str]) -> int:
    """Let click run a command."""
    import click

    from deckbuild.cli.commands import cli

    try:
        result = cli.main(words, prog_name="deckbuild", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return exit_codes.INTERRUPTED
    return result if isinstance(result, int) else exit_codes.DONE
