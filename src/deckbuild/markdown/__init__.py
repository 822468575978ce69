"""Turns the Markdown of a slide into HTML.

* In: text, and the Markdown extensions that a project lists.
* Out: HTML, with code coloured and comments untouched.
* Open first: `converter`.
"""
