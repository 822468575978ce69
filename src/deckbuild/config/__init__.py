"""Reads settings: front matter, deckbuild.yml, the command line, and the files of other tools.

* In: YAML or JSON text.
* Out: `Settings`, complete and checked, and what is wrong with them.
* Open first: `settings`.
"""
