"""A quiz: in `::: quiz` the items of a task list are options to choose from, `- [x]` is a right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import add, blocks, element, end_of, line_of, opens
from deckbuild.html.parser_names import MADE, TASK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

    from deckbuild.features.findings import Findings

NO_OPTIONS = Rule(
    "D773",
    "no-options",
    Severity.WARNING,
    "`::: quiz` holds no task list, or an item in its list has no box, so there is nothing to choose. Write `- [ ]`\n"
    "before each option, and `- [x]` before the right ones.",
)
NO_ANSWER = Rule(
    "D774",
    "no-answer",
    Severity.WARNING,
    "No option of a quiz is right, so whatever is chosen is wrong. Write `- [x]` before the right one.",
)
_CLASS = "quiz"
_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
_HINT = "write - [ ] before each option, and - [x] before right ones"
_STEP = "fragment quiz-step"  # an element without text: while it is shown, all answers are
_KINDS = ("quiz-wrong", "quiz-right")
# What is read out of an option that is wrong, or right, in the language of the deck.
_VERDICTS = {
    "cs": ("Špatně.", "Správně."),
    "da": ("Forkert.", "Rigtigt."),
    "de": ("Falsch.", "Richtig."),
    "en": ("Wrong.", "Right."),
    "es": ("Incorrecto.", "Correcto."),
    "fi": ("Väärin.", "Oikein."),
    "fr": ("Faux.", "Juste."),
    "it": ("Sbagliato.", "Giusto."),
    "ja": ("不正解。", "正解。"),
    "ko": ("오답.", "정답."),
    "nl": ("Fout.", "Goed."),
    **dict.fromkeys(("nb", "nn", "no"), ("Feil.", "Riktig.")),
    "pl": ("Źle.", "Dobrze."),
    "pt": ("Errado.", "Certo."),
    "ru": ("Неверно.", "Верно."),
    "sv": ("Fel.", "Rätt."),
    "tr": ("Yanlış.", "Doğru."),  # noqa: RUF001 -- Turkish
    "uk": ("Неправильно.", "Правильно."),
    "zh": ("错误。", "正确。"),
}


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.before("inline", FEATURE.name, _quizzes)


def _quizzes(state: StateCore) -> None:
    """Make options of the items in each quiz; notes for the speaker have none."""
    found, at = findings(state.env), 0
    if found.in_notes:
        return
    made: list[Token] = []
    while at < len(state.tokens):
        end = end_of(state.tokens, at) if opens(state.tokens[at], _CLASS) else at
        part = state.tokens[at : end + 1]
        made += _quiz(part, found) if end > at else part
        at = end + 1
    state.tokens = made


def _quiz(tokens: Sequence[Token], found: Findings) -> Iterator[Token]:
    """Yield a quiz with its options, and behind them the step that shows all answers."""
    opening, *inside, closing = tokens
    found.used.add(FEATURE.name)
    yield opening
    options: list[bool] = []  # whether each is right
    for part in blocks(inside):
        yield from _list(part, options, found) if _holds_tasks(part) else part
    if not any(options):
        _tell(opening, inside, found, has_options=bool(options))
    if options:
        yield from element("div", _STEP)
    yield closing


def _tell(opening: Token, inside: Sequence[Token], found: Findings, *, has_options: bool) -> None:
    """Tell of a quiz that has no options, or no right one."""
    line, written = line_of(opening), opening.content.strip()
    if has_options:
        found.tell(NO_ANSWER, line, written, "no option of this quiz is right", "write - [x] before the right one")
    elif any(each.type in _LISTS for each in inside):
        found.tell(NO_OPTIONS, line, written, "the items of this quiz have no boxes", _HINT)
    else:
        found.tell(NO_OPTIONS, line, written, "this quiz has no options", _HINT)


def _holds_tasks(block: Sequence[Token]) -> bool:
    """Return whether a ``block`` is a list of tasks."""
    return block[0].type in _LISTS and any(TASK in each.meta for each in block)


def _list(tokens: Sequence[Token], options: list[bool], found: Findings) -> Iterator[Token]:
    """Yield a list of tasks as one of ``options``, to which they are added."""
    opening, *items, closing = tokens
    add(opening, {"class": "quiz-options"})
    yield opening
    for item in blocks(items):
        words = item[2] if item[1].type == "paragraph_open" else None
        if words is None or TASK not in words.meta:
            written = words.content.partition("\n")[0] if words else ""
            found.tell(NO_OPTIONS, line_of(item[0]), written, "this option has no box", _HINT)
            yield from item
        else:
            options.append(bool(words.meta.pop(TASK)))
            yield from _option(item, words, _KINDS[options[-1]], _verdict(options[-1], found))
    yield closing


def _verdict(is_right: bool, found: Findings) -> str:
    """Return what is read out of an option, in the language of the deck, or else in English."""
    return _VERDICTS.get(found.language, _VERDICTS["en"])[is_right]


def _option(item: Sequence[Token], words: Token, kind: str, verdict: str) -> Iterator[Token]:
    """Yield an option: what is pressed says the first line, what is shown then all that follows in its ``item``."""
    option, more = words.content.partition("\n")[::2]
    first, last = element("li", f"quiz-option {kind}", item[0].map)
    button, pressed = element("button", "quiz-choice")
    button.attrs["type"] = "button"
    answer, answered = element("div", "quiz-answer")
    answer.attrs["aria-live"] = "polite"
    told = Token(MADE, "", 0, content=f'<span class="quiz-verdict">{verdict}</span>', block=True)
    label, labelled = element("span", "quiz-text")
    yield from (first, button, label, _text(option, words), labelled, pressed, answer, told)
    if more:
        yield from (item[1].copy(hidden=False), _text(more, words), item[3].copy(hidden=False))
    yield from (*item[4:-1], answered, last)


def _text(content: str, words: Token) -> Token:
    return Token("inline", "", 0, content=content.rstrip(" \\"), map=words.map, children=[], block=True)


FEATURE = Feature(
    "quiz",
    "A quiz: options to choose from, with explanations.",
    "In `::: quiz` the items of a task list are options; `[x]` is a right one. What stands below an option, indented,\n"
    "explains it. One that is clicked, or focused with the Tab key and pressed, shows at once whether it is right,\n"
    "and why; the next step of the slide shows all answers, and so does print.",
    """\
::: quiz
Which of these is the capital of Australia?

- [ ] Sydney
  It is the largest city.
- [x] Canberra
  It was founded as a compromise.
- [ ] Melbourne
  It was the seat of parliament until 1927.
:::
""",
    _install,
    rules=(NO_OPTIONS, NO_ANSWER),
    needs=("divisions",),
)
