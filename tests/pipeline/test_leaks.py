"""The last look at the page of a variant: nothing in it may stand only in what the variant leaves out."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from deckbuild import build
from deckbuild.assets.asset import Asset, Use
from deckbuild.features import PIPELINE
from deckbuild.page.layout import SINGLE
from deckbuild.pipeline import on_demand, stages
from deckbuild.pipeline.built_deck import VariantPage
from deckbuild.pipeline.division import divide
from deckbuild.project import loader
from deckbuild.rendering.reuse import Rendering
from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import Cli, MakeProject

CONFIG = """
vars: {place: Copenhagen harbour}
variants:
  student: {author: A student of biology}
  teacher: {title: For all teachers, vars: {answer: A river in the north, place: B}, css: only-teachers.css}
"""
PICTURE = png(3, 2)
TALK = """\
!SLIDE {only="teacher" data-background-image="images/behind.png"}

## The *answer* is forty-two

![A bear on ice](images/bear.png "Bears in winter")

short one, [hand-out](solution.pdf)

| Left cell of a table |
|----------------------|
| x = a² + b·c + d     |

```python
print("Hello, teachers")
```

!NOTE

Say it **twice** and slowly.
ok

!SLIDE

# Kept for students

The [mean of it all](https://example.org) is *seven*, `in code()`.

For {{ place }}.

::: {only="teacher"}
1. Mention the whale
   > and her calf too
:::

a [second of the secrets]{only="teacher"} b
"""


@pytest.fixture
def talk(make_project: MakeProject) -> Path:
    files: dict[str, str | bytes] = {
        "slides/talk.md": TALK,
        "deckbuild.yml": CONFIG,
        "only-teachers.css": "",
        "images/bear.png": PICTURE,
    }
    return make_project({**files, "images/behind.png": png(1, 1), "solution.pdf": b"%PDF-1 x"})


def leaks(root: Path, added: str = "", more: Mapping[str, Asset] | None = None, variant: str = "student") -> list[str]:
    """What the page has that it must not have, once it has what is ``added``, and ``more`` files."""
    read = loader.read(root, variant=variant)
    (deck,) = read.decks
    made = stages.assemble_deck(deck, read, Rendering(), SINGLE, stages.PICTURES, stages.FIRST_BUILD)
    division, left_out = on_demand.load().kept(divide(deck), deck, tuple(PIPELINE))
    page = made.page._replace(frame=made.page.frame.replace("</body>", f"{added}</body>"))
    about = (
        deck,
        left_out,
        division.slides,
        page,
        {**made.assets, **(more or {})},
        read.reader,
        (),
        deck.settings.vars,
    )
    found = list(on_demand.load().leaks(VariantPage(*about)))
    assert {each.rule.code for each in found} <= {"D729"}
    return [f"{each.location}: {each.message}" for each in found]


def test_a_page_that_is_right_has_no_leak(talk: Path, cli: Cli) -> None:
    assert leaks(talk) == leaks(talk, variant="teacher") == []
    assert (cli("build", "--strict", "--variant", "all", talk).exit_code) == 0


ANSWER = "slides/talk.md:3:4: this text is left out, and yet the page of 'student' has it: 'The answer is forty-two'"


@pytest.mark.parametrize(
    "added",
    [
        "<p>The answer is forty-two</p>",
        "<!-- so the answer is forty-two -->",
        '<i title="The answer is forty-two">x</i>',
        '<h2 id="the-answer-is-forty-two">x</h2>',
        "<title>Talk: The answer\nis forty-two</title>",
        "<p>The <b>answer</b> is <!-- x -->forty<sup>-</sup>two</p>",
        '<meta name="description" content="The answer is forty-two">',
        '<script>window.notes = {"text": "The answer is forty-two"}</script>',
        "<script type='text/plain'>&lt;p&gt;The answer is &#102;orty-two</script>",
        "<p>THE ANSWER IS FORTY TWO!</p>",
        "<p>**The *answer* is forty-two**</p>",
    ],
)
def test_a_text_is_found_wherever_it_stands_in_the_page(added: str, talk: Path) -> None:
    found = leaks(talk, added)

    assert [each.replace("3:1:", "3:4:") for each in found] == [ANSWER]


@pytest.mark.parametrize(
    ("added", "place", "what", "text"),
    [
        ('<img alt="A bear on ice">', "5:3", "alternative text", "A bear on ice"),
        ('<img title="Bears in winter">', "5:35", "text", "Bears in winter"),
        ("Left cell of a table", "9:3", "text", "Left cell of a table"),
        ("<p>x = a² + b·c + d</p>", "11:3", "text", "x = a² + b·c + d"),
        ("print(&quot;Hello, teachers&quot;)", "14:1", "text", 'print("Hello, teachers")'),
        ("<aside>Say it twice and slowly.</aside>", "19:1", "note", "Say it twice and slowly."),
        ('<aside class="notes"><p>x</p><p>ok</p></aside>', "20:1", "note", "ok"),
        ("bear.png", "5:18", "name of a file", "images/bear.png"),
        ("assets/Behind.png?x", "1:47", "name of a file", "images/behind.png"),
        ("solution.pdf", "7:23", "name of a file", "solution.pdf"),
        ("Mention the whale", "31:4", "text", "Mention the whale"),
        ("and her calf too", "32:6", "text", "and her calf too"),
        ("second of the secrets", "35:4", "text", "second of the secrets"),
    ],
)
def test_all_that_a_part_says_is_looked_for(added: str, place: str, what: str, text: str, talk: Path) -> None:
    (found,) = leaks(talk, added)

    assert found == f"slides/talk.md:{place}: this {what} is left out, and yet the page of 'student' has it: {text!r}"


@pytest.mark.parametrize(
    "added",
    [
        "short one",
        "ok",
        "<p>Kept for students</p>",
        "the mean of it all is seven, in code()",
        "For Copenhagen harbour",
        "A student of biology",
        "Say it",
    ],
)
def test_what_is_short_or_stands_in_what_is_kept_is_no_leak(added: str, talk: Path) -> None:
    text = (talk / "slides" / "talk.md").read_text(encoding="utf-8")
    kept = "Kept for students\n\nThe mean of it all is seven, in code().\n\nFor Copenhagen harbour."
    (talk / "slides" / "talk.md").write_text(
        text.replace("short one", f"{kept}\n\nA student of biology\n\nshort one"), encoding="utf-8"
    )

    assert leaks(talk, added) == []


@pytest.mark.parametrize(
    ("added", "text"),
    [
        ("For all teachers", "For all teachers"),
        ("<b data-x='a river in the north'>", "A river in the north"),
        ("only-teachers.css", "only-teachers.css"),
    ],
)
def test_settings_of_another_variant_are_looked_for(added: str, text: str, talk: Path) -> None:
    assert leaks(talk, added) == [f"slides/talk.md:1:1: the page of 'student' has a setting of 'teacher': {text!r}"]


@pytest.mark.parametrize("use", [Use.PICTURE, Use.FIXED, Use.CSS, Use.BESIDE])
def test_the_bytes_of_a_picture_are_found_under_any_name(use: Use, talk: Path) -> None:
    other = Asset.of("images/other.png", "image/png", PICTURE)
    message = "slides/talk.md:5:18: this file is left out, and yet the page of 'student' has it: 'images/bear.png'"

    assert leaks(talk, other.mark(use), {other.key: other}) == [message]
    assert leaks(talk, f"data:image/png;base64,{b64encode(PICTURE).decode()}") == [message]


@pytest.mark.parametrize("kept", ["![](images/bear.png)", "![](images/copy.png)", "![](/images/bear.png){.background}"])
def test_a_picture_that_is_shown_elsewhere_is_no_leak(kept: str, talk: Path, cli: Cli) -> None:
    path = talk / "slides" / "talk.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{kept}\n", encoding="utf-8")
    (talk / "images" / "copy.png").write_bytes(PICTURE)

    assert (cli("build", "--strict", "--variant", "student", talk).stderr) == ""
    assert "base64" in (talk / "dist" / "talk.student.html").read_text(encoding="utf-8")


def test_a_picture_that_a_style_sheet_shows_too_is_no_leak(talk: Path, cli: Cli) -> None:
    (talk / "a.css").write_text("body { background: url(images/bear.png) }", encoding="utf-8")

    assert cli("build", "--variant", "student", "--set", "css=a.css", talk).stderr == ""


@pytest.mark.parametrize(
    "template",
    [
        "{{ deck.settings.variants.teacher.vars.answer }}",
        "<!-- {{ deck.settings }} -->",
        "<meta content='{{ deck.settings.variants.teacher.title | upper }}'>",
    ],
)
def test_a_page_with_a_leak_is_not_written_and_the_last_good_one_stays(template: str, talk: Path, cli: Cli) -> None:
    cli("build", "--variant", "student", talk)
    good = (talk / "dist" / "talk.student.html").read_bytes()
    (talk / "templates").mkdir()
    text = f'{{% extends "deckbuild/deck.html.jinja" %}}{{% block head %}}{template}{{% endblock %}}'
    (talk / "templates" / "deck.html.jinja").write_text(text, encoding="utf-8")
    said = cli("build", "--variant", "student", talk)

    assert (said.exit_code, (talk / "dist" / "talk.student.html").read_bytes()) == (1, good)
    assert "error: the page of 'student' has a setting of 'teacher'" in said.stderr
    assert "none of its slides has it, so look into the settings and templates" in said.stderr


FOOTNOTES = """\
!SUB

# Kept

a[^x] b[^y] c[^z]

!SUB {only="teacher"}

[^x]: The first of the secrets

!SUB

d

::: {only="teacher"}
[^y]: The second of the secrets

    ![](images/bear.png)
:::

[^z]: e [the third of the secrets]{only="teacher"}
"""


@pytest.mark.parametrize(
    "text",
    [
        FOOTNOTES,
        # Of macros, references, variables, titles and ids
        '!SUB\n\n# $\\answer$ [see]\n\n!SUB {only=teacher}\n\n$\\def\\answer{secret}$\n\n[see]: secret.html "secrets"',
        "!SUB\n\n# Kept [with all the secrets]{only=teacher}\n\n## Kept [and more secrets]{only=teacher}",
        "!SUB\n\nkept [all the secrets](#x){only=teacher .r-stretch}\n\n- [b secrets]{only=teacher}",
        "!SUB {only=teacher #secrets}\n\n# All the secrets\n\n!SUB\n\nkept[^1]\n\n[^1]: n [secret]{only=teacher}",
        "!SUB\n\nkept\n\n```python {only=teacher}\nsecret\n```\n\n::: {.notes only=teacher}\nsecret\n:::",
        "!SUB\n\n| kept | [secret]{only=teacher} |\n|---|---|\n| [secret]{only=teacher} | b |\n\n: c [d]{only=teacher}",
        "!SUB\n\nkept\n\n!NOTE\n\nn [secret]{only=teacher}\n\n!NOTE\n\n::: {only=teacher}\nsecret\n:::",
        "!SUB\n\nkept\n\n| secret |\n|---|\n| secret |\n\n: secret {only=teacher}",
        "!SUB\n\nkept\n\n```csv {only=teacher}\nsecret\n1\n```",
        "!SUB\n\nkept\n\n```chart bar only=teacher\nsecret,b\nx,1\n```\n\n```dot {only=teacher}\ndigraph {secret}\n```",
        "!SUB\n\n```python\nkept = 1  # (1)!\n```\n\n1. a\n2. [secret]{only=teacher}\n\n![](qr:secret){only=teacher}",
        "!SUB\n\n::: quiz\n- [x] kept\n\n  ::: {only=teacher}\n  secret\n  :::\n- [ ] [secret]{only=teacher}\n:::",
        "!SUB {only=teacher}\n\n!INCLUDE secret.md\n\n!SUB\n\nkept",
        "!SUB\n\n!INCLUDE shared.md\n\n!SUB\n\nkept",
    ],
)
def test_nothing_that_is_left_out_comes_into_the_page_by_another_way(text: str, make_project: MakeProject) -> None:
    files: dict[str, str | bytes] = {"slides/a.md": text, "images/bear.png": PICTURE}
    files["deckbuild.yml"] = "variants: {student: {}, teacher: {}}"
    shared = "!SUB\n# Kept [secret]{only=teacher}\n\n!SUB {only=teacher}\n\nsecrets"
    (deck,) = build(make_project({**files, "secret.md": "secrets", "shared.md": shared}), variant="student")
    slides = deck.html.partition("<title>")[2].partition("<script")[0].lower()

    assert [each for each in deck.diagnostics if each.is_error] == []
    assert ("secret" in slides, "bear" in slides, "kept" in slides or "answer" in slides) == (False, False, True)
