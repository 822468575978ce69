"""`deckbuild schema`: prints the JSON Schema of the settings."""

from __future__ import annotations

import json

import click

from deckbuild.config import loading


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of deckbuild.yml and front matter, from which editors complete and check.

    \b
    deckbuild schema > deckbuild.schema.json
    """  # noqa: D301 -- click wants the character \b itself
    click.echo(json.dumps(loading.schema(), indent=2, ensure_ascii=False))
