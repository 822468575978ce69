"""Reads a folder or a Markdown file as a project; makes a new one.

* In: a path, and settings that win.
* Out: a `Project`: its decks with their sources and settings.
* Open first: `loader`.
"""
