"""Where a piece of HTML comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.html.source_map import Places

COMMENT = "<!-- .element: class=x -->"


def marked(text: str) -> tuple[str, int]:
    """The text without the sign ¶, and where it stood."""
    return text.replace("¶", ""), text.index("¶")


@pytest.mark.parametrize(
    "before",
    [
        "",
        "a ",
        f"`{COMMENT}` ",
        f"`` ` {COMMENT} `` ",
        f"`a\n{COMMENT}` ",
        f"```\n{COMMENT}\n```\n",
        f"~~~~ html\n{COMMENT}\n~~~\n~~~~\n",
        f"- ```\n  {COMMENT}\n  ```\n- ",
        f"> ```\n> {COMMENT}\n> ```\n\n",
        f"    {COMMENT}\n\n",
        f"a `b` c ` {COMMENT[:3]} \n\n",
        "lonely ` tick\n\n",
    ],
)
def test_a_comment_is_found_behind_code_that_shows_it(before: str) -> None:
    text, at = marked(f"{before}¶{COMMENT} and `more`")

    assert Places(text).next(COMMENT) == at


def test_equal_comments_are_found_one_after_the_other() -> None:
    text = f"{COMMENT}\n`{COMMENT}`\n{COMMENT}"
    places = Places(text)

    assert [places.next(COMMENT), places.next(COMMENT)] == [0, text.rindex(COMMENT)]


def test_with_none_left_the_last_place_is_better_than_none() -> None:
    places = Places(f"a {COMMENT}")

    assert [places.next(COMMENT), places.next(COMMENT), places.next("elsewhere")] == [2, 2, 0]


@pytest.mark.parametrize(
    "text",
    [
        "- a ¶<!-- .element:\n    class=x -->",
        "> a ¶<!-- .element:\n> class=x -->",
    ],
)
def test_a_comment_over_lines_is_found_in_an_item_and_in_a_quote(text: str) -> None:
    plain, at = marked(text)

    assert Places(plain).next("<!-- .element:\n  class=x -->") == at


def test_a_comment_is_found_in_a_slide_that_is_indented_as_a_whole() -> None:
    assert Places("    - a <!-- x -->").next("<!-- x -->") == 8


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ('& <img src="¶&#46;&period;&#x2f;a.png¶">', "../a.png"),
        (r"\0 <style>a { b: url(¶\2e\2e /a.png¶) }</style>", "../a.png"),
        ("![](¶a.png?x=1&amp;y=2¶)", "a.png?x=1&y=2"),
        ("![](<¶a b.png¶>)", "a%20b.png"),
        ("![](¶a%20b.png¶)", "a%20b.png"),
        ("The file `x.png` and x.png\n\n![](¶x.png¶)", "x.png"),
        ("<b onclick=alert(1)>x</b>\n\n<img src=¶x¶>", "x"),
        ("x.png <p style='a: url( \"¶x.png¶\" )'>", "x.png"),
        ("x.png [a]\n\n[a]: ¶x.png¶", "x.png"),
        ("x.png ![](<¶x.png¶>)", "x.png"),
        ("![](x.png.bak) ![](¶x.png¶ 'title')", "x.png"),
        (r"![](¶a\_b.png¶)", "a_b.png"),
        (r"![](¶images\bad.png¶)", "images%5Cbad.png"),
        (r'<img src="¶..\_x.png¶">', r"..\_x.png"),
        ("![](¶..%252f%2e/x.png¶)", "..%252f%2e/x.png"),
        (r"![](¶\~.png¶) ![](~.png)", "~.png"),
        ("![](¶%1b[31m.png¶)", "%1b%5B31m.png"),
        ("![](¶100%.png¶)", "100%25.png"),
        ("![](%C3%A4%C3%A4.png) ![](¶%C3%A4.png¶) ![](ä.png)", "%C3%A4.png"),
        ("![](%C3%A4%C3%A4.png) ![](¶ä.png¶) ![](%c3%a4.png)", "%C3%A4.png"),
        ("![](%ff%fe.png) ![](¶%ff.png¶)", "%FF.png"),
        ('`a b.png` <!-- .slide: data-background-image="¶a b.png¶" -->', "a b.png"),
        ("a, ¶b.png¶", "b.png"),
        ("`http://e.org/a` <¶http://e.org/a¶> ![](http://e.org/a)", "http://e.org/a"),
        ("    ![](¶b.png¶)", "b.png"),
        ("¶¶no address", "x.png"),
    ],
)
def test_an_address_is_found_however_it_is_written(text: str, address: str) -> None:
    before, written, behind = text.split("¶")

    mention = Places(before + written + behind).address(address)
    assert (mention.start, mention.end) == (len(before), len(before) + len(written))


def test_the_same_file_is_found_once_for_each_time_it_is_named() -> None:
    places = Places("![](ä.png) `![](ä.png)` ä.png ![](%c3%a4.png) ![](&auml;.png)")

    assert [places.address("%C3%A4.png").start for _ in range(4)] == [4, 34, 50, 50]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n\n¶", True),
        ("- a\n \t\n\n  ¶", True),
        ("> - a\n>\n> ¶", True),
        ("- a\n¶", False),
        ("- a ¶", False),
        ("¶", False),
        (f"- a\n\n{COMMENT}\n¶", True),
        (f"- a\n{COMMENT}\n¶", False),
    ],
)
def test_an_empty_line_before_a_place_is_seen(text: str, expected: bool) -> None:
    plain, at = marked(text)

    assert Places(plain).blank_before(at) is expected


@given(st.text(alphabet="`<!->x \n~"), st.text(alphabet="`<!->x \n~", min_size=1))
def test_a_place_lies_in_the_text(text: str, needle: str) -> None:
    assert 0 <= Places(text).next(needle) <= len(text)


@given(st.text(alphabet="%c3A4&#;\\\\29ä_("), st.text(alphabet="%c3A4&#;\\\\29ä_("))
def test_an_address_lies_in_the_text(text: str, address: str) -> None:
    mention = Places(text).address(address)

    assert 0 <= mention.start <= mention.end <= len(text)


def test_many_places_are_found_in_a_long_text() -> None:
    places = Places(f"`{COMMENT}` {COMMENT}\n\n" * 1_000)

    assert [places.next(COMMENT) for _ in range(1_000)][-1] == len(places.text) - len(COMMENT) - 2


def test_an_address_that_is_named_nowhere_is_looked_for_once_in_a_long_text() -> None:
    places = Places("x.png\n" * 20_000)

    assert [places.address("x.png").start for _ in range(20_000)][-1] == len(places.text) - len("x.png\n")


def test_places_that_are_asked_anew_begin_where_they_are_told_to() -> None:
    places = Places(f"{COMMENT} {COMMENT}")
    places.next(COMMENT)

    assert [places.anew().next(COMMENT), places.anew(1).next(COMMENT)] == [0, len(COMMENT) + 1]
