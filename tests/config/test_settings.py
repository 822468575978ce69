from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.config import loading
from deckbuild.config.reveal_options import OPTIONS
from deckbuild.config.settings import DECK_SETTINGS, Settings, resolve
from deckbuild.diagnostics import terminal
from deckbuild.diagnostics.problem import place_all
from deckbuild.diagnostics.source import Source
from deckbuild.project import loader

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

ROOT = Path(__file__).resolve().parents[2]

EVERYTHING = """\
title: All of it
author: 'A. Author'
description: Says "all"
language: no
theme: night
highlight_theme: monokai
css: [a.css, styles/b.css]
scripts: a.js
favicon: icon.png
reveal:
  transition: fade
  slideNumber: c/t
  width: 100%
  height: 720
  controls: false
  autoPlayMedia: null
  keyboard: {13: next}
plugins: [notes, {name: RevealMenu, script: plugins/menu.js}]
separator: ^---$
verticalSeparator: ^--$
notesSeparator: '^Notes?:'
keep_empty: true
markdown_extensions:
  - def_list
  - toc: {permalink: true}
chapters: [b.md, c.md]
"""


def read(text: str) -> Settings:
    reading = loading.project_file(Source("deckbuild.yml", text))
    assert reading.problems == ()
    return resolve(reading.values)


def shown(text: str, name: str = "deckbuild.yml") -> str:
    source = Source(name, text)
    reading = loading.front_matter(source) if name.endswith(".md") else loading.project_file(source)
    return click.unstyle(terminal.text(place_all(reading.problems, source)))


def check_everything(settings: Settings) -> None:
    assert (settings.title, settings.author, settings.description) == ("All of it", "A. Author", 'Says "all"')
    assert (settings.language, settings.theme.text, settings.highlight_theme.text) == ("no", "night", "monokai")
    assert [each.text for each in settings.css] == ["a.css", "styles/b.css"]
    assert [each.text for each in settings.scripts] == ["a.js"]
    assert settings.favicon.text == "icon.png"
    assert settings.reveal == {
        "transition": "fade",
        "slideNumber": "c/t",
        "width": "100%",
        "height": 720,
        "controls": False,
        "keyboard": {"13": "next"},
    }
    assert [each.name for each in settings.plugins] == ["RevealNotes", "RevealMenu"]
    assert (settings.separator, settings.verticalSeparator, settings.notesSeparator) == ("^---$", "^--$", "^Notes?:")
    assert settings.keep_empty
    assert settings.markdown_extensions == {"def_list": {}, "toc": {"permalink": True}}
    assert [each.text for each in settings.chapters] == ["b.md", "c.md"]


def test_every_setting_is_read_from_deckbuild_yml() -> None:
    check_everything(read(EVERYTHING))


def test_every_setting_is_read_from_front_matter() -> None:
    reading = loading.front_matter(Source("a.md", f"---\n{EVERYTHING}---\n# A"))

    assert reading.problems == ()
    check_everything(resolve(reading.values))


def test_file_names_know_where_they_are_written() -> None:
    css = read("css:\n  - 'a.css'\n  - b.css").css

    assert [(each.source and str(each.source.locate(each.offset))) for each in css] == [
        "deckbuild.yml:2:6",
        "deckbuild.yml:3:5",
    ]


@pytest.mark.parametrize(
    ("alias", "name", "value"),
    [
        ("lang", "language", "de"),
        ("highlightTheme", "highlight_theme", "monokai"),
        ("revealOptions", "reveal", "{loop: true}"),
        ("vertical_separator", "verticalSeparator", "--"),
        ("separatorVertical", "verticalSeparator", "--"),
        ("notes_separator", "notesSeparator", "Note"),
        ("separatorNotes", "notesSeparator", "Note"),
    ],
)
@pytest.mark.parametrize("indent", ["", "decks: {a: {%s: %s}}"])
def test_other_spellings_mean_the_same(alias: str, name: str, value: str, indent: str) -> None:
    def setting(spelling: str) -> object:
        settings = read(indent % (spelling, value) if indent else f"{spelling}: {value}")
        deck = resolve(settings.decks[0].settings) if indent else settings
        found = getattr(deck, name)
        return getattr(found, "text", found)

    assert setting(alias) == setting(name) != getattr(Settings(), name)


def test_of_a_list_what_is_wrong_is_left_out() -> None:
    reading = loading.project_file(Source("deckbuild.yml", "plugins: [notes, serach, zoom]\ncss: [a.css, [b]]"))

    assert [each.name for each in reading.values["plugins"]] == ["RevealNotes", "RevealZoom"]
    assert [each.text for each in reading.values["css"]] == ["a.css"]
    assert [each.rule.code for each in reading.problems] == ["D103", "D103"]


def test_a_later_layer_wins_and_mappings_are_merged() -> None:
    layers: list[dict[str, Any]] = [
        {"title": "a", "reveal": {"loop": True, "hash": True}},
        {"reveal": {"hash": False}},
        {"title": "b"},
    ]

    settings = resolve(*layers)

    assert (settings.title, settings.reveal) == ("b", {"loop": True, "hash": False})


def test_a_setting_without_a_value_is_as_if_it_were_not_there() -> None:
    names = [each.name for each in DECK_SETTINGS]

    assert read("".join(f"{name}:\n" for name in names)) == Settings()
    assert read("reveal:\n  loop:\n  view: ~\n").reveal == {}
    assert [deck.name.text for deck in read("decks:\n  a:\n  b: {}\n").decks] == ["a", "b"]


def test_all_that_is_wrong_is_reported_in_one_run() -> None:
    text = """\
titel: A
theme: nigth
highlight_theme: monokay
keep_empty: no
file_size: 5 MB
reveal:
  transitionSpeed: fas
  slideNumber: 0
  loop: 1
  margin: wide
  width: -5
plugins: [note, {name: X-Y, script: a.js}]
separator: '['
notesSeparator: 'x*'
css: {a: b}
title: [A, B]
markdown_extensions: [def_lists, toc: {permalnk: true}]
decks:
  ../evil: {}
"""

    assert (
        shown(text)
        == """\
deckbuild.yml:1:1: warning: unknown setting 'titel' [D102]
  1 | titel: A
    | ^^^^^
  hint: did you mean 'title'?
deckbuild.yml:2:8: warning: there is no theme 'nigth' [D103]
  2 | theme: nigth
    |        ^^^^^
  hint: did you mean 'night'?
deckbuild.yml:3:18: warning: there is no highlight theme 'monokay' [D103]
  3 | highlight_theme: monokay
    |                  ^^^^^^^
  hint: did you mean 'monokai'?
deckbuild.yml:4:13: warning: true or false is wanted here, not 'no' [D103]
  4 | keep_empty: no
    |             ^^
  hint: write false
deckbuild.yml:5:1: warning: unknown setting 'file_size' [D102]
  5 | file_size: 5 MB
    | ^^^^^^^^^
  hint: it is an upper limit; write it under limits:
deckbuild.yml:7:20: warning: one of default, fast, slow is wanted here, not 'fas' [D103]
  7 |   transitionSpeed: fas
    |                    ^^^
  hint: did you mean 'fast'?
deckbuild.yml:8:16: warning: one of true, false, h.v, h/v, c, c/t, none is wanted here, not 0 [D103]
  8 |   slideNumber: 0
    |                ^
deckbuild.yml:9:9: warning: true or false is wanted here, not 1 [D103]
  9 |   loop: 1
    |         ^
deckbuild.yml:10:11: warning: a number of at least 0 is wanted here, not 'wide' [D103]
  10 |   margin: wide
     |           ^^^^
deckbuild.yml:11:10: warning: a number of pixels, or a percentage, is wanted here, not -5 [D103]
  11 |   width: -5
     |          ^^
  hint: such as 960 or 100%
deckbuild.yml:12:11: warning: there is no plugin 'note' [D103]
  12 | plugins: [note, {name: X-Y, script: a.js}]
     |           ^^^^
  hint: did you mean 'notes'?
deckbuild.yml:12:17: warning: a plugin of a project needs name and script [D103]
  12 | plugins: [note, {name: X-Y, script: a.js}]
     |                 ^
  hint: name is what its script defines
deckbuild.yml:13:12: warning: a regular expression is wanted here, not '[' [D103]
  13 | separator: '['
     |            ^^^
  hint: unterminated character set at position 3
deckbuild.yml:14:17: warning: a regular expression that matches some text is wanted here, not 'x*' [D103]
  14 | notesSeparator: 'x*'
     |                 ^^^^
deckbuild.yml:15:6: warning: a text is wanted here, not a mapping [D103]
  15 | css: {a: b}
     |      ^^^^^^
deckbuild.yml:16:8: warning: a text is wanted here, not a list [D103]
  16 | title: [A, B]
     |        ^^^^^^
deckbuild.yml:17:23: warning: the Markdown extension 'def_lists' cannot be used: No module named 'def_lists' [D103]
  17 | markdown_extensions: [def_lists, toc: {permalnk: true}]
     |                       ^^^^^^^^^
  hint: did you mean 'def_list'?
deckbuild.yml:17:34: warning: the Markdown extension 'toc' cannot be used: it has no option 'permalnk' [D103]
  17 | markdown_extensions: [def_lists, toc: {permalnk: true}]
     |                                  ^^^
deckbuild.yml:19:3: warning: a deck cannot be called '../evil' [D103]
  19 |   ../evil: {}
     |   ^^^^^^^
  hint: its file gets this name: no slash, no dot at the start, none of : * ? \" < > |"""
    )


def test_a_mistake_in_front_matter_stands_at_its_line_in_the_file() -> None:
    assert shown("---\ntitle: A\ntheem: white\n---\n# A", "slides/a.md") == (
        "slides/a.md:3:1: warning: unknown setting 'theem' [D102]\n"
        "  3 | theem: white\n"
        "    | ^^^^^\n"
        "  hint: did you mean 'theme'?"
    )


def test_decks_are_not_named_in_front_matter() -> None:
    assert "a.md:2:1: warning: unknown setting 'decks' [D102]" in shown("---\ndecks: {a: {}}\ntitle: x\n---\n", "a.md")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: A\n---\n# A", 17),
        ("---\ntitle: A\n...\n# A", 17),
        ("---  \ntitle: A\n--- \n# A", 20),
        ("---\ntitle: A\n---", 16),
        ("---\n---\n# A", 8),
        ("---\n# a comment\ntheme: white\n---\n", 33),
    ],
)
def test_front_matter_ends_where_its_lines_end(text: str, body: int) -> None:
    reading = loading.front_matter(Source("a.md", text))

    assert (reading.body, reading.problems) == (body, ())


@pytest.mark.parametrize(
    "text",
    [
        "# A\n",
        "\n---\ntitle: A\n---\n",
        "----\ntitle: A\n----\n",
        "---\n# First\n---\n# Second",
        "---\n\n# First\nNote: say hello\n\n---\n# Second",
        "---\nJust text: with a colon inside\n---\n",
    ],
)
def test_slides_between_rules_are_no_front_matter(text: str) -> None:
    assert loading.front_matter(Source("a.md", text)) == loading.Reading({})


def test_a_front_matter_that_never_ends_is_reported() -> None:
    assert shown("---\ntitle: A\n\n# A\n", "a.md") == (
        "a.md:1:1: error: a front matter begins here and never ends [D101]\n"
        "  1 | ---\n"
        "    | ^^^\n"
        "  hint: end it with a line ---"
    )


@pytest.mark.parametrize("text", [r"^\r?\n---\r?\n$", "(?<name>---)", r"a\/b", "(?!x)y", "(?<=a)b"])
def test_regular_expressions_are_written_as_for_javascript(text: str) -> None:
    re.compile(f"(?P<slide>{read(f'separator: {chr(39)}{text}{chr(39)}').separator})", re.MULTILINE)


def test_a_number_is_taken_for_a_text_as_it_is_written() -> None:
    settings = read("title: 2024\nauthor: 007\ndescription: 1e3")

    assert (settings.title, settings.author, settings.description) == ("2024", "007", "1e3")


def test_a_long_wrong_value_is_cut_in_the_message() -> None:
    (problem,) = loading.project_file(Source("deckbuild.yml", f"keep_empty: {'x' * 5000}")).problems

    assert len(problem.message) < 120


@given(st.text())
def test_no_settings_raise(text: str) -> None:
    source = Source("a.md", f"---\ntitle: x\n{text}\n---\n")

    loading.front_matter(source)
    loading.project_file(Source("deckbuild.yml", text))


# The schema


def accepts(text: str) -> bool:
    """Whether an editor that checks by the schema takes this file."""
    return bool(jsonschema.Draft202012Validator(loading.schema()).is_valid(json.loads(json.dumps(_plain(text)))))


def _plain(text: str) -> object:
    class Loader(yaml.SafeLoader):
        """YAML 1.2's words, as editors read them."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith((":bool", ":timestamp"))]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
    return yaml.load(text, Loader)  # noqa: S506 -- a safe one


def test_the_schema_is_a_valid_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(loading.schema())


def test_the_command_prints_the_schema(cli: Cli) -> None:
    assert json.loads(cli("schema").stdout) == loading.schema()


def test_the_schema_describes_each_setting() -> None:
    assert [name for name, each in loading.schema()["properties"].items() if not each.get("description")] == []


@pytest.mark.parametrize("text", [(ROOT / "deckbuild.yml").read_text(encoding="utf-8"), EVERYTHING])
def test_the_schema_accepts_what_the_reader_accepts(text: str) -> None:
    read(text)

    assert accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "title: A",
        "title: 2024",
        "title: [A]",
        "title: true",
        "title:",
        "titel: A",
        "lang: de",
        "theme: night",
        "theme: my.css",
        "theme: themes/my",
        "theme: nigth",
        "highlight_theme: monokai",
        "highlight_theme: none-such",
        "css: a.css",
        "css: [a.css]",
        "css: {a: b}",
        "css:",
        "favicon: [a]",
        "keep_empty: true",
        "keep_empty: no",
        "plugins: []",
        "plugins: [zoom]",
        "plugins: zoom",
        "plugins: [zom]",
        "plugins: [{name: A, script: a.js}]",
        "plugins: [{name: A}]",
        "plugins: [{name: A-B, script: a.js}]",
        "plugins: [{name: A, script: a.js, more: 1}]",
        "reveal: {}",
        "reveal:",
        "reveal: {none: 1}",
        "reveal: {width: 5}",
        "reveal: {width: 100%}",
        "reveal: {width: 0}",
        "reveal: {width: banana}",
        "reveal: {width: 960px}",
        "reveal: {width: '960'}",
        "reveal: {width: 0%}",
        "reveal: {width: 99.5%}",
        "reveal: {width: .5%}",
        "reveal: {width: 100 %}",
        "reveal: {margin: 100%}",
        "reveal: {autoSlide: false}",
        "reveal: {autoSlide: true}",
        "reveal: {loop: true}",
        "reveal: {loop: 1}",
        "reveal: {loop:}",
        "reveal: {slideNumber: 0}",
        "reveal: {slideNumber: false}",
        "reveal: {controls: 1}",
        "reveal: {view: scroll}",
        "reveal: {keyboard: {a: [1]}}",
        "reveal: [a]",
        "separator: ---",
        "markdown_extensions: toc",
        "markdown_extensions: [toc]",
        "markdown_extensions: [toc: {permalink: true}]",
        "markdown_extensions: {toc: {permalink: true}}",
        "markdown_extensions: {toc:}",
        "markdown_extensions: {toc: 5}",
        "chapters: [a.md]",
        "decks: {a: {title: A, chapters: [a.md]}}",
        "decks: {a:}",
        "decks: {a: {titel: A}}",
        "decks: {../a: {}}",
        "decks: {a: {decks: {}}}",
        "decks: [a]",
    ],
)
def test_the_schema_and_the_reader_agree(text: str) -> None:
    reads = loading.project_file(Source("deckbuild.yml", text)).problems == ()

    assert accepts(text) == reads


PLAIN: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from(["fade", "c/t", "x", "focused", "100%"]), st.just([])
)


@given(name=st.sampled_from(sorted(OPTIONS)), value=PLAIN)
def test_the_schema_and_the_reader_agree_on_each_option_of_reveal(name: str, value: object) -> None:
    text = f"reveal: {{{name}: {json.dumps(value)}}}"

    assert accepts(text) == (loading.project_file(Source("deckbuild.yml", text)).problems == ())


def test_the_layers_win_in_their_order(cli: Cli, make_project: MakeProject) -> None:
    root = make_project(
        {
            "deckbuild.yml": "title: file\nauthor: file\ndescription: file\n",
            "slides/a.md": "---\nauthor: front\ndescription: front\n---\n# A",
        }
    )

    assert cli("build", root, "--set", "description=line").exit_code == 0
    page = (root / "dist" / "a.html").read_text(encoding="utf-8")
    assert "<title>file</title>" in page
    assert '<meta name="author" content="front">' in page
    assert '<meta name="description" content="line">' in page
    assert '<html lang="en">' in page


def test_a_deck_may_choose_what_only_turns_text_into_html(cli: Cli, make_project: MakeProject) -> None:
    chosen = "[pymdownx.mark, pymdownx.blocks.details, markdown.extensions.def_list]"
    root = make_project({"slides/a.md": f"---\nmarkdown_extensions: {chosen}\n---\n==a==\n\nb\n:   c\n"})

    assert (cli("build", root).stderr, cli("build", "--untrusted", root).stderr.count("[D112]")) == ("", 2)
    page = (root / "dist" / "a.html").read_text(encoding="utf-8")
    assert "<mark>a</mark>" not in page  # the second time


OWN = """
from __future__ import annotations
from dataclasses import dataclass
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

@dataclass
class Tag:
    name: str

class Loud(Extension):
    def __init__(self, **options):
        self.config = {"tag": ["big", "the element"]}
        super().__init__(**options)
    def extendMarkdown(self, md):
        tag = Tag(self.getConfig("tag")).name
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(!!)(.+?)!!", tag), "loud", 100)

makeExtension = Loud
"""


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("[./my/loud.py]", "big"),
        ("my/loud.py", "big"),
        ("[my.loud]", "big"),
        ("[my/loud.py: {tag: b}]", "b"),
        ("{./my/loud.py:Loud: {tag: b}}", "b"),
        ("'my.loud:Loud'", "big"),
    ],
)
def test_an_extension_of_the_project_is_named_by_its_file(
    cli: Cli, make_project: MakeProject, written: str, tag: str
) -> None:
    root = make_project(
        {
            "slides/a.md": "a !!b!!",
            "my/loud.py": OWN,
            "deckbuild.yml": f"decks:\n  a:\n    chapters: slides/a.md\n    markdown_extensions: {written}\n",
        }
    )

    assert cli("build", root).stderr == ""
    assert f"<p>a <{tag}>b</{tag}></p>" in (root / "dist" / "a.html").read_text(encoding="utf-8")
    assert [path.name for path in (root / "my").iterdir()] == ["loud.py"]


def test_an_extension_of_the_project_is_loaded_anew_when_it_has_changed(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "!!b!!", "loud.py": OWN, "deckbuild.yml": "markdown_extensions: loud.py"})
    pages = []
    for tag in ("big", "sub"):
        (root / "loud.py").write_text(OWN.replace("big", tag))
        cli("build", root)
        pages.append((root / "dist" / "a.html").read_text(encoding="utf-8"))

    assert ["<sub>b</sub>" in page for page in pages] == [False, True]
    assert root / "loud.py" in loader.read(root).reader.asked


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("./lout.py", "there is no such file in the project"),
        ("../outside.py", "there is no such file in the project"),
        ("./broken.py", "invalid syntax (broken.py, line 1)"),
        ("./empty.py", "module 'deckbuild_extension_empty' has no attribute 'makeExtension'"),
        ("./loud.py:Laut", "module 'deckbuild_extension_loud' has no attribute 'Laut'"),
        ("./loud.py: {tags: b}", "it has no option 'tags'"),
    ],
)
def test_an_extension_of_the_project_that_cannot_be_loaded_is_told(
    make_project: MakeProject, name: str, reason: str
) -> None:
    files = {"loud.py": OWN, "empty.py": "", "broken.py": "a b", "../outside.py": OWN, "slides/a.md": "a"}
    root = make_project({**files, "deckbuild.yml": f"markdown_extensions: [{name}]"})
    (told,) = loader.read(root).diagnostics

    shown = name.partition(": ")[0].removeprefix("./")
    assert told.message in (
        f"the Markdown extension '{shown}' cannot be used: {reason}",
        f"the Markdown extension '{shown.rpartition('/')[2]}' cannot be used: {reason}",
    )


@pytest.mark.parametrize("name", ["./my_code/extension.py", "my_code.extension"])
def test_an_extension_of_a_stranger_is_not_loaded(make_project: MakeProject, name: str) -> None:
    settings = f"markdown_extensions: [{name}]"
    files = {"my_code/extension.py": "raise SystemExit('it ran')", "deckbuild.yml": settings, "slides/a.md": "a"}

    assert [each.rule.code for each in loader.read(make_project(files), untrusted=True).diagnostics] == ["D112"]


@pytest.mark.parametrize(
    "extensions",
    [
        "[./my_code/extension.py]",
        "[pymdownx.snippets]",
        "{pymdownx.snippets: {base_path: [/etc]}}",
        "pymdownx.b64",
        "[toc, my_code.extension]",
    ],
)
def test_a_deck_may_not_choose_an_extension_that_reads_files_or_is_code_of_its_own(
    make_project: MakeProject, extensions: str
) -> None:
    deck = f'---\nmarkdown_extensions: {extensions}\n---\n\n--8<-- "passwd"\n'
    made = make_project({"slides/a.md": deck, "my_code/extension.py": "raise SystemExit('it ran')"})
    (files,) = loader.read(made).decks

    assert [(each.rule.code, each.location.line) for each in files.diagnostics] == [("D103", 2)]
    assert "deckbuild.yml may" in files.diagnostics[0].hint
    assert files.settings.markdown_extensions == {}


LENGTH = "a number of pixels, or a percentage, is wanted here"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("reveal: {width: .nan}", f"{LENGTH}, not '.nan'", "such as 960 or 100%"),
        ("reveal: {height: .inf}", f"{LENGTH}, not '.inf'", "such as 960 or 100%"),
        ("reveal: {height: -.inf}", f"{LENGTH}, not '-.inf'", "such as 960 or 100%"),
        ("reveal: {height: 1e999}", f"{LENGTH}, not '1e999'", "such as 960 or 100%"),
        ("reveal: {width: banana}", f"{LENGTH}, not 'banana'", "such as 960 or 100%"),
        ("reveal: {width: 960px}", f"{LENGTH}, not '960px'", "write 960"),
        ("reveal: {width: 0}", f"{LENGTH}, not 0", "such as 960 or 100%"),
        ("reveal: {margin: .nan}", "a number of at least 0 is wanted here, not '.nan'", ""),
        ("limits: {slides: .inf}", "a number of at least 1 is wanted here, not '.inf'", ""),
        ("slides: 500", "unknown setting 'slides'", "it is an upper limit; write it under limits:"),
    ],
)
def test_what_a_setting_cannot_be_is_told_with_what_it_can(text: str, message: str, hint: str) -> None:
    (problem,) = loading.project_file(Source("deckbuild.yml", text)).problems

    assert (problem.message, problem.hint) == (message, hint)
