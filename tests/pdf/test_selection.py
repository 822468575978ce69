"""Which slides are meant by numbers and ids."""

from __future__ import annotations

import pytest

from deckbuild.pdf.selection import NoSuchSlide, chosen

NAMES = [("0/0", "0"), ("1/0", "1", "intro"), ("1/1", "method"), ("2/0", "2", "end")]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("", [0, 1, 2, 3]),
        ("2", [1]),
        ("2-3", [1, 2]),
        ("3-", [2, 3]),
        ("end, 1,intro", [0, 1, 3]),
        ("1-2,2,intro", [0, 1]),
        ("1/1", [2]),
    ],
)
def test_numbers_from_one_and_ids_name_slides_in_the_order_of_the_deck(words: str, numbers: list[int]) -> None:
    assert chosen(words, NAMES) == numbers


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("5", "there is no slide 5: the deck has 4"),
        ("0", "there is no slide 0: the deck has 4"),
        ("3-2", "there is no slide 3-2: the deck has 4"),
        ("2-9", "there is no slide 2-9: the deck has 4"),
        ("metod", "there is no slide 'metod'; did you mean 'method'?"),
        ("1,,2", "there is no slide ''"),
    ],
)
def test_a_slide_that_is_not_there_is_told(words: str, message: str) -> None:
    with pytest.raises(NoSuchSlide) as error:
        chosen(words, NAMES)

    assert str(error.value) == message
