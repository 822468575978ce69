r"""Variables: `{{ course }}` is the value that the settings give it under `vars`; `\{{` is text."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity, nearest
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.html.parser_names import LINE, MADE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

UNKNOWN_VARIABLE = Rule(
    "D716",
    "unknown-variable",
    Severity.WARNING,
    "`{{ name }}` names a variable that has no value, so it stands on the slide as it is typed. Give it one under\n"
    "`vars:` in deckbuild.yml or in the front matter; `{{ date }}` is the `date:` of the front matter, and\n"
    "`{{ deck.title }}` and `{{ deck.author }}` are those settings. Where braces are meant as text, write `\\{{`.",
)
_USE = re.compile(r"(?<!\\)\{\{[ \t]*(?P<name>[A-Za-z_][\w-]*(?:\.[\w-]+)*)[ \t]*\}\}")
_PLACE = re.compile(r"deckvariable(\d+)x")  # what stands for a use while the text is read: a word, wherever it stands
_CODE = frozenset({"code_inline", "fence", "code_block"})
_ADDRESSES = frozenset({"href", "src"})
_USES = "variables"  # where the environment of a text has its uses


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("block", "variables_out", _out)
    rules.inline.ruler.before("html_inline", "unknown_variable", _unknown)
    rules.core.ruler.push("variables_in", _in)


def _out(state: StateCore) -> None:
    """Put a word in the place of each variable that has a value, so that it may stand in addresses and attributes."""
    known: Mapping[str, str] = findings(state.env).settings.get("vars", {})
    uses: list[re.Match[str]] = []

    def word(found: re.Match[str]) -> str:
        if found["name"] not in known:
            return found[0]
        uses.append(found)
        return f"deckvariable{len(uses) - 1}x"

    state.src = _USE.sub(word, state.src)
    state.env[_USES] = uses


def _unknown(state: StateInline, silent: bool) -> bool:
    """Tell of a variable that has no value, and leave it as it is typed."""
    found = _USE.match(state.src, state.pos, state.posMax) if not silent else None
    if found:
        findings_of_text = findings(state.env)
        line = int(state.env.get(LINE, 0)) + state.src.count("\n", 0, state.pos)
        hint = nearest(found["name"], findings_of_text.settings.get("vars", {})) or "give it a value under vars:"
        message = f"the variable {found['name']!r} has no value"
        findings_of_text.tell(UNKNOWN_VARIABLE, line, found[0], message, hint)
    return False


def _in(state: StateCore) -> None:
    """Put the values in, as plain text; in code a variable stands as it is typed."""
    uses: list[re.Match[str]] = state.env[_USES]
    if not uses:
        return
    found = findings(state.env)
    found.used.add(FEATURE.name)
    values = [str(found.settings["vars"][each["name"]]) for each in uses]
    written = [each[0] for each in uses]
    for token in state.tokens:
        for each in (token, *_inside(token)):
            _put(each, written if each.type in _CODE else values)
    found.section = {name: _filled(value, values) for name, value in found.section.items()}


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with ``values`` in the place of the variables that have one; for what is no Markdown."""
    return _USE.sub(lambda found: values.get(found["name"], found[0]), text)


def _inside(token: Token) -> list[Token]:
    """Return the tokens inside of ``token``, and inside of these."""
    return [each for child in token.children or () for each in (child, *_inside(child))]


def _put(token: Token, values: list[str]) -> None:
    """Put ``values`` into the text and the attributes of a ``token``."""
    is_html = token.type in ("html_block", "html_inline", MADE)
    token.content = _filled(token.content, [*map(escape, values)] if is_html else values)
    token.info = _filled(token.info, values)
    for name, value in token.attrs.items():
        if _PLACE.search(str(value)):
            shown = [each.replace(" ", "%20") for each in values] if name in _ADDRESSES else values
            token.attrs[name] = _filled(str(value), shown)


def _filled(text: str, values: list[str]) -> str:
    return _PLACE.sub(lambda found: values[int(found[1])] if int(found[1]) < len(values) else found[0], text)


FEATURE = Feature(
    "variables",
    "Values that are written once, and used on many slides.",
    "`{{ course }}` is what `vars: {course: Biology}` in deckbuild.yml or in the front matter says; of a mapping in\n"
    "it `{{ course.term }}` is a part; the front matter wins. They stand in texts, addresses and attributes, not in\n"
    "code. `{{ date }}` is the `date:` of the front matter; `{{ deck.title }}`, `{{ deck.author }}` and\n"
    "`{{ deck.description }}` are settings. `\\{{` is text.",
    """\
## {{ deck.title }}

Given on {{ date }}. [Hand-outs](https://example.org/{{ date }})
""",
    _install,
    rules=(UNKNOWN_VARIABLE,),
    settings=("vars",),
    characters="{",
)
