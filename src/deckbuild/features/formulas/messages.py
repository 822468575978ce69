"""What Temml says of a formula that it cannot draw, in the words of deckbuild, with the nearest right command."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import closest, nearest
from deckbuild.features.formulas import engine

if TYPE_CHECKING:
    from collections.abc import Iterable

ENVIRONMENTS = (
    "align align* alignat alignat* aligned alignedat array Bmatrix Bmatrix* bmatrix bmatrix* bordermatrix cases CD "
    "darray dcases drcases equation equation* gather gather* gathered matrix matrix* multline multline* pmatrix "
    "pmatrix* rcases smallmatrix split subarray Vmatrix Vmatrix* vmatrix vmatrix*"
).split()
# The commands that most formulas are written with: among names equally near they are the likelier ones.
_COMMON = tuple(
    "\\" + name
    for name in (
        "frac dfrac sqrt sum prod int lim infty partial nabla cdot times pm leq geq neq approx equiv in subset cup cap "
        "forall exists to rightarrow Rightarrow left right begin end text mathrm mathbf mathbb mathcal mathit "
        "boldsymbol operatorname overline underline hat bar vec tilde dot alpha beta gamma delta epsilon varepsilon "
        "zeta eta theta kappa lambda mu nu xi pi rho sigma tau phi varphi chi psi omega Gamma Delta Theta Lambda Pi "
        "Sigma Phi Psi Omega sin cos tan log ln exp max min quad qquad ldots cdots binom underbrace overbrace "
        "newcommand label ref eqref tag class"
    ).split()
)
# What Temml says, up to the place that it names, and how we say it; \1 and so on are what the parentheses hold.
_SAYINGS = (
    (r"Expected '(.+)', got 'EOF'", r"\1 is missing at its end"),
    (r"Expected 'EOF', got '\}'", r"this } closes nothing"),
    (r"Expected 'EOF', got '(.+)'", r"\1 has no place here"),
    (r"Expected '(.+)', got '(.+)'", r"\1 is missing before \2"),
    (r"Unexpected end of input in a macro argument.*", r"an argument or a } is missing at its end"),
    (r"Too many expansions.*", r"its macros never come to an end"),
    (r"Double (super|sub)script", r"it has two \1scripts in one place; braces say which one belongs to what"),
    (r"Function \"(.+)\" is not trusted", r"\1 is refused in slides"),
)
_PLACE = re.compile(r" at (?:position \d+|end of input): .*", re.DOTALL)
_COMMAND = re.compile(r"(?:Unsupported function name|Undefined control sequence): (\\.\w*)")
_ENVIRONMENT = re.compile(r"No such environment: (\S+)")


def told(wrong: str, macros: Iterable[str]) -> tuple[str, str]:
    """Return a message and a hint for what is ``wrong``; ``macros`` are those that the deck defines."""
    wrong = _PLACE.sub("", wrong.strip())
    if command := _COMMAND.match(wrong):
        near = closest(command[1], [*macros, *_COMMON]) or closest(command[1], commands())
        return f"there is no command {command[1]}", f"did you mean {near}?" if near else ""
    if environment := _ENVIRONMENT.match(wrong):
        return f"there is no environment {environment[1]}", nearest(environment[1], ENVIRONMENTS)
    for saying, ours in _SAYINGS:
        if found := re.fullmatch(saying, wrong, re.DOTALL):
            return found.expand(ours), ""
    return wrong[:1].lower() + wrong[1:], ""


@cache
def commands() -> tuple[str, ...]:
    """Return the commands that Temml knows: all that its text names so."""
    return tuple(dict.fromkeys(f"\\{name}" for name in re.findall(r'"\\\\([a-zA-Z]{2,})"', engine.source())))
