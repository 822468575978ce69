"""`deckbuild schema`: prints the JSON Schema of the settings, or of what `deckbuild check` finds."""

from __future__ import annotations

import json

import click

from deckbuild.check.reports import json_report
from deckbuild.config import loading


@click.command("schema")
@click.argument("what", type=click.Choice(["settings", "findings"]), default="settings")
def schema_command(what: str) -> None:
    """Print the JSON Schema of deckbuild.yml and front matter, from which editors complete and check.

    With `findings` it is that of what `deckbuild check --format json` prints.

    \b
    deckbuild schema > deckbuild.schema.json
    """  # noqa: D301 -- click wants the character \b itself
    schema = json_report.schema() if what == "findings" else loading.schema()
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
