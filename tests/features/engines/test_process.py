"""The process that draws diagrams: what it may take, and what happens when it takes more."""

from __future__ import annotations

import os
import threading
from itertools import count

import pytest

from deckbuild.features.engines.answer import Question
from deckbuild.features.engines.process import Process

_NUMBERS = count()


def pie() -> Question:
    """A diagram that was not asked for before: answers are remembered."""
    return Question("mermaid", f'pie\n "{next(_NUMBERS)}": 1')


def chain(length: int, arrow: str) -> str:
    return "\n".join(f"a{number} {arrow} a{number * 7 % 997}" for number in range(length))


@pytest.fixture(scope="module")
def process() -> Process:
    return Process()


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        Question("mermaid", f"flowchart LR\n{chain(6_000, '-->')}"),
        Question("dot", f"digraph {{ {chain(6_000, '->')} }}"),
        Question("d2", chain(6_000, "->")),
        Question("mermaid", f"flowchart LR\n{'a --> b;' * 20_000}"),
    ],
)
def test_a_diagram_that_is_too_much_is_told_and_the_next_one_is_drawn(question: Question, process: Process) -> None:
    """Each takes the two seconds that it may."""
    drawing = process.draw(question, process)

    assert not drawing.svg
    assert drawing.fault
    assert drawing.fault.message.startswith("it ")
    assert "<svg" in process.draw(pie(), process).svg


def test_the_diagrams_of_a_deck_have_a_limit_together(monkeypatch: pytest.MonkeyPatch, process: Process) -> None:
    first, second = object(), object()
    process.draw(pie(), first)
    monkeypatch.setattr("deckbuild.features.engines.process.DECK_SECONDS", 0.0)
    late = process.draw(pie(), first)
    monkeypatch.undo()

    assert late.fault
    assert late.fault.message == "the drawings of this deck take more than 0 seconds"
    assert process.draw(pie(), second).svg


def test_a_process_that_was_killed_begins_anew(process: Process) -> None:
    process.draw(pie(), process)
    running = process._process
    assert running
    running.kill()
    running.wait()
    lost = process.draw(pie(), process)

    assert lost.fault
    assert process.draw(pie(), process).svg


def test_a_process_that_was_interrupted_while_it_began_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> str:
        raise KeyboardInterrupt

    process = Process()
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("deckbuild.features.engines.process._line", interrupted)
        process.draw(pie(), process)

    assert process.draw(pie(), process).svg


@pytest.mark.slow
def test_a_fork_has_a_process_of_its_own(process: Process) -> None:
    process.draw(pie(), process)
    child = os.fork() if threading.active_count() == 1 else None
    if child == 0:
        drawing = process.draw(pie(), process)
        os._exit(0 if drawing.svg else 1)
    assert child is None or os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert process.draw(pie(), process).svg
