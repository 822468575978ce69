"""Hypothesis strategies for blocks of Markdown; a block is a list of lines."""

from __future__ import annotations

from hypothesis import strategies as st

from . import inlines

Lines = list[str]
Block = st.SearchStrategy[Lines]

INFOS = (
    *("", "js", "python", "html", "bash", "text", "c++", "unknown-language"),
    *(
        "js [1|2-3]",
        "python [1-2|3]",
        "js [5: 1-2]",
        "js []",
        "js[1,3]",
        "[1]",
        "js [|1|2]",
        "js [5:]",
        "java [1] data-trim",
    ),
)
CODE = (
    *(
        "x = 1",
        "def f(a, b):",
        "    return a * b",
        "    indented(with, blanks);",
        "",
        "",
        "<div>&amp;</div>",
        "# comment",
    ),
    *(
        "if (a < b && c > d) {",
        "}",
        "* star",
        "- dash",
        "<!-- comment -->",
        "print('**x**')",
        "$ ls -l",
        "`tick`",
        "注释",
    ),
)
ELEMENTS = (
    'class="fragment"',
    'class="fragment fade-up" data-fragment-index="1"',
    'style="color: red"',
    'data-id="box"',
    'width="35%"',
    'data-x data-y="a b"',
)
SLIDES = (
    'data-background="#123456"',
    'data-background-image="images/a.png" data-background-size="contain"',
    "data-auto-animate ",
    'class="center" id="intro"',
    'data-transition="zoom" data-state="dark"',
    'data-visibility="hidden"',
)
HTML = (
    '<div class="r-stack">\n\n{}\n\n</div>',
    '<div class="columns">\n<div>\n\n{}\n\n</div>\n<div>\n\n- one\n- two\n\n</div>\n</div>',
    "<div>\n{}\n</div>",
    '<div style="float: left"> {} </div>',
    '<p class="fragment">{}</p>',
    '<img src="a.png" width="40%">',
    '<img src="a.png">\n<img src="b.png">',
    "<center>{}</center>",
    "<center>\n\n{}\n\n</center>",
    "<small>{}</small>",
    "<br>",
    "<br/>\n",
    "<hr>",
    '<iframe src="https://example.com" width="400"></iframe>',
    '<video controls>\n  <source src="a.mp4" type="video/mp4">\n</video>',
    "<details>\n<summary>More</summary>\n\n{}\n\n</details>",
    "<table>\n  <tr><td>{}</td></tr>\n</table>",
    "<!-- a comment -->",
    "<!-- a comment\nwith *two* lines -->",
    "<style>\n.reveal p {{ color: red; }}\n\n.x {{ top: 0 }}\n</style>",
    "<script>\nconst a = 1 < 2;\n</script>",
    '<svg width="10" height="10"><circle r="5"/></svg>',
    "<pre><code>a &lt; b\n\n*c*\n</code></pre>",
    "<ul>\n<li>{}</li>\n</ul>",
    '<span class="fragment">{}</span>',
    '<a href="b.html">{}</a>',
    "<h2>{}</h2>\n{}",
    "<blockquote>\n{}\n</blockquote>",
    '<figure>\n<img src="a.png">\n<figcaption>{}</figcaption>\n</figure>',
    "    <p>{}</p>",
    "<section>\n\n{}\n\n</section>",
)


@st.composite
def directive(draw: st.DrawFn, classes: bool = False) -> str:
    """Make an `.element` comment; on what may have classes it sets none, for ours add up and reveal.js' do not."""
    chosen = draw(st.sampled_from(ELEMENTS if classes else ELEMENTS[2:]))
    return f"<!-- .element{draw(st.sampled_from((':', ':', '')))} {chosen} -->"


@st.composite
def directed(draw: st.DrawFn, made: str) -> str:
    """Put a directive behind some of the lines."""
    return f"{made} {draw(directive('class=' not in made))}" if draw(st.integers(0, 9)) == 0 else made


@st.composite
def heading(draw: st.DrawFn) -> Lines:
    """Make a heading: with number signs, closed or not, or underlined."""
    made = draw(directed(draw(inlines.line(2))))
    shape = draw(st.integers(0, 19))
    if shape == 0:
        return [made, "====="]
    if shape == 1:
        return [made, "-----"]
    signs = "#" * draw(st.sampled_from((1, 1, 2, 2, 2, 3, 3, 4, 5, 6)))
    return [f"{signs} {made} {signs}" if shape == 2 and "<!--" not in made else f"{signs} {made}"]


@st.composite
def paragraph(draw: st.DrawFn) -> Lines:
    """Make a paragraph, an image alone, or words with a directive behind or below them."""
    made = draw(directed(draw(inlines.text()))).split("\n")
    return [*made, draw(directive())] if draw(st.integers(0, 19)) == 0 else made


@st.composite
def image(draw: st.DrawFn) -> Lines:
    """Make an image alone, mostly with a width."""
    made = f"![{draw(inlines.words)}]({draw(st.sampled_from(inlines.ADDRESSES))})"
    shape = draw(st.integers(0, 3))
    if shape == 0:
        return [made]
    return [made, draw(directive(True))] if shape == 1 else [f"{made} {draw(directive(True))}"]


@st.composite
def fence(draw: st.DrawFn) -> Lines:
    """Make fenced code; the fence may be indented."""
    mark = draw(st.sampled_from(("```", "```", "```", "~~~", "````")))
    space = draw(st.sampled_from(("", "", "", " ")))
    # Of an indented `~~~` reveal.js leaves the indentation in the code: marked looks for "`" there.
    indent = draw(st.sampled_from(("",) * 10 + (" ", "  "))) if mark[0] == "`" else ""
    code = draw(st.lists(st.sampled_from(CODE), max_size=5))
    lines = [f"{mark}{space}{draw(st.sampled_from(INFOS))}", *code, mark]
    return [indent + each if each else each for each in lines]


@st.composite
def indented(draw: st.DrawFn) -> Lines:
    """Make indented code."""
    code = draw(st.lists(st.sampled_from(CODE), min_size=1, max_size=4))
    return ["    " + each for each in ["first", *code, "last"]]


@st.composite
def table(draw: st.DrawFn) -> Lines:
    """Make a table; rows may have other numbers of cells than the head."""
    columns = draw(st.integers(1, 4))
    rules = draw(st.lists(st.sampled_from(("---", ":--", "--:", ":-:", "-----")), min_size=columns, max_size=columns))
    cell = st.one_of(inlines.words, inlines.line(2), st.just(""), st.just(r"a \| b"), st.sampled_from(inlines.CODE))
    sizes = [columns, *draw(st.lists(st.sampled_from((columns,) * 5 + (1, columns + 1)), max_size=3))]
    rows = [draw(st.lists(cell, min_size=size, max_size=size)) for size in sizes]
    rows = [[each.replace("a|b", r"a\|b") for each in row] for row in rows]
    edges = columns == 1 or draw(st.integers(0, 4)) > 0
    lines = [" | ".join(row) for row in [rows[0], rules, *rows[1:]]]
    return [f"| {each} |" for each in lines] if edges else [each.strip() or "x" for each in lines]


@st.composite
def html(draw: st.DrawFn) -> Lines:
    """Make raw HTML with Markdown in it."""
    shape = draw(st.sampled_from(HTML))
    return shape.format(draw(inlines.line(2)), draw(inlines.line(2))).split("\n")


def _quoted(lines: Lines, mark: str) -> Lines:
    return [f"{mark}{each}" if each else mark.rstrip() for each in lines]


@st.composite
def quote(draw: st.DrawFn, inner: Block) -> Lines:
    """Make a quote; its last line may lack the mark, or a callout's name may stand first."""
    lines = [each for block in draw(st.lists(inner, min_size=1, max_size=2)) for each in (*block, "")][:-1]
    lines = _quoted(lines, draw(st.sampled_from(("> ", "> ", "> ", ">"))))
    if draw(st.integers(0, 15)) == 0:
        return [*lines, draw(inlines.words)]
    return ["> [!NOTE]", *lines] if draw(st.integers(0, 9)) == 0 else lines


@st.composite
def items(draw: st.DrawFn, inner: Block) -> Lines:
    """Make a list: any marker, number, indentation; tight or loose; blocks inside its items."""
    ordered = draw(st.integers(0, 2)) == 0
    number = draw(st.sampled_from((1, 1, 1, 1, 0, 3, 9, 10)))
    sign = draw(st.sampled_from((".", ".", ".", ")"))) if ordered else draw(st.sampled_from("--**+"))
    gap = draw(st.sampled_from((" ",) * 24 + ("  ", "  ", "   ", "\t")))
    start = draw(st.sampled_from(("",) * 12 + (" ", "  ", "   ")))
    loose = draw(st.integers(0, 4)) == 0
    lines: Lines = []
    for at in range(draw(st.integers(1, 4))):
        marker = f"{start}{number + at}{sign}{gap}" if ordered else f"{start}{sign}{gap}"
        lines += [*draw(_item(marker, inner)), *([""] if loose else [])]
    return lines[:-1] if loose else lines


@st.composite
def _item(draw: st.DrawFn, marker: str, inner: Block) -> Lines:
    task = draw(st.sampled_from(("",) * 12 + ("[ ] ", "[x] ")))
    first = draw(directed(draw(inlines.line(3))))
    lines = [f"{marker}{task}{first}"]
    shape = draw(st.integers(0, 9))
    if shape > 3:
        return lines
    fitting = " " * len(marker.expandtabs(4))
    indent = draw(st.sampled_from((fitting,) * 6 + ("  ", "    ", "    ", "   ", "\t")))
    if shape == 0:  # text that goes on, with its indentation or without
        return [*lines, draw(st.sampled_from((fitting, ""))) + draw(inlines.words)]
    blank = [""] if draw(st.integers(0, 2)) == 0 else []
    return [*lines, *blank, *(indent + each if each else each for each in draw(inner))]


FLAT: Block = st.one_of(paragraph(), paragraph(), fence(), image(), inlines.line(3).map(lambda text: [text]))
NESTED: Block = st.one_of(*[items(FLAT)] * 4, FLAT, quote(FLAT))
DEEP: Block = st.one_of(*[items(NESTED)] * 4, FLAT, table())

BLOCKS: Block = st.one_of(
    *[paragraph()] * 6,
    *[heading()] * 3,
    *[items(DEEP)] * 7,
    *[fence()] * 4,
    *[image()] * 2,
    *[html()] * 4,
    *[table()] * 2,
    *[quote(NESTED)] * 2,
    indented(),
    st.sampled_from((["***"], ["* * *"], ["___"], ["- - -"])),
    directive().map(lambda text: [text]),
)
