"""Extensions of Python-Markdown that a project lists still work."""

from __future__ import annotations

from typing import Any

import pytest

from deckbuild.markdown.converter import converter

CASES: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "admonition",
        {},
        '!!! note "Look"\n    Inside *this*\n',
        '<p class="admonition-title">Look</p><p>Inside <em>this</em>',
    ),
    ("admonition", {}, "!!! tip\n    a\n\n    - b\n\nc\n", "<ul><li>b</li>\n</ul>\n</div><p>c</p>"),
    ("footnotes", {}, "a[^1]\n\n[^1]: note *x*\n", '<li id="fn:1"><p>note <em>x</em>'),
    ("footnotes", {}, "a[^1]\n\n[^1]: one\n\n    two\n\nb\n", "<p>two&#160;<a"),
    ("def_list", {}, "Apple\n:   A *fruit*\n", "<dl><dt>Apple</dt><dd>A <em>fruit</em></dd></dl>"),
    ("abbr", {}, "The HTML page\n\n*[HTML]: Hyper Text\n", '<abbr title="Hyper Text">HTML</abbr>'),
    ("attr_list", {}, "# a {: .x #y }\n", '<h1 class="x" id="y">a</h1>'),
    ("attr_list", {}, "a *b*{: .z }\n", '<em class="z">b</em>'),
    ("toc", {}, "[TOC]\n\n# a\n\n## b c\n", '<a href="#b-c">b c</a>'),
    ("toc", {"permalink": True}, "# a\n", 'href="#a"'),
    ("smarty", {}, '"a" -- b\n', "&ldquo;a&rdquo; &ndash; b"),
    ("nl2br", {}, "a\nb\n", "<p>a<br>b</p>"),
    ("wikilinks", {}, "[[Page]]\n", '<a class="wikilink" href="/Page/">Page</a>'),
    ("extra", {}, "a[^1]\n\n[^1]: b\n", 'id="fnref:1"'),
    ("pymdownx.mark", {}, "==a *b* c==\n", "<mark>a <em>b</em> c</mark>"),
    ("pymdownx.caret", {}, "x^2^ ^^y^^\n", "x<sup>2</sup> <ins>y</ins>"),
    ("pymdownx.tilde", {}, "H~2~O ~~y~~\n", "H<sub>2</sub>O <del>y</del>"),
    ("pymdownx.keys", {}, "++ctrl+a++\n", '<kbd class="key-control">Ctrl</kbd>'),
    ("pymdownx.smartsymbols", {}, "(c) -->\n", "&copy; &rarr;"),
    ("pymdownx.critic", {"mode": "view"}, "{--a--}{++b++}\n", '<ins class="critic">b</ins>'),
    ("pymdownx.details", {}, '??? note "x"\n    y *z*\n', "<summary>x</summary><p>y <em>z</em></p>"),
    ("pymdownx.blocks.admonition", {}, "/// note | T\na *b*\n///\n", "<p>a <em>b</em></p>"),
    ("pymdownx.tasklist", {"custom_checkbox": True}, "- [x] a\n", "<li"),
    ("pymdownx.mark", {}, "**==a *b* c==** [==d==](e)\n", '<mark>a <em>b</em> c</mark></strong> <a href="e"><mark>d'),
    ("pymdownx.emoji", {}, "**:smile:** `:smile:`\n", "<p><strong>😄</strong> <code>:smile:</code></p>"),
    ("pymdownx.magiclink", {}, "~~a~~ ~b~\n", "<p><del>a</del> <del>b</del></p>"),
    ("pymdownx.magiclink", {}, "see https://a.example/b\n", '<a href="https://a.example/b">'),
]


@pytest.mark.parametrize(("name", "options", "text", "html"), CASES)
def test_an_extension_does_what_it_is_for(name: str, options: dict[str, Any], text: str, html: str) -> None:
    assert html in converter({name: options}).convert(text)


def test_an_extension_sees_nothing_in_code() -> None:
    html = converter({"pymdownx.mark": {}, "footnotes": {}}).convert(
        "`==a==`\n\n    ==b==\n\n```\n==c==\n[^1]: d\n```\n"
    )

    assert "<mark>" not in html
    assert "[^1]: d" in html


def test_no_pattern_of_an_extension_runs_twice_over_a_text() -> None:
    html = converter({"smarty": {}, "pymdownx.magiclink": {}}).convert('**"a"** *b **"c"***\n\n[**https://a.b**](/d)\n')

    assert html == (
        "<p><strong>&ldquo;a&rdquo;</strong> <em>b <strong>&ldquo;c&rdquo;</strong></em></p>\n"
        '<p><a href="/d"><strong>https://a.b</strong></a></p>'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (r"$\alpha$", r"\(\alpha\)"),
        (r"\(\beta\)", r"\(\beta\)"),
        (r"$a_1*b*c \\\\ \{x\} \, y$", r"\(a_1*b*c \\\\ \{x\} \, y\)"),
        ("$a < b & c$", r"\(a &lt; b &amp; c\)"),
        ("$a<b>c$", r"\(a&lt;b&gt;c\)"),
        ("**$x_1$**", r"\(x_1\)"),
        ("# $x$", r"\(x\)"),
        ("$[a](b)$", r"\([a](b)\)"),
    ],
)
def test_nothing_in_a_formula_is_markdown(text: str, html: str) -> None:
    found = converter({"pymdownx.arithmatex": {"generic": True}}).convert(text)

    assert f'<span class="arithmatex">{html}</span>' in found
    assert "<em>" not in found


@pytest.mark.parametrize("text", ["$5 and $6 *a*", r"\$x$ *a*", "`$x$` *a*", "$ x $ *a*", r"\\(x\\) *a*"])
def test_what_only_looks_like_a_formula_is_text(text: str) -> None:
    found = converter({"pymdownx.arithmatex": {"generic": True}}).convert(text)

    assert "arithmatex" not in found
    assert "<em>a</em>" in found


def test_without_its_extension_a_formula_is_text() -> None:
    assert converter({"pymdownx.mark": {}}).convert("$a_1*b*c$ ==d==") == "<p>$a_1<em>b</em>c$ <mark>d</mark></p>"


def test_an_escaped_character_is_none_for_an_extension() -> None:
    assert converter({"pymdownx.mark": {}}).convert(r"\==a==").count("<mark>") == 0


def test_elements_of_one_slide_are_not_seen_by_the_next() -> None:
    md = converter({"pymdownx.mark": {}, "footnotes": {}, "abbr": {}})
    md.reset()
    md.convert("*a*[^1] ==b==\n\n[^1]: c\n\n*[HTML]: d\n\n[r]: /u\n")
    md.reset()

    assert md.convert("HTML [r] [^1]") == "<p>HTML [r] [^1]</p>"


def test_an_extension_works_on_the_first_text_as_on_the_next() -> None:
    md = converter({"def_list": {}, "admonition": {}})
    first = md.convert("Apple\n:   A\n")
    md.reset()

    assert first == md.convert("Apple\n:   A\n") == "<dl><dt>Apple</dt><dd>A</dd></dl>"
