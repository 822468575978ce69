"""Syntax of other tools: what is told of it, what never is, and that what a hint names reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from deckbuild.diagnostics.source import Source
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.pipeline.api import build
from deckbuild.rendering.other_tools import KINDS, LIKE_SYNTAX, RAW_SYNTAX, find
from deckbuild.rendering.renderer import Renderer
from tests.shown import shown

if TYPE_CHECKING:
    from tests.conftest import MakeProject

# A text, and what it looks like; in the order of the kinds.
RAW = (
    ("text[^1]\n\n[^1]: the note", "a footnote"),
    ('!!! note "Title"\n    text', "an admonition of MkDocs"),
    ("!!! warning\n\n    text", "an admonition of MkDocs"),
    ('??? note "Title"\n    text', "a folded admonition of MkDocs"),
    ('=== "Tab"\n\n    text', "a tab of MkDocs"),
    ("<<< @/code/x.js{2}", "code from a file of VitePress or Slidev"),
    ("see [the text](my file.pdf#page=2)", "a link to a file whose name has blanks"),
    (":::", "a block of pandoc, Quarto or VitePress"),
    ("::: {.columns}\ntext\n:::", "a block of pandoc, Quarto or VitePress"),
    ("> [!NOTE]\n> text", "a note of GitHub or Obsidian"),
    ('--8<-- "other.md"', "a snippet of MkDocs"),
    ("![b](x.png =100x80)", "a picture with a size"),
    ("![b](x.png =100x)", "a picture with a size"),
    ("![[a note#part]]", "a note of Obsidian"),
    ("![](x.png){height=100px}", "attributes of pandoc or kramdown"),
    ("[text]{.red}", "attributes of pandoc or kramdown"),
    ("# Title {.dark}", "attributes of a heading in pandoc or kramdown"),
    ('{{< video "x.mp4" >}}', "a shortcode of Hugo or Quarto"),
    ('+++\ntitle = "x"\n+++\n', "front matter in TOML"),
    ("one\n\n. . .\n\ntwo", "a pause of pandoc"),
    ("```python file=x.py\n```", "code from a file"),
)
LIKE = (
    ("text[^1]", "a footnote"),
    ("![c|120](x.png)", "a picture with a size of Obsidian"),
    ("![c](my x.png)", "a picture whose name has blanks"),
    ("![bg right](x.png)", "a background of Marp"),
    ("$$\nx^2\n$$", "a formula"),
    ("{{ user.name }}", "a variable of a template"),
    ("well done :smile:", "the name of an emoji"),
    ("quite ==marked text==", "marked text"),
    ("see [[other note]]", "a link of Obsidian"),
    ("as in [@knuth; @lamport]", "a citation"),
    ("```mermaid\ngraph TD\n```", "a diagram of Mermaid"),
    ("```js {1-2|4}\na\n```", "highlighted lines of Slidev or MkDocs"),
)


def told(text: str, extensions: dict[str, dict[str, Any]] | None = None) -> list[str]:
    """What a user is told of a slide about the syntax of other tools."""
    ((slide,),) = divide(Source("a.md", text), 0, NATIVE).stacks
    found = Renderer(extensions or {}).render(slide).problems
    return [each.message for each in found if each.rule in (RAW_SYNTAX, LIKE_SYNTAX)]


@pytest.mark.parametrize(("text", "kind"), [*RAW, *LIKE])
def test_what_other_tools_read_is_told(text: str, kind: str) -> None:
    assert f"this looks like {kind}" in told(text)


def test_raw_text_is_a_warning_and_a_likeness_information() -> None:
    warned = {each.looks_like for each in KINDS if each.rule is RAW_SYNTAX}

    assert warned == {kind for _, kind in RAW}
    assert {each.looks_like for each in KINDS if each.rule is LIKE_SYNTAX} == {kind for _, kind in LIKE}


def test_the_message_says_what_it_looks_like_and_how_it_is_had_here() -> None:
    text = "# A\n\n![b](x.png =100x80)\n\nmore[^1] and [^2]\n"

    assert shown(find(text), Source("a.md", text)) == [
        (
            "a.md:3:1: warning: this looks like a picture with a size [D213]\n"
            "  3 | ![b](x.png =100x80)\n"
            "    | ^^^^^^^^^^^^^^^^^^^\n"
            '  hint: write ![](x.png) <!-- .element: width="100" -->'
        ),
        (
            "a.md:5:5: info: this looks like a footnote [D214]\n"
            "  5 | more[^1] and [^2]\n"
            "    |     ^^^^\n"
            "  hint: list footnotes in markdown_extensions"
        ),
    ]


PROSE = (
    "It is 10:30:15, or 10:30: who knows? See a::b and std::vector.",
    "Wow!!! note that. !!! Danger ahead, and more prose\nthat goes on",
    "It costs $5 and $6, or $$ in slang",
    "a ::: b and c: d: e",
    "[text](x.html) {not attributes} and f(x) {y} and {{}} and { a }",
    "[x] [^] [@] ![](x.png) ![alt | more](x.png) ![a|b](x.png)",
    "a == b == c and a ==b and [[1, 2], [3]] and [[a](b.md)] and m[[i]] == n\n\nTitle\n===",
    "[text](x.html 'my title.md') [text](x.md (a b.md)) [text](see this) [text] (my file.pdf) ![text](x.png)",
    "# A title {with} braces # and more {",
    "> quoted [!] text",
    "+++ more +++",
    "a. . . b",
    "x[i] and a[^n] and \\[^1] and [^1](y.html)",
    "https://example.com/:path:/x and mailto:a@b.c [a@b.c](mailto:a@b.c)",
    "```js [1-2|4]\nx = {}\n```\n```python\nfile=1\n```",
    "```html\n<a file=x>\n```",
    "a {{ b } }",
    "<!-- ::: -->",
)


@pytest.mark.parametrize("text", PROSE)
def test_prose_and_what_is_read_here_is_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", [text for text, _ in (*RAW, *LIKE) if not text.startswith("```")])
def test_what_stands_in_code_or_in_a_comment_is_not_told(text: str) -> None:
    indented = "\n".join(f"    {line}" for line in text.split("\n"))

    assert told(f"a\n\n````md\n{text}\n````\n\n{indented}\n\n<!--\n{text}\n-->\n\n<pre>\n{text}\n</pre>") == []


@pytest.mark.parametrize("text", [text for text, _ in (*RAW, *LIKE) if "\n" not in text])
def test_what_stands_in_backticks_is_not_told(text: str) -> None:
    assert told(f"a `{text}` b") == []


@pytest.mark.parametrize(
    ("text", "extension", "raw"),
    [
        ("a[^1]\n\n[^1]: b", "footnotes", "[^1]"),
        ("a[^1]\n\n[^1]: b", "markdown.extensions.extra", "[^1]"),
        ("!!! note\n    a", "admonition", "!!!"),
        ("![](https://a.b/x.png){height=100px}", "attr_list", "{"),
        ("# A {.dark}", "attr_list", "{"),
        ("$$\nx\n$$", "pymdownx.arithmatex", "$$"),
        ("a :smile:", "pymdownx.emoji", ":smile:"),
    ],
)
def test_the_extension_that_a_hint_names_reads_it_and_then_nothing_is_told(text: str, extension: str, raw: str) -> None:
    ((slide,),) = divide(Source("a.md", text), 0, NATIVE).stacks

    assert told(text)
    assert told(text, {extension: {}}) == []
    assert raw not in re.sub(r"<[^>]*>", "", Renderer({extension: {}}).render(slide).html)


def test_each_kind_is_told_once_in_a_deck(make_project: MakeProject) -> None:
    text = "a[^1]\n\n!SUB\n\nb[^2]\n\n::: x\n\n!SUB\n\n::: y\n\n[^2]: c\n"
    (deck,) = build(make_project({"slides/talk.md": text, "deckbuild.yml": "features: []"}))

    assert [(each.location.line, each.message) for each in deck.diagnostics] == [
        (1, "this looks like a footnote"),
        (7, "this looks like a block of pandoc, Quarto or VitePress"),
    ]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("title: A", ["this looks like a formula", "this looks like a diagram of Mermaid"]),
        ("plugins: [{name: RevealMath, script: a.js}]", ["this looks like a diagram of Mermaid"]),
        ("scripts: [katex.js, mermaid.js]", []),
    ],
)
def test_what_a_plugin_or_a_script_draws_is_not_told(
    settings: str, expected: list[str], make_project: MakeProject
) -> None:
    scripts = dict.fromkeys(("a.js", "katex.js", "mermaid.js"), "1")
    text = "$$x$$\n\n```mermaid\nx\n```\n"
    (deck,) = build(make_project({"slides/talk.md": text, "deckbuild.yml": f"features: []\n{settings}", **scripts}))

    assert [each.message for each in deck.diagnostics if each.rule == LIKE_SYNTAX] == expected
