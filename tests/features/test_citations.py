"""Citations: how works are read and set, what stands on slides, what is told, and what is built again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckbuild import build
from deckbuild.features.bibliography import STYLES, citing, entries, styling, wording
from deckbuild.features.bibliography.citing import Citation, Cite
from deckbuild.features.bibliography.latex import plain
from deckbuild.files.cache import Cache
from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.rendering.reuse import Rendering

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

CASES = Path(__file__).resolve().parents[1] / "cases" / "bibliography"
ONE = (
    "@article{vaswani2017,\n"
    " author={Vaswani, Ashish and Shazeer, Noam and Parmar, Niki}, title={Attention},\n"
    " journal={NIPS}, year=2017\n}\n"
)
TWO = f"{ONE}@book{{knuth84, author={{Donald E. Knuth}}, title={{The {{\\TeX}}book}}, year=1984, url={{https://a.b/c}}}}\n"
DASH = "\N{EN DASH}"
FRONT = "---\nbibliography: works.bib\n---\n# a\n\n!SUB\n"


def told(make_project: MakeProject, text: str, works: str = TWO, **files: str) -> list[str]:
    """What is told of a deck with a bibliography, each on one line."""
    (deck,) = build(make_project({"slides/a.md": f"{FRONT}{text}", "works.bib": works, **files}))
    return [str(each) for each in deck.diagnostics]


def slide(make_project: MakeProject, text: str, works: str = TWO, front: str = FRONT) -> str:
    """The last slide of a deck with a bibliography."""
    (deck,) = build(make_project({"slides/a.md": f"{front}{text}", "works.bib": works}))
    assert deck.diagnostics == ()
    found: list[str] = re.findall(r"<section>\n(.*?)\n?</section>", deck.html, re.DOTALL)
    return found[-1].strip()


# How works are set


def as_set(style: str) -> str:
    """Each work of the golden bibliography: what stands in brackets, in a sentence, and as its source."""
    library = entries.read((CASES / "works.bib").read_text(encoding="utf-8"))
    places = tuple((key, "", "") for key in library.entries)
    found = styling.styled(places, tuple(library.entries.values()), styling.shipped(style), "en")
    lines = []
    for key in found.sources:
        both = (wording.shown(Citation((Cite(key),), in_text=in_text), found) for in_text in (False, True))
        lines += [f"{key}: {' | '.join(both)}", f"    {found.sources[key]}"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("style", STYLES)
def test_works_of_all_kinds_are_set_by_our_styles(style: str) -> None:
    assert as_set(style) == (CASES / f"{style}.txt").read_text(encoding="utf-8")


def test_terms_are_those_of_the_language_of_the_deck(make_project: MakeProject) -> None:
    html = slide(make_project, "[@vaswani2017, pp. 3-4]", front="---\nbibliography: works.bib\nlang: de\n---\n")

    assert f'<span class="citation">(Vaswani u.\xa0a., 2017, S. 3{DASH}4)</span>' in html


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del \& S{\o}n", "Gödel & Søn"),
        (r"The {\TeX}book", "The TeXbook"),
        ("R & D: 50% of {BERT}", "R & D: 50% of BERT"),
        ("a --- ``b''", "a — “b”"),
        ("{{{unbalanced", "unbalanced"),
        ("$O(n^2)$", "O(n^2)"),
    ],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_an_entry_inherits_from_the_one_that_crossref_names(make_project: MakeProject) -> None:
    works = "@inproceedings{a, author={A. B}, title={C}, crossref={d}}\n@proceedings{d, title={Talks}, year=1999}"

    assert "B, A. (1999). C. In <em>Talks</em>." in slide(make_project, "@a", works)


# What is a citation


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a [@knuth84].", "a (Knuth, 1984)."),
        (
            "a [see @knuth84, p. 3; @vaswani2017 and others]",
            "a (see Knuth, 1984, p. 3; Vaswani et al., 2017 and others)",
        ),
        ("Knuth [-@knuth84, ch. 2]", "Knuth (1984, chap. 2)"),
        ("@knuth84 says", "Knuth (1984) says"),
        ("@vaswani2017 [pp. 3-4, 7] say", f"Vaswani et al. (2017, pp. 3{DASH}4, 7) say"),
        ("(@knuth84.)", "(Knuth (1984).)"),
        ("@{knuth84}s", "Knuth (1984)s"),
        ("**@knuth84**", "<strong>Knuth (1984)</strong>"),
        ("[a @knuth84](#/0)", '<a href="#/0">a Knuth (1984)</a>'),
    ],
)
def test_a_citation_is_read_as_pandoc_reads_it(text: str, shown: str, make_project: MakeProject) -> None:
    html = slide(make_project, text).partition('<div class="footnotes">')[0]

    assert re.sub(r"</?span[^>]*>|</?p>|\n", "", html) == shown


@pytest.mark.parametrize(
    "text",
    [r"\@knuth84", "`@knuth84`", "a@knuth84", "@media print", "[@ a]", "a@knuth84.org", "```\n[@knuth84]\n```", "@"],
)
def test_other_signs_are_text(text: str, make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": f"# a\n\n!SUB\n{text}"}))

    assert slide(make_project, text) in deck.html


def test_a_name_in_the_text_is_none_without_a_bibliography(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": "# a\n\n!SUB\n\n@knuth84 and @media"}))

    assert "<p>@knuth84 and @media</p>" in deck.html
    assert deck.diagnostics == ()


@pytest.mark.parametrize(("front", "separator"), [("features: [maths]\n", "!SUB"), ("", "---")])
def test_without_the_feature_a_bibliography_is_not_even_looked_for(
    front: str, separator: str, make_project: MakeProject
) -> None:
    text = f"---\nbibliography: none.bib\n{front}---\n# a\n\n{separator}\n\n@knuth84\n"
    (deck,) = build(make_project({"slides/a.md": text}))

    assert "<p>@knuth84</p>" in deck.html
    assert deck.diagnostics == ()


def test_the_sources_stand_at_the_foot_once_below_the_footnotes(make_project: MakeProject) -> None:
    html = slide(make_project, "[@knuth84] @knuth84[^1]\n\n[^1]: see @vaswani2017")
    source = '<a href="https://a.b/c">https://a.b/c</a>'

    assert html.partition('<div class="footnotes">')[2] == (
        '<ol><li>see <span class="citation">Vaswani et al. (2017)</span></li>\n</ol>\n'
        f'<ul class="sources"><li>Knuth, D. E. (1984). <em>The TeXbook</em>. {source}</li>\n'
        "<li>Vaswani, A., Shazeer, N. and Parmar, N. (2017). Attention. <em>NIPS</em>.</li>\n</ul>\n</div>"
    )


@pytest.mark.parametrize("division", ["::: references", "::: {#refs}"])
def test_all_works_are_listed_in_the_order_of_the_style(division: str, make_project: MakeProject) -> None:
    text = f"[@vaswani2017]\n\n!NOTE\n[@knuth84]\n\n!SUB\n\n{division}\n:::\n"
    by_name = slide(make_project, text)
    by_number = slide(make_project, text, front="---\nbibliography: works.bib\ncsl: numeric\n---\n")

    assert re.findall(r"<li>(.\w+)", by_name) == ["Knuth", "Vaswani"]
    assert re.findall(r"<li>(...) (\w+)", by_number) == [("[1]", "Vaswani"), ("[2]", "Knuth")]


def test_works_of_one_author_and_year_have_letters(make_project: MakeProject) -> None:
    works = "".join(
        f"@article{{{key}, author={{A. Smith}}, title={{{title}}}, year=2020}}\n" for key, title in ("xB", "yA")
    )
    html = slide(make_project, "@x [@y]", works)

    assert re.findall(r"2020\w", html) == ["2020b", "2020a", "2020b", "2020a"]


# What is told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a\nb [@vaswani2017; @knuth48]",
            "slides/a.md:8:18: warning: the bibliography has no work 'knuth48' [D780] (did you mean 'knuth84'?)",
        ),
        (
            "- `@knut84` a @knut84",
            "slides/a.md:7:15: warning: the bibliography has no work 'knut84' [D780] (did you mean 'knuth84'?)",
        ),
        (
            "[@something]",
            "slides/a.md:7:2: warning: the bibliography has no work 'something' [D780] (write \\@ where it is text)",
        ),
    ],
)
def test_an_unknown_work_is_told_with_the_nearest(text: str, expected: str, make_project: MakeProject) -> None:
    assert told(make_project, text) == [expected]


@pytest.mark.parametrize(
    ("works", "expected"),
    [
        (
            f"{TWO}@article{{broken,\n  title={{a\n}}\n@article{{good, title={{b}}}}\n",
            "this entry cannot be read [D781] (a brace, a quotation mark or a comma is missing in it)",
        ),
        (
            f"{TWO}{ONE}",
            "there is another entry 'vaswani2017' in line 1, which counts [D781] (give this one another key)",
        ),
        (
            f"{TWO}@book{{x, title={{a}}, title={{b}}}}\n",
            "this entry has title twice; the first one counts [D781] (take one of them away)",
        ),
    ],
)
def test_a_broken_entry_is_told_and_the_others_are_cited(works: str, expected: str, make_project: MakeProject) -> None:
    assert told(make_project, "[@knuth84]", works) == [f"works.bib:6:1: warning: {expected}"]


def test_a_bibliography_that_is_missing_is_told_and_keys_stay_text(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": f"{FRONT}[@knuth84]", "wroks.bib": TWO}))

    assert [each.message for each in deck.diagnostics] == ["the file works.bib does not exist"]
    assert "<p>[@knuth84]</p>" in deck.html


def test_brackets_and_lists_without_a_bibliography_are_information(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": "# a\n\n!SUB\n[@knuth84]\n\n::: references\n:::\n"}))

    assert [str(each).partition(" (")[0] for each in deck.diagnostics] == [
        "slides/a.md:4:2: info: @knuth84 cites a work, but there is no bibliography [D782]",
        "slides/a.md:6:1: info: this lists the works of a bibliography, but there is none [D782]",
    ]


def test_packages_that_are_missing_are_told_and_keys_stay_text(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckbuild.pipeline.cited_works.find_spec", lambda _name: None)

    (deck,) = build(make_project({"slides/a.md": f"{FRONT}[@knuth84] @vaswani2017", "works.bib": TWO}))

    assert [f"{each.location.line}: {each.message} ({each.hint})" for each in deck.diagnostics] == [
        '2: citations need the packages bibtexparser and citeproc-py (pip install "deckbuild[citations]")'
    ]
    assert "<p>[@knuth84] @vaswani2017</p>" in deck.html


@pytest.mark.parametrize(
    "style", ["<style/>", "no XML", "<style xmlns='http://purl.org/net/xbiblio/csl' class='note'/>"]
)
def test_a_style_that_cannot_be_used_is_told_and_ours_is_taken(style: str, make_project: MakeProject) -> None:
    text = "---\nbibliography: works.bib\ncsl: my.csl\n---\n[@knuth84]"
    (deck,) = build(make_project({"slides/a.md": text, "works.bib": TWO, "my.csl": style}))

    assert [str(each).partition(" (")[0] for each in deck.diagnostics] == [
        "slides/a.md:3:6: warning: this citation style cannot be used [D783]"
    ]
    assert "(Knuth, 1984)" in deck.html


def test_a_style_that_is_misspelt_is_told(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": "---\ncsl: numerics\n---\na"}))

    assert [str(each) for each in deck.diagnostics] == [
        "slides/a.md:2:6: warning: there is no citation style 'numerics' [D103] (did you mean 'numeric'?)"
    ]


def test_a_style_of_the_project_sets_works(make_project: MakeProject) -> None:
    text = "---\nbibliography: works.bib\ncsl: styles/own.csl\n---\n[@knuth84]"
    style = (
        styling.shipped("author-date").decode().replace('prefix="(" suffix=")" delimiter="; "', 'prefix="<" suffix=">"')
    )
    style = style.replace('="<"', '="&lt;"')
    (deck,) = build(make_project({"slides/a.md": text, "works.bib": TWO, "styles/own.csl": style}))

    assert "&lt;Knuth, 1984&gt;" in deck.html


# What strangers write


def test_what_a_bibliography_says_is_text(make_project: MakeProject) -> None:
    works = "@misc{x, author={{<b>A</b>}}, title={<script>alert(1)</script>}, year={<i>}, url={javascript:alert(1)}}"
    html = slide(make_project, "[@x]", works)

    assert "<script" not in html
    assert "<b>" not in html
    assert "href" not in html
    assert "&lt;script&gt;" in html


def test_a_stranger_may_have_a_bibliography_but_no_style(cli: Cli, make_project: MakeProject) -> None:
    text = "---\nbibliography: works.bib\ncsl: my.csl\n---\n# a\n\n!SUB\n[@knuth84]"
    project = make_project({"slides/a.md": text, "works.bib": TWO, "my.csl": "x"})
    done = cli("build", "--untrusted", project)

    assert "slides/a.md:3:6: warning: --untrusted leaves out this citation style [D112]" in done.stderr
    assert '<span class="citation">(Knuth, 1984)</span>' in (project / "dist" / "a.html").read_text(encoding="utf-8")


def test_a_bibliography_outside_of_the_project_is_not_read(make_project: MakeProject) -> None:
    root = make_project({"talk/slides/a.md": "---\nbibliography: ../../works.bib\n---\n[@knuth84]", "works.bib": TWO})
    (deck,) = build(root / "talk")

    assert [each.rule.name for each in deck.diagnostics] == ["outside-project"]


def test_a_mark_that_an_author_writes_is_no_citation(make_project: MakeProject) -> None:
    text = (
        '<span class="citation" data-cites="[[[1]],0]"></span> <span class="citation" data-cites="x"></span> @knuth84'
    )

    assert slide(make_project, text).count("<span") == 1


PIECES = st.sampled_from(
    ["@a{", "@string{", "x", "={", "}", ",", '"', "\n", "author", "year", "title", " and ", "\\'{", "$", "{", "(", ")"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_stands_in_a_bibliography_is_read(text: str) -> None:
    library = entries.read(text)
    works = tuple(library.entries.values())
    if works:
        styling.styled(tuple((each.key, "", "") for each in works), works, styling.shipped("author-date"), "en")

    assert all(0 <= each.offset <= len(text) for each in library.problems)


# What is built again


def test_works_are_set_anew_when_the_bibliography_has_changed_and_slides_are_kept(
    make_project: MakeProject, tmp_path: Path
) -> None:
    pages, counts = [], []
    for works in (TWO, TWO.replace("1984", "1985"), TWO.replace("knuth84", "knuth85"), TWO):
        rendering = Rendering(Cache(tmp_path / "cache"))
        root = make_project({"slides/a.md": f"{FRONT}[@knuth84]\n\n!SUB\n\nb", "works.bib": works})
        (made,) = stages.build(loader.read(root), rendering)
        pages.append(re.findall(r"Knuth, 19\d\d|\[@knuth84\]", made.html))
        counts.append(rendering.rendered)

    assert pages == [["Knuth, 1984"], ["Knuth, 1985"], ["[@knuth84]"], ["Knuth, 1984"]]
    assert counts == [3, 0, 1, 1]


def test_a_full_build_and_one_with_kept_slides_are_the_same(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project({"slides/a.md": f"{FRONT}[@knuth84]\n\n!SUB\n\n@vaswani2017", "works.bib": TWO})
    full, kept = (next(iter(stages.build(loader.read(root), Rendering(Cache(tmp_path / "c"))))).html for _ in range(2))

    assert full == kept


def test_a_project_is_built_again_when_a_bibliography_changes(make_project: MakeProject) -> None:
    project = loader.read(make_project({"slides/a.md": f"{FRONT}[@knuth84]", "works.bib": TWO}))
    list(stages.build(project))

    assert project.root / "works.bib" in project.reader.asked


def test_marks_hold_what_they_stand_for() -> None:
    citation = Citation((Cite("a", 'see "<', True, "page", "3", "& more"), Cite("b")))
    mark = citing.MARK.fullmatch(citing.marked(citation))

    assert mark
    assert citing.of_mark(mark) == citation
