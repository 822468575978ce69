"""What is refused before Markdown sees it, and what is not."""

from __future__ import annotations

import pytest

from deckbuild.rendering import complexity

NESTED_LISTS = "\n".join("  " * level + "- a" for level in range(400))


@pytest.mark.parametrize(
    ("text", "offset", "words"),
    [
        ("[" * 16_000, 500, "more than 500 brackets are open here"),
        ("a\n\n" + "![" * 8_000 + "](" * 8_000, 1004, "more than 500 brackets"),
        ("# a\n" + "> " * 101 + "b", 4, "nested 101 deep"),
        (">" * 200_000, 0, "nested 200000 deep"),
        ("- " * 400 + "a", 0, "nested 400 deep"),
        ("![x]" * 5_000 + f"\n\n[x]: {'y' * 9_000}", 20_002, "the definition of a link has 9005 characters"),
        (("|" * 301 + "\n") * 3_000, 0, "this slide has 906000 lines and cells of tables; 100000 are allowed"),
        ("- a\n" * 100_001, 0, "this slide has 100001 lines"),
        (NESTED_LISTS, NESTED_LISTS.index("\n" + "  " * 100 + "-") + 1, "nested 101 deep"),
    ],
)
def test_what_no_parser_reads_in_good_time_is_refused_at_its_place(text: str, offset: int, words: str) -> None:
    problem = complexity.problem(text)

    assert problem is not None
    assert problem.rule.code == "D205"
    assert problem.offset == offset
    assert words in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[a](b) " * 5_000,
        "[a][b]\n" * 5_000 + "\n" + "".join(f"[b{number}]: https://example.org\n" for number in range(5_000)),
        r"\[" * 16_000,
        ("[" * 400 + "\n\n") * 10,
        "> " * 100 + "a",
        "\n".join("  " * level + "- a" for level in range(90)),
        "- a\n" * 10_000,
        ("| a " * 10 + "|\n") * 5_000,
        "-" * 10_000,
        "    code [ [ [\n" * 100,
    ],
)
def test_what_people_write_is_not_refused(text: str) -> None:
    assert complexity.problem(text) is None
