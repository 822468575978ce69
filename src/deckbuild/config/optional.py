"""Settings that need a package which is not installed unless it is asked for."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config.value_types import Switch
from deckbuild.diagnostics.problem import Rule, Severity

if TYPE_CHECKING:
    from deckbuild.config.document import Value
    from deckbuild.config.value_types import Report
    from deckbuild.diagnostics.source import Source

NOT_INSTALLED = Rule(
    "D109",
    "not-installed",
    Severity.WARNING,
    "A setting needs a package that is not installed. The hint names the command that installs it; nothing else of\n"
    "deckbuild needs it.",
)


class Extra(NamedTuple):
    """A switch that needs ``package``, imported as ``module``, which the extra ``name`` of deckbuild brings."""

    name: str
    package: str
    module: str

    def read(self, value: Value, source: Source, report: Report) -> bool | None:
        """Return what the switch says; None after reporting that it cannot be on."""
        wanted = Switch().read(value, source, report)
        if not wanted or find_spec(self.module):
            return wanted
        hint = f'pip install "deckbuild[{self.name}]"'
        report(value.start, f"this needs the package {self.package}", hint, value.end - value.start, NOT_INSTALLED)
        return None

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the switch."""
        return Switch().schema()
