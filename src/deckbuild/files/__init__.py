"""Reads the files of a project, and writes files whole or not at all.

* In: names, as slides and settings write them, or a path to write to.
* Out: bytes and text of what lies inside the project, or why a file is not read.
* Open first: `reader`.
"""
