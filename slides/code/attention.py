"""Attention with nothing but Python, of which slides show parts."""

from math import exp, sqrt


def softmax(scores: list[float]) -> list[float]:
    """Return the weights that these scores give; they sum up to 1."""
    powers = [exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]


def attention(query: list[float], keys: list[list[float]], values: list[list[float]]) -> list[float]:
    """Return the mean of the values, weighted by how alike the query and their keys are."""
    # fmt: off
    # region mix
    size = sqrt(len(query))
    scores = [
        dot(query, key) / size
        for key in keys
    ]
    weights = softmax(scores)
    # endregion
    # fmt: on
    return [dot(weights, each) for each in zip(*values, strict=True)]


def dot(left: list[float], right: list[float]) -> float:
    """Return the sum of the products of two lists, number by number."""
    return sum(a * b for a, b in zip(left, right, strict=True))
