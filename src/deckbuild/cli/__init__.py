"""The command line: one file for each command, and what they share.

* In: the words of the command line.
* Out: files, messages and an exit code.
* Open first: `commands`.
"""
