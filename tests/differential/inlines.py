"""Hypothesis strategies for what stands inside a line of Markdown, as authors of slides write it.

Left out, because marked has a rule of its own there that no author relies on (the README beside says which): strong
text or an entity in code in the alternative text of a picture; emphasis inside a word that begins or ends with a mark
of punctuation; a line of a paragraph that begins with a tag.
"""

from __future__ import annotations

from hypothesis import strategies as st

Text = st.SearchStrategy[str]

WORDS = (
    "the model attention is a value of and query key layer slide code time data we see how it works "
    "Сложность алгоритма растёт линейно 注意力 模型 训练 数据 모델 학습 데이터 نموذج البيانات מודל נתונים "
    "naïve Größe 3 42 100% x=1 e.g. don't it's (maybe) really? yes! well: first, second; snake_case_name "
    "2\N{MULTIPLICATION SIGN}3 __init__ main.py README.md C++ a/b AT&T 5<6 1.0 @home $x$ $a_{n-2}$ … "
    "\N{EN DASH} “quoted” \"quoted\" 'single' :smile:"
).split()
ESCAPES = (
    r"\*",
    r"\_",
    r"\#",
    r"\`",
    r"\[x\]",
    r"\\",
    r"\<",
    r"\|",
    r"1\.",
    r"C:\path",
    r"\alpha",
    "&amp;",
    "&lt;",
    "&nbsp;",
    "&copy;",
    "&mdash;",
    "&#8594;",
    "&rarr;",
    "&",
    "<",
    ">",
    "->",
    "=>",
    "<-",
    "2 * 3 * 4",
    "a * b",
    "_",
    "*",
    "~",
    "[ ]",
    "[1]",
    "[^1]",
    "!",
)
ADDRESSES = (
    "https://example.com",
    "https://example.com/a_b/c?d=1&e=2#f",
    "http://localhost:8000",
    "images/a.png",
    "img/two%20words.png",
    "../b.html",
    "#/2/1",
    "https://en.wikipedia.org/wiki/Set_(mathematics)",
    "mailto:me@example.com",
    "<a b.png>",
    "картинка.png",
    "https://example.com/日本語",
)
BARE = (
    "https://example.com",
    "http://example.com/path/x.html?q=1&r=2",
    "https://example.com/a_b_c",
    "www.example.com",
    "me@example.com",
    "https://github.com/user/repo/issues/3.",
    "(see https://example.com/x)",
    "https://example.com/(a)",
)
CODE = (
    "`code`",
    "`x = 1`",
    "`a_b_c`",
    "`<div>`",
    "`**no**`",
    "``a `b` c``",
    "`` ` ``",
    "`a|b`",
    r"`\n`",
    "`&amp;`",
    "`$x$`",
    "`<!-- c -->`",
    "`--flag`",
    "`f()`",
)
HTML = (
    "<br>",
    "<br/>",
    '<span style="color: red">red</span>',
    "<kbd>Ctrl</kbd>",
    "<sub>2</sub>",
    "<sup>*n*</sup>",
    "<small>small **bold**</small>",
    '<span class="fragment">later</span>',
    '<img src="a.png" width="50">',
    "<!-- a comment -->",
    "<u>under</u>",
    "<mark>_mark_</mark>",
    '<a href="https://example.com">raw</a>',
    "<b>b</b>",
    '<i class="fa fa-user"></i>',
)
TITLES = ("", "", "", ' "title"', " 'title'", " (title)", ' "a \\"quoted\\" title"')

words: Text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
_LETTERS = [word for word in WORDS if word[0].isalnum() and word[-1].isalnum() and "_" not in word]
letters: Text = st.lists(st.sampled_from(_LETTERS), min_size=1, max_size=3).map(" ".join)


@st.composite
def link(draw: st.DrawFn) -> str:
    """Make a link, an image, or an image in a link."""
    target = draw(st.sampled_from(ADDRESSES)) + draw(st.sampled_from(TITLES))
    mark = draw(st.sampled_from(("", "", "!")))
    rich = st.one_of(st.sampled_from(CODE), words.map("**{}**".format))
    label = draw(words if mark else st.one_of(words, words, words, rich))
    made = f"{mark}[{label}]({target})"
    return f"[{made}](https://example.com)" if mark and draw(st.integers(0, 5)) == 0 else made


MARKS = ("*", "*", "_", "**", "**", "**", "__", "***", "~~", "~")


@st.composite
def emphasis(draw: st.DrawFn) -> str:
    """Make emphasis of any strength around words, with other emphasis or code in it."""
    mark = draw(st.sampled_from(MARKS))
    inside = draw(words)
    extra = draw(st.integers(0, 9))
    if extra == 0:
        inside += f" {draw(st.sampled_from(CODE))}"
    elif extra == 1:
        inner = draw(st.sampled_from(("*", "_", "**", "~~")))
        inside = f"{inner}{inside}{inner} {draw(words)}"
    elif extra == 2:
        inside = draw(link())
    return f"{mark}{inside}{mark}"


@st.composite
def intraword(draw: st.DrawFn) -> str:
    """Make emphasis that touches a word or a mark of punctuation."""
    before = draw(st.sampled_from(("", "a", "(", '"', "注", "и")))
    after = draw(st.sampled_from(("", "b", ")", ":", ".", ",", "s", "意", "й")))
    mark = draw(st.sampled_from(MARKS))
    return before + mark + draw(letters) + mark + after


PIECES = st.one_of(
    *[words] * 12,
    *[emphasis()] * 4,
    *[st.sampled_from(CODE)] * 3,
    *[link()] * 3,
    intraword(),
    st.sampled_from(ESCAPES),
    st.sampled_from(ESCAPES),
    st.sampled_from(BARE),
    st.sampled_from(("<https://example.com/a_b_c>", "<me@example.com>", "<http://example.com/x?q=1&r=2>")),
    st.sampled_from(HTML),
)
BREAKS = (
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "  \n",
    "\\\n",
    ", ",
    ": ",
    ". ",
    " \N{EN DASH} ",
    "",
)


@st.composite
def line(draw: st.DrawFn, most: int = 4) -> str:
    """Make a line of text: for a heading, a table cell, a list item."""
    pieces = draw(st.lists(PIECES, min_size=1, max_size=most))
    return " ".join(piece.replace("\n", " ") for piece in pieces)


@st.composite
def text(draw: st.DrawFn) -> str:
    """Make a paragraph's text: pieces with breaks of all kinds between them."""
    made = draw(words)
    for _ in range(draw(st.integers(0, 4))):
        piece, space = draw(PIECES), draw(st.sampled_from(BREAKS))
        made += (" " if "\n" in space and piece.startswith("<") else space) + piece
    return made
