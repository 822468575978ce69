"""Adapts the parser of slides to Python-Markdown, for projects that list extensions of it.

* In: the tokens of `parser`.
* Out: the element tree that extensions of Python-Markdown work on.
* Open first: `blocks`.
"""
