"""`deckbuild explain`: says what the code of a problem means and what to do, or how a feature is written."""

from __future__ import annotations

import click

from deckbuild.cli.known_rules import all_rules
from deckbuild.diagnostics.problem import nearest
from deckbuild.features import PIPELINE
from deckbuild.features.feature import Feature, load


def _complete(_context: click.Context, _argument: click.Parameter, begun: str) -> list[str]:
    codes = [code for code in all_rules() if code.startswith(begun.upper())]
    return codes + [name for name in PIPELINE if name.startswith(begun)]


@click.command("explain")
@click.argument("code", required=False, shell_complete=_complete)
def explain_command(code: str | None) -> None:
    """Explain what the problem CODE (such as D401) means and what to do; without a CODE, list them all.

    CODE may be the name of a feature, too, such as columns: then its example is shown.
    """
    if code in PIPELINE:
        _show(load(code))
        return
    rules = all_rules()
    if code is None:
        for rule in rules.values():
            click.echo(f"{click.style(rule.code, bold=True)}  {rule.severity.value:<8} {rule.name}")
        return
    found = [rule for rule in rules.values() if code.upper() == rule.code or code == rule.name]
    if not found:
        names = [*rules, *(rule.name for rule in rules.values()), *PIPELINE]
        raise click.UsageError(f"there is no code {code!r}; {nearest(code, names) or '`deckbuild explain` lists them'}")
    rule = found[0]
    click.echo(f"{click.style(rule.code, bold=True)} {rule.name} ({rule.severity.value})\n\n{rule.explanation}")


def _show(feature: Feature) -> None:
    """Print what a feature is, how it is written, and what can be wrong with it."""
    click.echo(f"{click.style(feature.name, bold=True)}: {feature.summary}\n\n{feature.about}\n\n{feature.example}")
    for rule in feature.rules:
        click.echo(f"{click.style(rule.code, bold=True)}  {rule.severity.value:<8} {rule.name}")
