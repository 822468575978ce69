"""Names by which the parser of Markdown, and the rules that features add to it, speak of the same thing."""

from __future__ import annotations

MADE = "made_html"  # the type of a token that holds HTML of a feature, balanced, in its ``content``
LINE = "line"  # where the environment of a text has the line at which the block begins whose words are read (from 0)
TASK = "task"  # in the ``meta`` of a text that a checkbox stands before: whether that is checked
MARKS = "marks"  # in the ``meta`` of code: the `CodeMark`s in it
FIGURE_NUMBER = '<span class="figure-number"></span>'  # where the number of a figure will stand in its caption
