"""The formats in which findings are told: one module for each, with a function that writes a `Report` as text.

Each is loaded when it is asked for, by its name in `FORMATS`.
"""

from __future__ import annotations

# Formats, with the modules that write them.
FORMATS = {"text": "text", "json": "json_report", "github": "github", "sarif": "sarif", "junit": "junit"}
