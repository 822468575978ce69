"""The live preview: rebuilds on change, and shows the deck in the browser, or what is wrong with it.

* In: the path of a project, and edits of its files.
* Out: pages over HTTP, and what has changed in them over WebSockets.
* Open first: `loop`; of the half in the browser, `client/main.js`.
"""
