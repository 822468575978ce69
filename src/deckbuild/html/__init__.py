"""Reads and edits the HTML of a slide by offsets; knows no decks.

* In: HTML, as Markdown and authors write it.
* Out: elements and attributes with their offsets, edits, and what the HTML names.
* Open first: `tree`.
"""
