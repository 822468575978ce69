r"""Formulas: TeX between dollars becomes MathML, with a font of its own (`formulas`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.features.feature import Feature
from deckbuild.features.formulas import drawing, reading

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def _install(rules: MarkdownIt) -> None:
    reading.install(rules)
    rules.core.ruler.after("inline", "maths", drawing.put_in)


FEATURE = Feature(
    "maths",
    "Formulas in TeX: `$x^2$` in a text, `$$…$$` on lines of their own.",
    "What stands between dollars is a formula, written in LaTeX: no blank stands inside of the dollars, and no\n"
    "digit behind; `\\$` is a dollar, and `\\(…\\)` is the same as `$…$`. `$$…$$`, `\\[…\\]`, an environment such as\n"
    "`\\begin{align}…\\end{align}` and a fence with the word `math` are formulas on lines of their own.\n"
    "`\\newcommand` and `\\def` make commands that hold to the end of the deck, `math: {macros: …}` in the settings\n"
    "some for all decks. `\\class{fragment}{…}` is a step of the slide. A formula with a `\\label` gets a number,\n"
    "which `\\ref` and `\\eqref` show, in formulas and in texts. One that is wider than its room on the slide shrinks\n"
    "to 70 % of its size at most; a wider one is told.",
    r"""
The roots of $ax^2 + bx + c$ are

$$
x_{1,2} = \frac{-b \pm \class{fragment}{\sqrt{b^2 - 4ac}}}{2a}
$$
""".lstrip("\n"),
    _install,
    rules=(
        drawing.WRONG_FORMULA,
        drawing.WIDE_FORMULA,
        reading.OPEN_FORMULA,
        drawing.REFUSED_COMMAND,
        drawing.NO_ENGINE,
    ),
    settings=("math",),
    replaced_by=("pymdownx.arithmatex", "mdx_math"),
)
