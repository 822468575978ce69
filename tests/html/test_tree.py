"""Reading HTML with offsets, and changing it by edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.html.tokenizer import attribute
from deckbuild.html.tree import Edits, Element, parse, read


def tree(html: str) -> str:
    """The elements as nested words: `ul(li li(p))`."""

    def show(element: Element) -> str:
        inner = " ".join(show(node) if isinstance(node, Element) else "!" for node in element.nodes)
        return f"{element.tag}({inner})" if inner else element.tag

    return show(parse(html))


def first(html: str) -> Element:
    return next(parse(html).elements())


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("text < 3 & <3 </ >", ""),
        ("<p>a</p><p>b</p>", "(p p)"),
        ("<p><img>a<br></p>", "(p(img br))"),
        ("<IMG SRC=a><P>", "(img p)"),
        ("<ul><li>a<li>b</ul><p>", "(ul(li li) p)"),
        ("<ul><li><p>a<li>b</ul>", "(ul(li(p) li))"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "(ul(li(ul(li)) li))"),
        ("<p>a<p>b<div>c</div>", "(p p div)"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "(dl(dt dd dt))"),
        ("<table><tr><td>a<td>b<tr><th>c</table>", "(table(tr(td td) tr(th)))"),
        ("<table><thead><tr><th>a<tbody><tr><td>b</table>", "(table(thead(tr(th)) tbody(tr(td))))"),
        ("<select><option>a<option>b</select>", "(select(option option))"),
        ("</div><b>a</p></b>", "(b)"),
        ("<div><b>a</div><i></i>", "(div(b) i)"),
        ("<script>'<p>' <!-- </script><p>", "(script p)"),
        ("<textarea><b></textarea><b>", "(textarea b)"),
        ("<style></styles><p></style><p>", "(style p)"),
        ("<script><p>", "(script)"),
        ("<div/><p>", "(div(p))"),
        ("<svg><path/><g><title>a</title></g></svg><p>", "(svg(path g(title)) p)"),
        ("<svg><foreignObject><div/>a</foreignObject></svg>", "(svg(foreignobject(div)))"),
        ("<!-- <p> --><p>", "(! p)"),
        ("<!--><p>--><b>", "(! p(b))"),
        ("<!-- a --!><p>", "(! p)"),
        ("<!-- a", "(!)"),
        ("<!doctype html><?php a ?><p>", "(p)"),
        ("<p a='>' b=\">\">x</p>", "(p)"),
        ("<p <b>", "(p)"),
        ("<p><plaintext><b>", "(p(b))"),
    ],
)
def test_elements_nest_as_in_a_browser(html: str, expected: str) -> None:
    assert tree(html) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<p a=\"1\" b='2' c=3 d>", {"a": "1", "b": "2", "c": "3", "d": ""}),
        ("<p A=1 a=2>", {"a": "1"}),
        ('<p a = "1">', {"a": "1"}),
        ("<p a='\"1\"'>", {"a": '"1"'}),
        ('<p a="x>y" b>', {"a": "x>y", "b": ""}),
        ('<p a="1\n2">', {"a": "1\n2"}),
        ('<p a="1"b="2">', {"a": "1", "b": "2"}),
        ("<p a=b/c>", {"a": "b/c"}),
        ("<img a=b/>", {"a": "b/"}),
        ("<img a=b />", {"a": "b"}),
        ("<p a=>", {"a": ""}),
        ('<p a="&lt;&amp;&#33;&#x21;">', {"a": "<&!!"}),
        ('<p a="?x=1&copy=2&amp=3&copy;&nbsp">', {"a": "?x=1&copy=2&amp=3\u00a9\u00a0"}),
        ("<p xlink:href=#a @click=b>", {"xlink:href": "#a", "@click": "b"}),
    ],
)
def test_attributes_are_read_as_in_a_browser(tag: str, expected: dict[str, str]) -> None:
    found = first(tag).attributes

    assert {name: each.value for name, each in found.items()} == expected


def test_offsets_are_those_of_the_html() -> None:
    html = "a <div x=1>b <!-- c --> <i>d</i></div> e"
    root = parse(html)
    div, italic = root.elements()
    (comment,) = root.comments()

    assert html[div.start : div.end] == "<div x=1>b <!-- c --> <i>d</i></div>"
    assert html[div.open_end : div.open_end + 2] == "b "
    assert html[div.attributes["x"].start : div.attributes["x"].end] == "x=1"
    assert html[italic.start : italic.end] == "<i>d</i>"
    assert html[comment.start : comment.end] == "<!-- c -->"
    assert (comment.text, comment.parent) == (" c ", div)


def test_what_fits_nowhere_is_told() -> None:
    html = "</b><div><i></div><a href='x"

    found = read(html)

    assert [html[stray.start : stray.end] for stray in found.strays] == ["</b>"]
    assert [html[start:] for start, _ in found.unfinished] == ["<a href='x"]
    assert [(each.tag, each.closed) for each in found.root.elements()] == [("div", True), ("i", False)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>", '<p k="v">'),
        ("<p a=b>x", '<p a=b k="v">x'),
        ("<img />", '<img k="v" />'),
        ("<img a=b/>", '<img a=b/ k="v">'),
        ("<p k=old a=b>", '<p k="v" a=b>'),
        ("<p k='o>ld'/>", '<p k="v"/>'),
        ("<p K>", '<p k="v">'),
        ("<p a='b' >", "<p a='b' k=\"v\" >"),
    ],
)
def test_setting_an_attribute_changes_nothing_else(html: str, expected: str) -> None:
    edits = Edits(html)
    edits.set(first(html), "k", "v")

    assert edits.apply() == expected


def test_the_last_value_holds_and_can_be_asked_for() -> None:
    edits = Edits("<p a='1'>")
    element = first(edits.html)

    assert (edits.get(element, "a"), edits.get(element, "b")) == ("1", "")
    edits.set(element, "a", "2")
    edits.set(element, "a", "3")
    assert (edits.get(element, "a"), edits.apply()) == ("3", '<p a="3">')


def test_edits_are_made_in_the_order_of_the_text() -> None:
    edits = Edits("abcdef")
    edits.replace(4, 5, "E")
    edits.replace(1, 1, "+")
    edits.replace(1, 1, "-")
    edits.replace(1, 2, "")

    assert edits.apply() == "a+-cdEf"


def test_a_value_is_escaped() -> None:
    assert attribute("a", "\"<&>'") == 'a="&quot;&lt;&amp;&gt;\'"'


PIECES = st.sampled_from(
    "<p> </p> <div> </div> <b> </b> <ul> <li> </ul> <img/> <br> <svg> <g/> </svg> <!-- --> <!doctype> <script> "
    "</script> <textarea> <a href='x'> <a\thref=x </a> <td> <table> </table> < > = \" ' / & &lt; a ]]>".split(" ")
)
HTML = st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join)


@given(HTML)
def test_every_text_can_be_read_and_no_edit_gives_it_back(html: str) -> None:
    parse(html)

    assert Edits(html).apply() == html


@given(HTML)
def test_elements_lie_inside_their_parents_and_in_order(html: str) -> None:
    root = parse(html)
    for element in [root, *root.elements()]:
        at = element.open_end
        for node in element.nodes:
            assert at <= node.start < node.end <= element.end
            assert html[node.start] == "<"
            assert node.parent is element
            at = node.end


@given(HTML, st.data())
def test_an_attribute_that_is_set_is_read_again_and_the_rest_is_as_it_was(html: str, data: st.DataObject) -> None:
    elements = list(parse(html).elements())
    if not elements:
        return
    index = data.draw(st.integers(0, len(elements) - 1))
    value = data.draw(st.text(alphabet="ab\"'<>&= \n"))
    before = elements[index]
    edits = Edits(html)
    edits.set(before, "k", value)

    changed = edits.apply()

    after = list(parse(changed).elements())
    assert [each.tag for each in after] == [each.tag for each in elements]
    assert after[index].attributes["k"].value == value
    assert changed[: before.start] == html[: before.start]
    assert changed[after[index].open_end :] == html[before.open_end :]
    assert (
        changed[before.start : after[index].open_end].replace(" " + attribute("k", value), "", 1)
        == (html[before.start : before.open_end])
    )


@pytest.mark.parametrize("unit", ["<p>", "</p>", "<div", "<a b='", "<!--", "<b></b>", "<p a ", '<a ="', "<ul><li>"])
def test_a_long_text_of_tags_is_read(unit: str) -> None:
    parse(unit * (20_000 // len(unit)))


@pytest.mark.parametrize("open_in_it", ["<b>", "<!-- x", "<i a='", "<script>", "</aside>", "<code><span", "<li>"])
def test_what_begins_in_a_piece_ends_there(open_in_it: str) -> None:
    html = f"{open_in_it}<aside><p>a</p></aside>"
    outside = [node for node in read(html, [(0, len(open_in_it))]).root.nodes if node.start >= len(open_in_it)]

    assert [html[node.start : node.end] for node in outside] == ["<aside><p>a</p></aside>"]
