"""Names of other tools, in front matter and in settings, mean what they mean there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deckbuild.config import loading
from deckbuild.diagnostics.source import Placed, Source
from deckbuild.project import loader

if TYPE_CHECKING:
    from deckbuild.config.loading import Reading
    from tests.conftest import Cli, MakeProject


def front(yaml: str) -> Reading:
    """What a front matter sets."""
    return loading.front_matter(Source("a.md", f"---\n{yaml}\n---\n# A\n"))


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values without the places where they are written."""
    return {name: value.text if isinstance(value, Placed) else value for name, value in values.items()}


@pytest.mark.parametrize(
    ("yaml", "values", "tool"),
    [
        ("transition: fade\nslideNumber: true", {"reveal": {"transition": "fade", "slideNumber": True}}, ""),
        ("transition-speed: slow\nslide_number: c", {"reveal": {"transitionSpeed": "slow", "slideNumber": "c"}}, ""),
        ("data-separator: ^x$", {"separator": "^x$"}, ""),
        ("data-separator-vertical: ^y$\ndata-charset: utf-8", {"verticalSeparator": "^y$"}, ""),
        ("data-separator-notes: '^N:'", {"notesSeparator": "^N:"}, ""),
        ("revealOptions: {loop: true}\nloop: false", {"reveal": {"loop": True}}, "reveal-md"),
        ("revealOptions: {loop: true}\nreveal: {loop: false}", {"reveal": {"loop": False}}, "reveal-md"),
        ("verticalSeparator: ^z$", {"verticalSeparator": "^z$"}, "reveal-md"),
        ("vertical-separator: ^z$\nassets-dir: x", {"verticalSeparator": "^z$", "assets_dir": "x"}, "reveal-md"),
        (
            "listingTemplate: a.html\ntemplate: b.html",
            {"listing_template": "a.html", "template": "b.html"},
            "reveal-md",
        ),
        ("slides: {separator_notes: '^N:'}", {"notesSeparator": "^N:"}, "mkslides"),
        ("vertical_separator: ^z$\nhighlight_theme: vs", {"verticalSeparator": "^z$", "highlight_theme": "vs"}, ""),
        ("revealjs: {loop: true}", {"reveal": {"loop": True}}, "mkslides"),
        (
            "slides: {theme: moon, separator_vertical: ^v$, preprocess_script: p.py, charset: utf-8}",
            {"theme": "moon", "verticalSeparator": "^v$", "preprocess": "p.py"},
            "mkslides",
        ),
        ("theme: white\nslides: {theme: moon}", {"theme": "white"}, "mkslides"),
        ("author: [A, {name: B, email: c}]", {"author": "A, B"}, ""),
        ("authors: A", {"author": "A"}, ""),
    ],
)
def test_names_of_other_tools_are_read_as_ours(yaml: str, values: dict[str, Any], tool: str) -> None:
    reading = front(yaml)

    assert (plain(reading.values), reading.problems, reading.tool) == (values, (), tool)


def test_an_option_of_reveal_is_taken_wherever_settings_stand(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"deckbuild.yml": "transition: fade\ndecks: {a: {width: 800}}", "slides/a.md": "# A"})
    told = cli("build", root, "--set", "loop=true").stderr

    (deck,) = loader.read(root).decks
    assert dict(deck.settings.reveal) == {"transition": "fade", "width": 800}
    assert "warning" not in told
    assert '"loop": true' in (root / "dist" / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "yaml",
    [
        "date: 2026-11-30\ntags: [a, b]\nevent: {name: x}",
        "company: Octocorn\nowner: me\nstatus: draft\nduration: 45",
        "subtitle: x\nsubTitle: y\nlayout: cover\nvenue: v\ninstitute: i\nkeywords: k",
        "overview: what this talk is about\nhelp: ask me",
        "weight: 3\nchapter: 2\nlineNumbers: true\nhighlighter: shiki\ncoauthors: [a]\nroles: x",
        "marp: true\npaginate: true\nbackgroundColor: '#fff'",
        "format: {revealjs: {width: 5}}\njupyter: python3",
    ],
)
def test_metadata_of_other_tools_is_accepted_in_silence(yaml: str) -> None:
    reading = front(yaml)

    assert reading.problems == ()
    assert reading.values.keys() == {"metadata"}


@pytest.mark.parametrize(
    ("yaml", "message", "hint"),
    [
        ("theem: white", "unknown setting 'theem'", "did you mean 'theme'?"),
        ("transitoin: fade", "unknown setting 'transitoin'", "did you mean 'transition'?"),
        ("highlihgt_theme: x", "unknown setting 'highlihgt_theme'", "did you mean 'highlight_theme'?"),
    ],
)
def test_a_slip_in_a_name_of_ours_is_told(yaml: str, message: str, hint: str) -> None:
    (problem,) = front(f"date: today\n{yaml}").problems

    assert (problem.rule.code, problem.message, problem.hint) == ("D102", message, hint)


def test_metadata_goes_into_the_page_where_html_has_a_name_for_it(cli: Cli, make_project: MakeProject) -> None:
    text = '---\nauthor: [A, B]\ndate: 2026-11-30\ntags: [x, "<y>"]\ncompany: C\n---\n# A'
    root = make_project({"slides/a.md": text})
    cli("build", root)

    page = (root / "dist" / "a.html").read_text(encoding="utf-8")
    assert [line for line in page.split("\n") if line.startswith("<meta") and "viewport" not in line][2:] == [
        '<meta name="author" content="A, B">',
        '<meta name="keywords" content="x, &lt;y&gt;">',
        '<meta name="dcterms.date" content="2026-11-30">',
    ]


def test_the_separators_of_one_deck_count_for_it_alone(make_project: MakeProject) -> None:
    front = "---\nseparator: ^===$\n---\n"
    root = make_project(
        {"reveal-md.json": "{}", "slides/a.md": f"{front}# a\n\n===\n\n# b", "slides/b.md": "# a\n\n---\n\n# b\n\n==="}
    )

    assert [deck.settings.separator for deck in loader.read(root).decks] == ["^===$", ""]


def test_a_stranger_is_held_to_our_names_whatever_they_are_called(make_project: MakeProject) -> None:
    front = "slides: {separator: (a+)+b}\ndata-separator-vertical: (a+)+b\npreviewLinks: true\npreview-links: true"
    files = {"slides/a.md": f"---\n{front}\n---\n# A", "mkslides.yml": "slides: {separator_notes: (a+)+b}"}
    project = loader.read(make_project({**files, "reveal.json": '{"previewLinks": true}'}), untrusted=True)

    (deck,) = project.decks
    told = [each.location.line for each in (*project.diagnostics, *deck.diagnostics) if each.rule.code == "D112"]
    assert sorted(told) == [1, 1, 2, 3, 5]
    assert (deck.settings.separator, deck.settings.notesSeparator) == ("", "")
    assert "previewLinks" not in deck.settings.reveal


def test_where_a_deck_will_be_on_the_web_is_told_to_those_who_link_it(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "---\nabsoluteUrl: https://example.org/a\n---\n# A & B"})

    assert "warning" not in cli("build", root).stderr
    page = (root / "dist" / "a.html").read_text(encoding="utf-8")
    assert [line for line in page.split("\n") if "og:" in line] == [
        '<meta property="og:title" content="A &amp; B">',
        '<meta property="og:type" content="website">',
        '<meta property="og:url" content="https://example.org/a">',
    ]
