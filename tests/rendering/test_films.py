"""Films and sounds, which Markdown can only write as pictures and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from deckbuild.diagnostics.source import Source
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.rendering.film_sites import player
from deckbuild.rendering.renderer import Renderer

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

TALK = "https://youtu.be/dQw4w9WgXcQ"
PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"


def html(text: str, *, native: bool = True, strips: bool = False, extensions: tuple[str, ...] = ()) -> str:
    """The HTML of a slide; frames are shown as their player's address alone."""
    renderer = Renderer({name: {} for name in extensions}, native=native, strips=strips)
    slide = renderer.render(divide(Source("a.md", text), 0, NATIVE).stacks[0][0])
    return re.sub(r'<iframe data-src="([^"]*)"[^>]*></iframe>', r"[\1]", slide.html)


@pytest.mark.parametrize("extensions", [(), ("tables",)])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![x](a.mp4)", '<p><video controls aria-label="x" src="a.mp4">x</video></p>'),
        ('![](a.webm "t")', '<p><video controls src="a.webm" title="t"></video></p>'),
        ("![](A.MOV#t=5)", '<p><video controls src="A.MOV#t=5"></video></p>'),
        ("![](https://e.org/a.ogv?x=1)", '<p><video controls src="https://e.org/a.ogv?x=1"></video></p>'),
        (
            '![a & "b"](a.mp3)',
            '<p><audio controls aria-label="a &amp; &quot;b&quot;" src="a.mp3">a &amp; &quot;b&quot;</audio></p>',
        ),
        ("![](a.ogg) ![](a.m4a)", '<p><audio controls src="a.ogg"></audio> <audio controls src="a.m4a"></audio></p>'),
        (
            '![](a.mp4)<!-- .element: class="fragment" loop muted data-autoplay -->',
            '<p><video controls src="a.mp4" class="fragment" loop="" muted="" data-autoplay=""></video></p>',
        ),
        ('<img data-src="a.mp4" alt>', '<p><video controls data-src="a.mp4"></video></p>'),
        ("![x][a]\n\n[a]: a.mp4", '<p><video controls aria-label="x" src="a.mp4">x</video></p>'),
        ("![x](a.png)", '<p><img alt="x" src="a.png"></p>'),
        ("![x](a.mp4.png)", '<p><img alt="x" src="a.mp4.png"></p>'),
        ("[x](a.mp4)", '<p><a href="a.mp4">x</a></p>'),
    ],
)
def test_a_picture_that_is_a_film_or_a_sound_is_played(text: str, expected: str, extensions: tuple[str, ...]) -> None:
    found = html(text, native=False, extensions=extensions).strip()

    assert found in (expected, expected.replace("<p>", "").replace("</p>", ""))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (TALK, PLAYER),
        ("http://youtu.be/dQw4w9WgXcQ?si=abc&t=90", f"{PLAYER}?start=90"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", PLAYER),
        ("https://WWW.YouTube.com/watch?feature=x&v=dQw4w9WgXcQ&t=1h2m3s", f"{PLAYER}?start=3723"),
        ("https://m.youtube.com/watch?v=dQw4w9WgXcQ#t=1m", f"{PLAYER}?start=60"),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ?start=5", f"{PLAYER}?start=5"),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", PLAYER),
        ("https://youtube.com/shorts/dQw4w9WgXcQ", PLAYER),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?t=x", PLAYER),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://vimeo.com/76979871#t=30s", "https://player.vimeo.com/video/76979871?dnt=1#t=30s"),
        ("https://vimeo.com/76979871/8272103f6e", "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e"),
        ("https://player.vimeo.com/video/76979871?h=82", "https://player.vimeo.com/video/76979871?dnt=1&h=82"),
        ("https://vimeo.com/channels/staffpicks/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://www.youtube.com/@somebody", ""),
        ("https://www.youtube.com/playlist?list=PL1", ""),
        ("https://www.youtube.com/watch?v=short", ""),
        ("https://vimeo.com/about", ""),
        ("https://youtu.be.evil.org/dQw4w9WgXcQ", ""),
        ("https://e.org/watch?v=dQw4w9WgXcQ", ""),
        ("javascript://youtu.be/dQw4w9WgXcQ", ""),
        ("//youtu.be/dQw4w9WgXcQ", ""),
        ("https://[youtu.be/dQw4w9WgXcQ", ""),
        ("dQw4w9WgXcQ", ""),
    ],
)
def test_the_player_of_a_film_is_known_by_its_address(address: str, expected: str) -> None:
    assert player(address) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TALK, f'<p><span class="film-player">[{PLAYER}]<a href="{TALK}">youtu.be/dQw4w9WgXcQ</a></span></p>'),
        (f"<{TALK}>", f'<p><span class="film-player">[{PLAYER}]<a href="{TALK}">youtu.be/dQw4w9WgXcQ</a></span></p>'),
        (
            f"{TALK} <!-- .element: class=fragment -->",
            f'<p><span class="film-player fragment">[{PLAYER}]<a href="{TALK}">youtu.be/dQw4w9WgXcQ</a></span> </p>',
        ),
        (f"see {TALK}", f'<p>see <a href="{TALK}">{TALK}</a></p>'),
        (f"{TALK}\n{TALK}", f'<p><a href="{TALK}">{TALK}</a>\n<a href="{TALK}">{TALK}</a></p>'),
        (f"[talk]({TALK})", f'<p><a href="{TALK}">talk</a></p>'),
        (f"- {TALK}", f'<ul><li><a href="{TALK}">{TALK}</a></li>\n</ul>'),
        ("https://e.org", '<p><a href="https://e.org">https://e.org</a></p>'),
        (
            f"a\n!NOTE\n{TALK}\n\n![t]({TALK})",
            f'<p>a</p>\n<aside class="notes"><p><a href="{TALK}">{TALK}</a></p>\n<p><a href="{TALK}">t</a></p></aside>',
        ),
    ],
)
def test_the_address_of_a_film_alone_in_a_paragraph_is_a_player(text: str, expected: str) -> None:
    assert html(text) == expected


def test_in_the_deck_of_another_tool_an_address_stays_a_link() -> None:
    assert html(TALK, native=False) == f'<p><a href="{TALK}">{TALK}</a></p>'


@pytest.mark.parametrize("native", [True, False])
def test_a_picture_of_a_film_is_a_player_with_its_words_size_and_attributes(native: bool) -> None:
    text = f'![A *talk*]({TALK} "T") <!-- .element: class="fragment" width="50%" height="300" style="color: red" -->'

    assert html(text, native=native).rstrip() == (
        '<p><span class="film-player fragment" style="width: 50%; height: 300px; color: red">'
        f'[{PLAYER}]<a href="{TALK}">A talk</a></span> </p>'
    )


def test_a_player_says_what_it_shows_and_is_loaded_when_its_slide_is() -> None:
    slide = Renderer({}).render(divide(Source("a.md", f'![A "talk"]({TALK})'), 0, NATIVE).stacks[0][0])

    assert f'<iframe data-src="{PLAYER}" ' in slide.html
    assert 'title="A &quot;talk&quot;"' in slide.html
    assert 'referrerpolicy="strict-origin-when-cross-origin"></iframe>' in slide.html


def test_a_player_that_stretches_is_the_child_of_its_slide() -> None:
    assert html(f"{TALK}\n\n<!-- .element: class=r-stretch -->").startswith('<span class="r-stretch film-player">')


@pytest.mark.parametrize(("text", "words"), [(TALK, TALK), (f"![A talk]({TALK})", "A talk"), (f"![]({TALK})", TALK)])
def test_in_the_deck_of_a_stranger_a_film_is_a_link(text: str, words: str) -> None:
    assert html(text, strips=True) == f'<p><a href="{TALK}">{words}</a></p>'


@pytest.mark.parametrize(
    ("text", "place"), [(f"# A\n\n{TALK}\n!SUB\nb", "3:1"), (f"# A\n\n![x]({TALK})\n\n---\n\nb", "3:6")]
)
def test_a_film_on_the_network_is_told_by_the_address_that_its_author_has_written(
    cli: Cli, make_project: MakeProject, text: str, place: str
) -> None:
    told = cli("build", make_project({"slides/a.md": text})).stderr

    assert f"slides/a.md:{place}: warning: {TALK} needs the network [D403]\n" in told
    assert told.endswith('hint: to show the film all the same, write allow: ["https://youtu.be/"]\n')
    assert told.count("[D") == 1


@pytest.mark.parametrize(("divided", "players"), [("!SUB", 1), ("---", 0), ("", 0)])
def test_only_separators_of_our_own_make_players_of_addresses(
    cli: Cli, make_project: MakeProject, divided: str, players: int
) -> None:
    root = make_project({"slides/a.md": f"# A\n\n{TALK}\n\n{divided}\n\nb"})
    cli("build", root)

    assert (root / "dist" / "a.html").read_text().count(f'<iframe data-src="{PLAYER}"') == players
