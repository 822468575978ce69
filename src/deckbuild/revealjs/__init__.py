"""Holds the reveal.js that ships with us, its themes and their fonts.

* In: the name of a file or of a theme.
* Out: its text, ready to stand in a page.
* Open first: `vendored`.
"""
