"""What is measured beside other tools is measured fairly."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, permutations

import pytest

from benchmarks.peers.measure import in_turn


@pytest.mark.parametrize("names", ["ab", "abc", "abcd", "abcde", "abcdef"])
def test_each_tool_follows_each_other_one_as_often(names: str) -> None:
    turns = [in_turn(names, turn) for turn in range(2 * len(names))]
    followed = Counter(pair for turn in turns for pair in pairwise(turn))

    assert all(sorted(turn) == list(names) for turn in turns)
    assert followed == dict.fromkeys(permutations(names, 2), 2)
