"""The live preview: rebuilds on change, shows the deck, or what is wrong with it.

1. `site` builds a project into pages in memory, the last good page of a deck kept while it has errors;
2. `watch` says when something that was read has changed;
3. `server` serves the pages on the loopback address, and tells the browsers over the LiveReload protocol;
4. `live` is the loop over the three; `client.js` and `client.css` are the half in the browser.
"""
