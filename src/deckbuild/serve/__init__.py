"""The live preview: rebuilds on change, shows the deck, or what is wrong with it.

1. `builder` has a `worker`, a process of its own, build the `site`: pages in memory, the last good page of a deck kept
   while it has errors. `apart` and `patch` say how a page has changed; this is the `news`;
2. `watch` says when something that was read has changed;
3. `preview` holds the `pages` that are shown, and tells the browsers that listen;
4. `server` listens; `handlers` and `sockets` answer those whom `access` lets in; `editor` opens the author's editor;
5. `live` is the loop over all of them; `client` is the half in the browser.
"""
