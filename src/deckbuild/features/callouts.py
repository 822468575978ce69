"""Call-outs: a quote that begins with `[!NOTE]`, as on GitHub, or `::: {.callout-note}`, as in Quarto, is a box."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from deckbuild.diagnostics.problem import Rule, Severity, nearest
from deckbuild.features.callout_kinds import ALIASES, KINDS, kind_of
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import OPENING, classes, end_of, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

    from deckbuild.features.findings import Findings

UNKNOWN_CALLOUT = Rule(
    "D705",
    "unknown-callout",
    Severity.WARNING,
    "A quote begins with `[!WORD]`, but the word is no kind of call-out, so it stays a quote. There are GitHub's\n"
    "five: NOTE, TIP, IMPORTANT, WARNING and CAUTION.",
)
# Their titles in other languages.
_TITLES = {
    "cs": "Poznámka, Tip, Důležité, Varování, Upozornění",
    "da": "Bemærk, Tip, Vigtigt, Advarsel, Forsigtig",
    "de": "Hinweis, Tipp, Wichtig, Warnung, Vorsicht",
    "es": "Nota, Consejo, Importante, Advertencia, Precaución",
    "fi": "Huomautus, Vinkki, Tärkeää, Varoitus, Varo",
    "fr": "Remarque, Astuce, Important, Avertissement, Attention",
    "it": "Nota, Suggerimento, Importante, Avvertenza, Attenzione",
    "ja": "ノート, ヒント, 重要, 警告, 注意",
    "ko": "노트, 팁, 중요, 경고, 주의",
    "nl": "Opmerking, Tip, Belangrijk, Waarschuwing, Voorzichtig",
    **dict.fromkeys(("nb", "nn", "no"), "Merk, Tips, Viktig, Advarsel, Forsiktig"),
    "pl": "Uwaga, Wskazówka, Ważne, Ostrzeżenie, Przestroga",
    "pt": "Nota, Dica, Importante, Aviso, Cuidado",
    "ru": "Примечание, Совет, Важно, Предупреждение, Осторожно",
    "sv": "Anmärkning, Tips, Viktigt, Varning, Försiktighet",
    "tr": "Not, İpucu, Önemli, Uyarı, Dikkat",  # noqa: RUF001 -- Turkish
    "uk": "Примітка, Порада, Важливо, Попередження, Обережно",
    "zh": "注记, 提示, 重要, 警告, 注意",
}
_MARK = re.compile(r"\[!(?P<kind>[\w-]+)\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|\Z)")
_CLASS = "callout"


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("inline", FEATURE.name, _boxes)


def _boxes(state: StateCore) -> None:
    """Make boxes of quotes and divisions that are call-outs."""
    state.tokens = [*_boxed(state.tokens, findings(state.env))]


def _boxed(tokens: list[Token], found: Findings) -> Iterator[Token]:
    """Yield ``tokens`` with call-outs in their boxes, each with its title first."""
    at = 0
    while at < len(tokens):
        token, passed = tokens[at], 0
        yield token
        if token.type == "blockquote_open" and (mark := _marked(tokens[at + 1 : at + 4], found)):
            tokens[end_of(tokens, at)].tag = token.tag = "div"
            yield from _begun(token, mark["kind"].lower(), mark["title"], found)
            words = tokens[at + 2]
            words.content = words.content[mark.end() :]
            passed = 0 if words.content else 3
        elif token.type == OPENING and (kind := _kind(token)):
            passed = _heading(tokens[at + 1 : at + 4])
            title = str(token.attrs.pop("title", "")) or (tokens[at + 2].content if passed else "")
            yield from _begun(token, kind, title, found)
        at += 1 + passed


def _marked(first: list[Token], found: Findings) -> re.Match[str] | None:
    """Return the mark with which the paragraph begins that is ``first`` in a quote; an unknown one is told."""
    is_text = len(first) == 3 and first[0].type == "paragraph_open"
    mark = _MARK.match(first[1].content) if is_text else None
    if mark and not kind_of(mark["kind"]):
        known = [kind.upper() for kind in KINDS]
        hint = nearest(mark["kind"], known) or f"there are {', '.join(known)}"
        message = f"there is no call-out {mark['kind']!r}"
        found.tell(UNKNOWN_CALLOUT, line_of(first[1]), f"[!{mark['kind']}]", message, hint)
        return None
    return mark


def _kind(division: Token) -> str:
    """Return the kind of call-out that a ``division`` is; empty if it is none."""
    return next((kind for kind in KINDS if f"{_CLASS}-{kind}" in classes(division)), "")


def _heading(first: list[Token]) -> int:
    """Return how many tokens the heading has that is ``first`` in a division: it is the title."""
    return 3 if first and first[0].type == "heading_open" else 0


def _begun(token: Token, kind: str, title: str, found: Findings) -> Iterator[Token]:
    """Give the box that ``token`` opens its classes, and yield its title."""
    found.used.add(FEATURE.name)
    known = ALIASES.get(kind, kind)
    own = [each for each in classes(token) if not each.startswith(_CLASS)]
    token.attrs = {**token.attrs, "class": " ".join([_CLASS, f"{_CLASS}-{known}", *own])}
    yield Token("callout_title_open", "p", 1, attrs={"class": f"{_CLASS}-title"}, map=token.map, block=True)
    yield Token("inline", "", 0, content=title or _title(kind, known, found), map=token.map, children=[], block=True)
    yield Token("callout_title_close", "p", -1, block=True)


def _title(kind: str, known: str, found: Findings) -> str:
    """Return the title of a call-out that has none of its own, in the language of the deck."""
    titles = _TITLES.get(found.language)
    return titles.split(", ")[KINDS.index(known)] if titles else kind.capitalize()


FEATURE = Feature(
    "callouts",
    "Call-outs: notes, tips and warnings in a box.",
    "A quote that begins with `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]` is a box; what\n"
    'follows on that line is its title. `::: {.callout-tip title="…"}` is the same, and there a first heading is the\n'
    "title, too.",
    """\
> [!TIP]
> Save your work **before** you try this.

::: {.callout-warning title="Mind the gap"}
- between train
- and platform
:::
""",
    _install,
    rules=(UNKNOWN_CALLOUT,),
    needs=("divisions",),
)
