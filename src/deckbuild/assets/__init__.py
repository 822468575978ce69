"""Finds the files that slides and style sheets name.

* In: `Rendered` slides.
* Out: `Embedded` slides, with a mark in the place of each address, and the `Asset`s that the marks stand for.
* Open first: `embedding`.
"""
