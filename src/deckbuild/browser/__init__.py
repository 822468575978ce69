"""Finds a Chromium, Chrome or Edge, and runs it without a window: for what only a browser can tell or make.

* In: pages and their files, in memory.
* Out: Playwright's pages that show them, without any network.
* Open first: `session`.
"""
