"""Compares deckbuild with reveal.js' own Markdown plugin, slide by slide, in Chromium."""
