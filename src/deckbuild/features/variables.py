r"""Variables: `{{ course }}` is the value that the settings give it under `vars`; `\{{` is text."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Problem, Rule, Severity, nearest
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.variable_marks import NAME, Use, as_written, mark, uses_in, with_values
from deckbuild.html.parser_names import MADE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from deckbuild.features.findings import Findings

UNKNOWN_VARIABLE = Rule(
    "D716",
    "unknown-variable",
    Severity.WARNING,
    "`{{ name }}` names a variable that has no value, so it stands on the slide as it is typed. Give it one under\n"
    "`vars:` in deckbuild.yml or in the front matter, or by `--var name=value`. `{{ date }}` is the `date:` of the\n"
    "front matter, else the day on which git has the last change of the deck. It has none before the first commit,\n"
    "of a stranger's deck, and where only the newest commits were fetched (in CI `fetch-depth: 0` fetches all).\n"
    "Where braces are meant as text, write `\\{{`.",
)
_USE = re.compile(rf"(?<!\\)\{{\{{[ \t]*(?P<name>{NAME})[ \t]*\}}\}}")
_CODE = frozenset({"code_inline", "fence", "code_block"})
_HTML = frozenset({"html_block", "html_inline", MADE})
_COMMENT = re.compile(r"(<!--.*?-->)", re.DOTALL)
_ADDRESSES = frozenset({"href", "src"})
# What to do about those that have no value although nobody gives them one under `vars`.
_HINTS = {"date": "write date: in the front matter, or commit the deck to git"}


class Filled(NamedTuple):
    """The source of a formula or a diagram with the values of variables.

    For each of them ``places`` say where its value stands in the ``text``, and where it stands itself in the source.
    """

    text: str
    places: tuple[tuple[range, range], ...] = ()

    def origin(self, at: int) -> int:
        """Return the offset in the source of what stands ``at`` an offset in the text."""
        shift = 0
        for value, variable in self.places:
            if at in value:
                return variable.start
            shift = variable.stop - value.stop if at >= value.stop else shift
        return at + shift


def in_source(text: str, line: int, found: Findings, escaped: Callable[[str], str] = str) -> Filled:
    """Return the source of a formula or a diagram, which begins in a ``line``, with the values of variables in it.

    Each value is one line, ``escaped`` as that kind of source wants it. Braces have a meaning of their own there, so
    only a name that is nearly right is told.
    """
    source = as_written(text, found.uses)
    pieces, places, end, length = list[str](), list[tuple[range, range]](), 0, 0
    for each in _USE.finditer(source) if found.variables else ():
        if each["name"] in found.variables:
            value = escaped(" ".join(found.variables[each["name"]].split()))
            start = length + each.start() - end
            pieces += [source[end : each.start()], value]
            end, length = each.end(), start + len(value)
            places.append((range(start, length), range(*each.span())))
        elif nearest(each["name"], found.variables):
            _tell(Use(each[0], each["name"], line + source.count("\n", 0, each.start())), found)
    return Filled("".join([*pieces, source[end:]]), tuple(places))


def in_attributes(
    given: Mapping[str, str], text: str, known: Mapping[str, str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return attributes of a slide, ``given`` in a ``text``, with the values that are ``known``, and what is wrong."""

    def value(found: re.Match[str]) -> str:
        return known.get(found["name"], found[0])

    unknown = [each for each in _USE.finditer(text) if each["name"] not in known]
    problems = [Problem(UNKNOWN_VARIABLE, each.start(), *_told(each["name"], known), len(each[0])) for each in unknown]
    return {name: _USE.sub(value, each) for name, each in given.items()}, problems


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("block", "variables_out", _out)
    rules.core.ruler.push("variables_in", _in)


def _out(state: StateCore) -> None:
    """Put a word in the place of each variable, so that it may stand in addresses and attributes."""
    found = findings(state.env)
    found.variables = found.settings.get("vars", {})

    def word(use: re.Match[str]) -> str:
        line = use.string.count("\n", 0, use.start())
        found.uses.append(Use(use[0], use["name"], line, found.variables.get(use["name"])))
        return mark(len(found.uses) - 1)

    state.src = _USE.sub(word, state.src)


def _in(state: StateCore) -> None:
    """Put the values in, as plain text; in code a variable stands as it is typed."""
    found = findings(state.env)
    for token in state.tokens:
        for each in (token, *inside(token)):
            found.seen |= dict.fromkeys(_put(each, found))
    for use in found.seen:
        if use.value is None:
            _tell(use, found)
    found.section = {name: with_values(value, found.uses) for name, value in found.section.items()}
    if any(use.value is not None for use in found.seen):
        found.used.add(FEATURE.name)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with ``values`` in the place of the variables that have one; for what is no Markdown."""
    return _USE.sub(lambda found: values.get(found["name"], found[0]), text)


def inside(token: Token) -> list[Token]:
    """Return the tokens inside of ``token``, and inside of these."""
    return [each for child in token.children or () for each in (child, *inside(child))]


def _put(token: Token, found: Findings) -> Iterator[Use]:
    """Put values into the text and the attributes of a ``token``; yield what is used there, as far as that is sure."""
    is_html = token.type in _HTML
    is_words = token.type not in _CODE and not token.children  # what its children hold is theirs
    for value in (token.info, *token.attrs.values(), token.content if is_words else ""):
        used = uses_in(str(value), found.uses)
        yield from (each for each in used if not is_html or nearest(each.name, found.variables) or each.value)
    if token.type in _CODE:
        token.content = as_written(token.content, found.uses)
    else:
        token.content = _in_html(token.content, found) if is_html else with_values(token.content, found.uses)
    token.info = with_values(token.info, found.uses)
    for name, value in token.attrs.items():
        if isinstance(value, str):
            token.attrs[name] = with_values(value, found.uses, _as_address if name in _ADDRESSES else str)


def _tell(use: Use, found: Findings) -> None:
    """Tell of a variable that has no value."""
    found.tell(UNKNOWN_VARIABLE, use.line, use.written, *_told(use.name, found.variables))


def _told(name: str, known: Collection[str]) -> tuple[str, str]:
    """Return the message and the hint about a variable that has no value."""
    hint = _HINTS.get(name) or nearest(name, known) or "give it a value under vars:"
    return f"the variable {name!r} has no value", hint


def _in_html(html: str, found: Findings) -> str:
    """Return ``html`` with values; comments, which hold attributes, have them as they are, but none that ends them."""
    parts = _COMMENT.split(html)
    return "".join(with_values(each, found.uses, _in_comment if each[:4] == "<!--" else escape) for each in parts)


def _in_comment(value: str) -> str:
    return value.replace('"', "'").replace("--", "\u2013")


def _as_address(value: str) -> str:
    return value.replace(" ", "%20")


FEATURE = Feature(
    "variables",
    "Values that are written once, and used on many slides.",
    "`{{ course }}` is what `vars: {course: Biology}` in deckbuild.yml or in the front matter says; of a mapping in\n"
    "it `{{ course.term }}` is a part. The front matter wins over deckbuild.yml, `--var course.term=Spring` over\n"
    "both. They stand in texts, addresses, attributes, formulas and diagrams, as plain text, and never in code. `{{\n"
    "date }}` is the `date:` of the front matter, else the day of the deck's last change in git. `{{ deck.title }}`\n"
    "is the title of the page, which may come from its first heading; `{{ deck.author }}`, `{{ deck.description }}`\n"
    "and `{{ deck.language }}` are settings. `\\{{` is text.",
    """\
## {{ deck.title }}

Given on {{ date }}. [Hand-outs](https://example.org/{{ date }})
""",
    _install,
    rules=(UNKNOWN_VARIABLE,),
    settings=("vars",),
)
