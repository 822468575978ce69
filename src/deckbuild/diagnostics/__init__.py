"""Says what is wrong with a deck, and where.

* In: rules, and offsets in a text.
* Out: `Diagnostic`s with file, line, column and hint; the text that a terminal shows of them.
* Open first: `problem`.
"""
