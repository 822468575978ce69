"""Figures with captions: `![alt](x.png "Caption"){.figure}`, `::: figure`, and code with `{caption="…"}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import CLOSING, OPENING, add, classes, end_of, line_of, opens
from deckbuild.html.parser_names import FIGURE_NUMBER, LINE, MADE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

NO_CAPTION = Rule(
    "D712",
    "no-caption",
    Severity.WARNING,
    'A figure has no caption. That of a picture stands in quotes behind its address, `![](x.png "…"){.figure}`,\n'
    "that of `::: figure` in its last paragraph, behind what the figure shows.",
)
FIGURE_INSIDE = Rule(
    "D713",
    "figure-inside",
    Severity.WARNING,
    "A picture with the class `figure` stands in a line of text. A figure is a paragraph of its own: put an empty\n"
    "line before it and behind it.",
)
_CLASS, _TITLE, _CAPTION = "figure", "title", "caption"


def _install(rules: MarkdownIt) -> None:
    rules.core.ruler.after("inline", FEATURE.name, _figures)


def _figures(state: StateCore) -> None:
    """Make figures of pictures, divisions and code that have captions."""
    found: list[Token] = []
    at = 0
    while at < len(state.tokens):
        token, length = state.tokens[at], 1
        picture = _picture(state.tokens[at + 1]) if token.type == "paragraph_open" else None
        if picture:
            length = 3
            found += _of_picture(state, state.tokens[at : at + 3], picture)
        elif token.type == "fence" and _CAPTION in token.attrs:
            found += _of_code(state, token)
        else:
            _tell_inside(state, token)
            if opens(token, _CLASS):
                _of_division(state, at)
            found.append(token)
        at += length
    state.tokens = found


def _picture(words: Token) -> Token | None:
    """Return the picture that is all of ``words``, if it is a figure."""
    children = words.children or []
    is_lone = len(children) == 1 and children[0].type == "image"
    return children[0] if is_lone and _CLASS in classes(children[0]) else None


def _of_picture(state: StateCore, paragraph: list[Token], picture: Token) -> Iterator[Token]:
    """Yield the figure of a ``picture``, with the title as its caption."""
    opening, words, closing = paragraph
    opening.tag = closing.tag = "figure"
    opening.hidden = closing.hidden = False
    given: dict[str, str] = {name: str(picture.attrs.pop(name)) for name in ("class", "id") if name in picture.attrs}
    own = given.pop("class").replace(_CLASS, "", 1).split()
    add(opening, given)
    add(picture, {"class": " ".join(own)} if own else {})
    yield from (opening, words)
    yield from _caption(state, str(picture.attrs.pop(_TITLE, "")), opening, f".{_CLASS}")
    yield closing


def _of_code(state: StateCore, fence: Token) -> Iterator[Token]:
    """Yield the figure of a block of code, with its caption below."""
    caption = str(fence.attrs.pop(_CAPTION))
    yield Token(OPENING, "figure", 1, map=fence.map, block=True)
    yield fence
    yield from _caption(state, caption, fence, _CAPTION)
    yield Token(CLOSING, "figure", -1, block=True)


def _of_division(state: StateCore, at: int) -> None:
    """Make a figure of a division: its last paragraph is the caption, if something stands before it."""
    end = end_of(state.tokens, at)
    opening, inside = state.tokens[at], state.tokens[at + 1 : end]
    opening.tag = state.tokens[end].tag = "figure"
    findings(state.env).used.add(FEATURE.name)
    last = [each.type for each in inside[1:][-3:]]
    if last == ["paragraph_open", "inline", "paragraph_close"]:
        inside[-3].tag = inside[-1].tag = "figcaption"
        _number(state, inside[-2])
    else:
        _tell_no_caption(state, opening, opening.content.strip())


def _caption(state: StateCore, text: str, shown: Token, written: str) -> Iterator[Token]:
    """Yield a caption of this ``text`` for what is ``shown``."""
    findings(state.env).used.add(FEATURE.name)
    if not text:
        _tell_no_caption(state, shown, written)
        return
    children: list[Token] = []
    state.env[LINE] = line_of(shown)
    state.md.inline.parse(text, state.md, state.env, children)
    words = Token("inline", "", 0, content=text, map=shown.map, children=children, block=True)
    _number(state, words)
    yield Token("figcaption_open", "figcaption", 1, block=True)
    yield words
    yield Token("figcaption_close", "figcaption", -1, block=True)


def _number(state: StateCore, caption: Token) -> None:
    """Make room for the number of a figure, if figures are numbered."""
    if findings(state.env).settings.get(FEATURE.name) == "numbered" and caption.children is not None:
        caption.children.insert(0, Token(MADE, "", 0, content=FIGURE_NUMBER))


def _tell_no_caption(state: StateCore, token: Token, written: str) -> None:
    hint = 'write it behind the address in quotes, "…"' if written == f".{_CLASS}" else "write it in the last paragraph"
    findings(state.env).tell(NO_CAPTION, line_of(token), written, "this figure has no caption", hint)


def _tell_inside(state: StateCore, words: Token) -> None:
    """Report pictures in a line of text that ask to be figures."""
    for each in words.children or ():
        if each.type == "image" and _CLASS in classes(each):
            message = "a picture in a line of text is no figure"
            hint = "put empty lines around it"
            findings(state.env).tell(FIGURE_INSIDE, line_of(words), f".{_CLASS}", message, hint)


FEATURE = Feature(
    "figures",
    "Pictures, code and others with a caption.",
    "A picture in a paragraph of its own with the class `figure` has its title as caption; in `::: figure` the last\n"
    'paragraph is the caption, and code has one by `{caption="…"}`. `figures: numbered` in the front matter numbers\n'
    "them, over the whole deck.",
    """\
![Two bears](images/bears.png "Bears *at home*"){.figure}

```python {caption="How bears count"}
bears = 2
```
""",
    _install,
    rules=(NO_CAPTION, FIGURE_INSIDE),
    settings=("figures",),
    needs=("divisions", "attributes"),
)
