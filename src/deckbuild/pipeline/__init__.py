"""Builds decks: the whole pipeline, from a project to its pages.

* In: a `Project`.
* Out: a `Build` for each deck: its page, its files, and what is wrong with it.
* Open first: `stages`.
"""
