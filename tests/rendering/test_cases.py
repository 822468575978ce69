"""Golden cases: Markdown, the HTML that it becomes, and what a user is told (tests/cases).

A case is a file: Markdown, a line `--- html ---`, the sections, and where there are problems a line
`--- problems ---` with the first line of each message. A new case is a new file. `DECKBUILD_UPDATE=1 pytest
tests/test_cases.py` writes what is made now; look at every line of the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from deckbuild.diagnostics.problem import place
from deckbuild.diagnostics.source import Source
from deckbuild.features import PIPELINE
from deckbuild.html.tokenizer import attribute
from deckbuild.html.tree import parse, read
from deckbuild.parsing import slides
from deckbuild.rendering.renderer import Renderer
from tests.shown import shown

if TYPE_CHECKING:
    from deckbuild.rendering.result import Rendered

HERE = Path(__file__).resolve().parents[1] / "cases"
CASES = sorted(str(path.relative_to(HERE)) for path in HERE.rglob("*.md"))
HTML, PROBLEMS = "--- html ---\n", "--- problems ---\n"
HINT = "run DECKBUILD_UPDATE=1 pytest tests/test_cases.py, and look at every line of the difference"


class Case:
    """One file: its Markdown, what it expects, and what is made of it."""

    def __init__(self, name: str) -> None:
        self.path = HERE / name
        text, _, self.expected = self.path.read_text(encoding="utf-8").partition(HTML)
        self.source = Source(self.path.name, text)
        self.dialect = slides.dialect() if "reveal-md" in name else slides.NATIVE
        self.division = slides.divide(self.source, 0, self.dialect)

    def rendered(self) -> list[list[Rendered]]:
        about: dict[str, Any] = {
            "settings": {"audiences": {"known": ["student", "teacher"]}},
            "features": tuple(PIPELINE),
        }
        renderer = Renderer({}, **about if self.path.parent.name == "features" else {})
        return [[renderer.render(slide) for slide in stack] for stack in self.division.stacks]

    def made(self) -> str:
        """What should stand behind the line `--- html ---`."""
        html = "".join(map(_stack, self.rendered()))
        problems = "".join(f"{line}\n" for line in self.messages())
        return html + (f"{PROBLEMS}{problems}" if problems else "")

    def messages(self) -> list[str]:
        every = [slide for stack in self.division.stacks for slide in stack]
        results = [result for stack in self.rendered() for result in stack]
        moved = [p.moved(slide.whole.start) for slide, r in zip(every, results, strict=True) for p in r.problems]
        ordered = sorted([*self.division.problems, *moved], key=lambda each: place(each, self.source).location)
        return [message.split("\n")[0] for message in shown(ordered, self.source)]


def _stack(stack: list[Rendered]) -> str:
    inner = "".join(_section(slide.attributes, slide.html) for slide in stack)
    about = {name: value for slide in stack for name, value in slide.stack.items()}
    return inner if len(stack) == 1 else _section(about, inner.rstrip())


def _section(attributes: dict[str, str], html: str) -> str:
    names = "".join(f" {attribute(name, value)}" for name, value in attributes.items())
    return f"<section{names}>\n{html}\n</section>\n"


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return Case(request.param)


def test_a_case_becomes_its_html(case: Case) -> None:
    made = case.made()
    if os.environ.get("DECKBUILD_UPDATE") == "1":
        case.path.write_text(case.source.text + HTML + made, encoding="utf-8")
        case = Case(str(case.path.relative_to(HERE)))

    assert made == case.expected, HINT


def test_dividing_a_case_loses_nothing(case: Case) -> None:
    every = [slide for stack in case.division.stacks for slide in stack]
    starts, ends = [slide.whole.start for slide in every], [slide.whole.end for slide in every]
    text = case.source.text
    left_out = [text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True)]

    assert [each for each in left_out if case.dialect.boundary.sub("", each).strip()] == []


def test_rendering_a_case_twice_is_equal(case: Case) -> None:
    assert case.rendered() == case.rendered()


def test_a_case_has_no_directive_left(case: Case) -> None:
    for stack in case.rendered():
        for slide in stack:
            comments = [comment.text for comment in parse(slide.html).comments()]
            assert [each for each in comments if re.match(r"\s*\.(element|block|slide|stack)\b.*=", each)] == []


def test_a_case_is_balanced(case: Case) -> None:
    for stack in case.rendered():
        for slide in stack:
            found = read(slide.html)
            assert (found.strays, found.unfinished) == ((), ())


def test_there_are_cases() -> None:
    assert len(CASES) >= 25
