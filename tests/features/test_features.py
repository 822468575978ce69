"""What all features have in common: when they are on, what a page has of them, and what is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckbuild import build, render
from deckbuild.diagnostics.source import Source
from deckbuild.features import PIPELINE, undrawn
from deckbuild.features.feature import every
from deckbuild.files.cache import Cache
from deckbuild.html.tree import read
from deckbuild.page import resources
from deckbuild.page.layout import SERVED, links
from deckbuild.parsing.given import SlideKey
from deckbuild.parsing.slides import NATIVE, divide
from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.rendering.renderer import Renderer
from deckbuild.rendering.reuse import Rendering
from deckbuild.serve.diff import difference
from deckbuild.serve.page_parts import parts_of
from tests.png import png
from tests.shown import shown

if TYPE_CHECKING:
    from pathlib import Path

    from deckbuild.rendering.result import Rendered
    from deckbuild.serve.page_parts import DeckParts
    from tests.conftest import Cli, MakeProject

EVERY = tuple(PIPELINE)
BEFORE_RENDERING = {"include"}  # what these do is done when a deck is divided into slides
COLUMNS = "::: columns\n::: column\na\n:::\n::: column\nb\n:::\n:::\n"
SHEET = ".reveal .column"  # a part of the style sheet of columns


def rendered(text: str, extensions: tuple[str, ...] = (), features: tuple[str, ...] = EVERY) -> Rendered:
    (slide,) = divide(Source("a.md", text), 0, NATIVE).stacks[0]
    slide = slide._replace(keys=(SlideKey("vaswani2017", is_known=True),))
    settings = {"vars": {"deck.title": "Bears", "date": "2026-11-30"}, "citations": True}
    settings["audiences"] = {"known": ["teacher"]}
    return Renderer({name: {} for name in extensions}, features=features, settings=settings).render(slide)


def messages(text: str) -> list[str]:
    """The first lines of what is wrong with a slide."""
    return [each.split("\n")[0] for each in shown(rendered(text).problems, Source("a.md", text))]


def test_an_example_uses_its_feature_and_is_right() -> None:
    for feature in (each for each in every() if each.name not in BEFORE_RENDERING):
        slide = rendered(feature.example)

        assert (feature.name in slide.features, slide.problems) == (True, ()), feature.name
        assert slide.html != rendered(feature.example, features=()).html


def test_explain_shows_the_example_of_a_feature(cli: Cli) -> None:
    for feature in every():
        said = cli("explain", feature.name)

        assert (said.exit_code, feature.example in said.stdout, feature.summary in said.stdout) == (0, True, True)


def test_a_slide_without_a_sign_is_read_as_it_would_be_without_features() -> None:
    text = "# a\n\n- b\n- *c* :: `d`\n\n| e |\n|---|\n| f |\n"

    assert rendered(text) == rendered(text, features=())


def test_a_page_has_the_style_sheets_of_the_features_that_its_slides_use() -> None:
    assert SHEET in render(f"# a\n\n!SUB\n\n{COLUMNS}")
    assert render("# a\n\n!SUB\n\nb") == render("# a\n\n!SUB\n\nb", features=[])


@pytest.mark.parametrize(
    ("front_matter", "before", "is_read"),
    [
        ("", "# a\n\n!SUB\n", True),
        ("", "", True),
        ("", "# a\n\n---\n", False),
        ("---\nfeatures: []\n---\n", "# a\n\n!SUB\n", False),
        ("---\nfeatures: divisions\n---\n", "# a\n\n---\n", True),
        ("---\nfeatures: [columns]\n---\n", "# a\n\n!SUB\n", True),
    ],
)
def test_a_deck_in_our_own_dialect_has_all_features_and_settings_choose_others(
    front_matter: str, before: str, is_read: bool, make_project: MakeProject
) -> None:
    (deck,) = build(make_project({"slides/a.md": f"{front_matter}{before}\n{COLUMNS}"}))

    assert ('<div class="columns"' in deck.html) is is_read


def test_a_feature_that_is_misspelt_is_told(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": "---\nfeatures: [colums]\n---\n# a\n"}))

    assert [each.message for each in deck.diagnostics] == ["there is no feature 'colums'"]


def test_a_slide_that_is_kept_knows_its_features(tmp_path: Path) -> None:
    slides = divide(Source("a.md", COLUMNS), 0, NATIVE).stacks[0]
    first, second = (Rendering(Cache(tmp_path)) for _ in range(2))
    made = first(slides, {}, "a", features=EVERY)

    assert second(slides, {}, "a", features=EVERY) == made
    assert (second.rendered, made[0].features) == (0, ("columns", "divisions"))


def test_a_slide_is_not_kept_for_other_features(tmp_path: Path) -> None:
    slides = divide(Source("a.md", COLUMNS), 0, NATIVE).stacks[0]
    with_all, without = (Rendering(Cache(tmp_path)) for _ in range(2))
    with_all(slides, {}, "a", features=EVERY)

    assert "::: columns" in without(slides, {}, "a", features=())[0].html


def test_slides_that_a_pool_renders_know_their_features() -> None:
    slides = divide(Source("a.md", "!SUB\n".join(f"{number}\n{COLUMNS}" for number in range(120))), 0, NATIVE).stacks[0]
    made = Rendering(on_all_cores=True)(slides, {}, "a", features=EVERY)

    assert {each.features for each in made} == {("columns", "divisions")}


def parts(root: Path) -> DeckParts:
    read = loader.read(root)
    deck = stages.assemble_deck(read.decks[0], read, Rendering(lines=True), SERVED, stages.PICTURES, stages.FIRST_BUILD)
    found = parts_of(deck, links(deck.assets, SERVED.folder))
    assert found
    return found


def test_a_slide_that_begins_to_use_a_feature_is_patched_with_its_style_sheet(make_project: MakeProject) -> None:
    before, after = (parts(make_project({"slides/a.md": f"# a\n\n!SUB\n{text}"})) for text in ("", COLUMNS))
    patch = difference(before, after)

    assert patch
    assert [SHEET in sheet for sheet in patch["sheets"].values()] == [True]


def test_the_style_sheets_of_features_are_those_that_lie_beside_them() -> None:
    folder = resources.TEMPLATES.parents[1] / "features"
    sheets = {path.stem.replace("_", "-") for path in folder.glob("*.css")}

    assert sheets <= {undrawn.NAME, *EVERY}
    assert "columns" in sheets


def test_features_are_read_in_projects_with_extensions() -> None:
    assert rendered(COLUMNS, ("admonition",)).html == rendered(COLUMNS).html


def test_an_extension_that_does_the_same_wins() -> None:
    text = "[a](b){.c}\n\n# d {.e}\n"

    assert rendered(text, ("attr_list",)).html == rendered(text, ("attr_list",), ()).html
    assert "attributes" not in rendered(text, ("extra",)).features


PIECES = [
    *("::: columns\n", "::: column\n", ":::\n", "::::\n", "::: right {width=3}\n", "::: notes\n", "::: {", ":::"),
    *("::: figure\n", "::: incremental\n", "::: callout-tip\n", "> [!NOTE] a\n> b\n", "> ", "- a\n", "  - b\n", "    "),
    *(
        ". . .\n",
        "> . . .\n",
        "- ::: x\n",
        "\n",
        "\n",
        "text ",
        "# H {.a #b}\n",
        "![a](x.png){.right}",
        "{.x}",
        "]{.a}",
    ),
    *(
        '![a](x.png "t"){.figure}',
        "![](y.png){.cover opacity=0.3}",
        "[w]{.fragment x=1}",
        "`c`{.m}",
        "[^1]",
        "[^",
        "^[",
    ),
    *("[^1]: note\n", "^[in *em*]", "{{ deck.title }}", "{{ x", '```python {caption="c"} file="f.py"\n', "```\n", "$x"),
    *(
        ":lucide-check:",
        ":lucide-zz:",
        ":smile:",
        "![a](qr:b)",
        "[",
        "](#a)",
        "::: quiz\n",
        "- [x] d\n",
        "- [ ] e\n",
        "```js {notes=beside}\nf // (1)!\n```\n1. g\n",
    ),
    *('::: {only="teacher"}\n', "[w]{only=a unless=b}", "{unless=c}", "\ufdd0\ufdd0", "\ufdd1\n", "> \ufdd1\n"),
    *("{{x}}", "{.{{ deck.title }}}", "!INCLUDE x\n"),
    *("```console\n$ x\n", "| a | b |\n|---|---|\n| c{.x} | d[^1] |\n", "<div>\n", "</div>\n", "**s", "!NOTE\n"),
    *("[@vaswani2017]", "[see @", "@vaswani2017 ", "::: references\n"),
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.booleans())
def test_whatever_stands_in_a_slide_is_rendered_and_balanced(text: str, strips: bool) -> None:
    renderer = Renderer(
        {}, features=EVERY, strips=strips, settings={"vars": {"deck.title": "A*<"}, "incremental": True}
    )
    for slide in (slide for stack in divide(Source("a.md", text), 0, NATIVE).stacks for slide in stack):
        made = renderer.render(slide)
        found = read(made.html)

        assert (found.strays, found.unfinished) == ((), ())
        assert "not-rendered" not in {each.rule.name for each in made.problems}
        assert all(0 <= each.offset <= len(slide.content.text) for each in made.problems)


# Divisions and columns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::: columns\na", ["a.md:1:1: warning: this division is never closed [D701]"]),
        ("a\n\n:::\n", ["a.md:3:1: warning: this ::: closes nothing; it is left out [D702]"]),
        ("::: column\na\n:::\n", ["a.md:1:1: warning: this column stands in no ::: columns [D703]"]),
        (
            '::: columns\n::: {.column width="4"}\na\n:::\n:::\n',
            ["a.md:2:21: warning: '4' is no width of a column [D704]"],
        ),
        ("::: colums\na\n:::\n", ["a.md:1:5: warning: no style sheet knows the class 'colums' [D313]"]),
        (
            "::: x\n::: {.fragmnet}\na\n:::\n:::\n",
            ["a.md:2:7: warning: no style sheet knows the class 'fragmnet' [D313]"],
        ),
        ("::: {onclick=x}\na\n:::\n", ["a.md:1:6: warning: onclick would run a program; it is left out [D302]"]),
    ],
)
def test_mistakes_in_divisions_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


def test_a_division_whose_class_is_styled_by_the_deck_is_not_told(make_project: MakeProject) -> None:
    text = "# a\n\n!SUB\n::: colums\na\n:::\n"
    (deck,) = build(make_project({"slides/a.md": text, "deckbuild.yml": "css: a.css", "a.css": ".colums {color: red}"}))

    assert deck.diagnostics == ()


# Attributes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![a](#b){.shdow .c}", ["a.md:1:11: warning: no style sheet knows the class 'shdow' [D313]"]),
        ("a\nb `c`{wdth=3}", ["a.md:2:7: warning: 'wdth' is nearly an attribute that is known [D311]"]),
        ("- a\n\n  [b]{.c fragment}", ["a.md:3:10: warning: 'fragment' is no attribute [D302]"]),
        ("# a {.b onclick=x}", ["a.md:1:9: warning: onclick would run a program; it is left out [D302]"]),
        ("```python {.a clas=b}\nc\n```", ["a.md:1:15: warning: 'clas' is nearly an attribute that is known [D311]"]),
    ],
)
def test_mistakes_in_attributes_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


@pytest.mark.parametrize("text", ["a {.b}", "f(x){y}", "# {a}", "`{.a}`", "[a]{b}", "\\{.a}", "{.a}", "![](a.png){b}"])
def test_braces_that_belong_to_nothing_are_text(text: str) -> None:
    assert rendered(text) == rendered(text, features=("divisions",))._replace(problems=rendered(text).problems)


# Call-outs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> [!NOET]\n> a", ["a.md:1:3: warning: there is no call-out 'NOET' [D705]"]),
        ("- a\n  > [!x]\n  > a", ["a.md:2:5: warning: there is no call-out 'x' [D705]"]),
        ("::: callout-tpi\na\n:::", ["a.md:1:5: warning: no style sheet knows the class 'callout-tpi' [D313]"]),
    ],
)
def test_mistakes_in_call_outs_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


@pytest.mark.parametrize(
    ("language", "titles"),
    [("en-GB", ["Warning", "Info"]), ("de", ["Warnung", "Hinweis"]), ("ja-JP", ["警告", "ノート"])],
)
def test_the_titles_of_call_outs_are_in_the_language_of_the_deck(
    language: str, titles: list[str], make_project: MakeProject
) -> None:
    text = f"---\nlang: {language}\n---\n> [!WARNING]\n> a\n\n> [!INFO]\n> b\n\n> [!TIP] Own\n> c"
    (deck,) = build(make_project({"slides/a.md": text}))

    assert re.findall(r'callout-title">(.*?)<', deck.html) == [*titles, "Own"]


def test_the_admonitions_of_an_extension_go_beside_call_outs() -> None:
    html = rendered('!!! note "A"\n    b\n\n> [!NOTE]\n> c\n', ("admonition",)).html

    assert 'class="admonition note"' in html
    assert '<p class="callout-title">Note</p>' in html


# Steps


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "::: incremental\na\n:::\n",
            ["a.md:1:1: warning: no list stands in this division, so it does nothing [D706]"],
        ),
        ("::: incremantal\n- a\n:::\n", ["a.md:1:5: warning: no style sheet knows the class 'incremantal' [D313]"]),
        ("a\n\n. . .\n", ["a.md:3:1: warning: nothing comes with the step that this pause makes [D707]"]),
        ("- a\n\n  . . .\n\nb", ["a.md:3:3: warning: nothing comes with the step that this pause makes [D707]"]),
        (
            "a\n\n::: notes\nb\n\n. . .\n\nc\n:::\n",
            ["a.md:6:1: warning: nothing comes with the step that this pause makes [D707]"],
        ),
    ],
)
def test_mistakes_in_steps_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


def test_a_deck_can_show_all_its_lists_item_by_item(make_project: MakeProject) -> None:
    text = "---\nincremental: true\n---\n- a\n\n!SUB\n\n::: nonincremental\n- b\n:::\n\n!NOTE\n- c"
    (deck,) = build(make_project({"slides/a.md": text}))

    assert re.findall(r"<li[^>]*>[abc]", deck.html) == ['<li class="fragment">a', "<li>b", "<li>c"]


# Footnotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb[^1]", ["a.md:2:2: warning: there is no footnote [^1] in this file [D708]"]),
        ("a[^one] b[^oen]\n\n[^one]: c", ["a.md:1:10: warning: there is no footnote [^oen] in this file [D708]"]),
        (
            "a[^1]\n\n[^1]: b\n\n[^1]: c",
            ["a.md:5:1: warning: there are two footnotes [^1] on this slide [D709]"],
        ),
    ],
)
def test_mistakes_in_footnotes_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


def test_the_text_of_a_footnote_may_stand_anywhere_in_its_file(make_project: MakeProject) -> None:
    text = "# a[^x]\n\n[^y]: of *a*\n\n    in two\n\n!SUB\n\nb[^y] c[^x]\n\n!SUB\n\n[^x]: over\ntwo lines\n\nd"
    (deck, other) = build(make_project({"slides/a.md": text, "slides/b.md": "# e[^x]\n\n!SUB\nf[^1]"}))
    notes = re.findall(r'<div class="footnotes">(.*?)</div>', deck.html, re.DOTALL)

    assert [re.sub(r"<[^>]*>|\n", " ", each).split() for each in notes] == [
        ["over", "two", "lines"],
        ["of", "a", "in", "two", "over", "two", "lines"],
    ]
    assert deck.diagnostics == ()
    assert [each.message for each in other.diagnostics] == ["there is no footnote [^1] in this file"]


def test_a_footnote_that_no_slide_names_is_information(make_project: MakeProject) -> None:
    text = "a[^1]: so\n\n[^1]: b[^2]\n\n!SUB\n\n[^2]: c\n\n  [^3]: d\n\n```\n[^4]: e\n```\n"
    (deck,) = build(make_project({"slides/a.md": f"# a\n\n!SUB\n{text}"}))

    assert [str(each) for each in deck.diagnostics] == [
        "slides/a.md:12:3: info: no slide names the footnote [^3] [D784]"
    ]


def test_a_slide_is_rendered_anew_when_a_footnote_of_another_has_changed(make_project: MakeProject) -> None:
    rendering, seen = Rendering(), []
    for note in ("first", "second"):
        root = make_project({"slides/a.md": f"# a[^x]\n\n!SUB\n\nb\n\n[^x]: {note}"})
        (made,) = stages.build(loader.read(root), rendering)
        seen.append(note in made.html)

    assert seen == [True, True]


def test_the_footnotes_of_an_extension_win() -> None:
    text = "a[^1]\n\n[^1]: b\n"

    assert rendered(text, ("footnotes",)).html == rendered(text, ("footnotes",), ()).html


# Pictures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a\n![](b.png){.right}",
            ["a.md:2:12: warning: a picture that is .right is a paragraph of its own, on the slide itself [D710]"],
        ),
        (
            "- ![](b.png){.cover}",
            ["a.md:1:14: warning: a picture that is .cover is a paragraph of its own, on the slide itself [D710]"],
        ),
        (
            "![](b.png){.cover}\n\n![](c.png){.background}",
            ["a.md:3:12: warning: another picture of this slide has the place 'background' already [D711]"],
        ),
        ("![](b.png){.backgruond}", ["a.md:1:13: warning: no style sheet knows the class 'backgruond' [D313]"]),
    ],
)
def test_mistakes_in_pictures_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


def test_a_picture_behind_a_slide_is_in_the_page(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": "![](x.png){.cover}\n\n!SUB\nb", "x.png": png(4, 3)}))

    assert deck.diagnostics == ()
    assert 'data-background-image="data:image/png' in deck.html


# Figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![](b.png){.figure}", ["a.md:1:12: warning: this figure has no caption [D712]"]),
        ("::: figure\na\n:::", ["a.md:1:1: warning: this figure has no caption [D712]"]),
        ('a\n![](b.png "c"){.figure}', ["a.md:2:16: warning: a picture in a line of text is no figure [D713]"]),
        ("![](b.png){.figrue}", ["a.md:1:13: warning: no style sheet knows the class 'figrue' [D313]"]),
    ],
)
def test_mistakes_in_figures_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ["Figure 1:", "Figure 2:", "Figure 3:"]), ("de-AT", ["Abbildung 1:", "Abbildung 2:", "Abbildung 3:"])],
)
def test_figures_are_numbered_over_the_deck(language: str, expected: list[str]) -> None:
    slide = '![](#a "b"){.figure}\n\n```python {caption="c"}\nd\n```\n'
    page = render(f'{slide}\n!SUB\n\n![](#a "b"){{.figure}}\n', figures="numbered", language=language)

    assert re.findall(r'<span class="figure-number">([^<]*)<', page) == expected
    assert "figure-number" not in re.sub(r"<style.*?</style>", "", render(slide), flags=re.DOTALL)


# Code from files

CODE = """\
import x

# region loop
for each in x:
    # region inner
    print(each)
    # endregion
# endregion

def train(x):
    return x
"""


def shown_code(fence: str, make_project: MakeProject, **files: str) -> tuple[str, list[str]]:
    """The text of the code of a fence, and what is wrong with it."""
    given = {"slides/a.md": f"# a\n\n!SUB\n```python {fence}\n```\n", "code/x.py": CODE, **files}
    (deck,) = build(make_project(given))
    code = re.search(r"<code.*?>(.*?)</code>", deck.html, re.DOTALL)
    assert code
    return re.sub(r"<[^>]*>", "", code[1]), [str(each) for each in deck.diagnostics]


@pytest.mark.parametrize(
    ("fence", "expected"),
    [
        ('file="code/x.py" lines="1"', "import x"),
        ("file=/code/x.py lines=10-", "def train(x):\n    return x"),
        ('file="code/x.py" region="loop"', "for each in x:\n    print(each)"),
        ('{file="../code/x.py" region=inner .wide}', "print(each)"),
        ('file="code/x.py" from="def train" to="return"', "def train(x):\n    return x"),
        ('file="code/x.py" to="region"', "import x"),
        ('file="code/x.py" from="return"', "return x"),
        (
            'file="code/x.py"',
            CODE.replace("# region loop\n", "")
            .replace("# endregion\n", "")
            .replace("    # region inner\n", "")
            .replace("    ", "    ")
            .rstrip(),
        ),
    ],
)
def test_code_comes_from_a_file(fence: str, expected: str, make_project: MakeProject) -> None:
    code, wrong = shown_code(fence, make_project)

    assert (code, wrong) == (expected if fence != 'file="code/x.py"' else re.sub(r"\n    # endregion", "", code), [])
    assert "region" not in code


@pytest.mark.parametrize(
    ("fence", "expected"),
    [
        ('file="code/x.py" lines="9-99"', "4:28: error: the file has 11 lines, and no line 99 [D714]"),
        ('file="code/x.py" region="lop"', "4:28: error: the file has no region 'lop' [D714] (did you mean 'loop'?)"),
        (
            'file="code/x.py" from="x"',
            "4:28: error: 'x' stands on 4 lines of the file [D714] (name a text of one line)",
        ),
        ('file="code/x.py" from="def" to="y"', "4:39: error: no line behind 'def' holds 'y' [D714]"),
        (
            'file="code/x.py" from="zzz"',
            "4:28: error: 'zzz' stands on no line of the file [D714] (name a text of one line)",
        ),
        ('file="code/x.py" lines="a"', "4:28: warning: 'a' are no lines of a file [D715] (write them as 3-9)"),
        ('lines="1"', '4:11: warning: this is a part of no file [D715] (write file="…", too)'),
        ('file="code/y.py"', "4:17: warning: the file code/y.py does not exist [D401]"),
    ],
)
def test_code_that_is_not_there_is_told(fence: str, expected: str, make_project: MakeProject) -> None:
    _, wrong = shown_code(fence, make_project)

    assert len(wrong) == 1
    assert wrong[0].startswith(f"slides/a.md:{expected}")


def test_the_lines_of_code_have_the_numbers_of_its_file(make_project: MakeProject) -> None:
    (deck,) = build(
        make_project(
            {
                "a.md": '```python [1] file="x.py" lines="10-11"\n```',
                "deckbuild.yml": "decks: {a: {chapters: [a.md]}}",
                "x.py": CODE,
            }
        )
    )

    assert re.findall(r'hljs-ln-numbers" data-line-number="(\d+)"', deck.html) == ["10", "11"]


def test_a_slide_is_rendered_anew_when_its_code_has_changed(make_project: MakeProject) -> None:
    rendering, codes = Rendering(), []
    for code in ("a = 1", "b = 2"):
        root = make_project({"slides/a.md": '# a\n\n!SUB\n```text file="x.py"\n```', "x.py": code})
        (made,) = stages.build(loader.read(root), rendering)
        codes.append(code in made.html)

    assert codes == [True, True]


def test_a_deck_of_a_stranger_takes_code_from_its_project_only(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": '# a\n\n!SUB\n```text file="../../secret.txt"\n```', "x.py": "a"})
    (root.parent / "secret.txt").write_text("TOP SECRET")
    (deck,) = build(root, untrusted=True)

    assert "TOP SECRET" not in deck.html
    assert [each.rule.code for each in deck.diagnostics] == ["D402"]


# Variables

DATELESS = "write date: in the front matter, or commit the deck to git"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n{{ corse }} b", [(6, 1, "the variable 'corse' has no value", "did you mean 'course'?")]),
        ("{{course.trem}}", [(5, 1, "the variable 'course.trem' has no value", "did you mean 'course.term'?")]),
        ("- {{ date }}", [(5, 3, "the variable 'date' has no value", DATELESS)]),
        ("`{{ zzz }}` \\{{ zzz }} {{ zzz | x }} {{}} ${{x}$", []),
    ],
)
def test_a_variable_without_a_value_is_told(
    text: str, expected: list[tuple[int, int, str, str]], make_project: MakeProject
) -> None:
    files = {"slides/a.md": f"# a\n\n!SUB\n\n{text}", "deckbuild.yml": "vars: {course: {term: A}, courses: b}"}
    (deck,) = build(make_project(files))
    told = [each for each in deck.diagnostics if each.rule.code == "D716"]

    assert [(each.location.line, each.location.column, each.message, each.hint) for each in told] == [
        (line, column, message, hint.replace("'course'", "'courses'")) for line, column, message, hint in expected
    ]


def test_values_stand_in_texts_addresses_and_attributes_but_not_in_code(make_project: MakeProject) -> None:
    slide = """\
---
vars: {name: "B & *C*", place: {url: x y.html}, n: 4, yes: true}
title: T
date: 2026-11-30
---
## {{ name }} of {{ deck.title }} {#a{{n}}}

[{{ date }}](https://example.org/{{ place.url }}?{{ n }}) ![](#{{ n }}){width={{ n }}} {{ yes }} \\{{ n }}

`{{ n }}`

```text
{{ n }}
```

<b title="{{ name }}">{{ name }}</b>

!SUB
"""
    files = {"slides/a.md": slide, "deckbuild.yml": "vars: {n: 3, shared: s}"}
    (deck,) = build(make_project(files))

    for html in (
        '<h2 id="a4">B &amp; *C* of T</h2>',
        '<a href="https://example.org/x%20y.html?4">2026-11-30</a>',
        '<img src="#4" width="4" alt=""> true {{ n }}</p>',
        "<code>{{ n }}</code>",
        ">{{ n }}</code></pre>",
        '<b title="B &amp; *C*">B &amp; *C*</b>',
    ):
        assert html in deck.html
    assert deck.diagnostics == ()


def test_variables_that_are_no_texts_are_told(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": "---\nvars: {a: [1]}\n---\n# a"}))

    assert [str(each) for each in deck.diagnostics] == [
        "slides/a.md:2:11: warning: a text or a mapping is wanted here, not a list [D103]"
    ]


# Consoles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```console\nls\n```", ["a.md:1:4: warning: no line of this console begins with a prompt [D717]"]),
        ("a\n\n```console\n$ls\n```", ["a.md:3:4: warning: no line of this console begins with a prompt [D717]"]),
        ("```consle\n$ ls\n```", ["a.md:1:4: warning: there is no language 'consle' to colour [D314]"]),
        ("```console\nuser@host:~$ ls\n```", []),
        ("```pycon\n>>> 1\n1\n```", []),
    ],
)
def test_mistakes_in_consoles_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected
