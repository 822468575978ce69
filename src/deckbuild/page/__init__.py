"""Puts embedded slides, style sheets and scripts together into one HTML page.

* In: `Embedded` slides and settings.
* Out: a `Page`, and the addresses in it that lead out of it.
* Open first: `assembly`.
"""
