"""Bare web and mail addresses become links (GitHub's Markdown, 6.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_STOP = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]|(?:https?|ftp)(?=://)|www\.", re.IGNORECASE)
_URL = re.compile(r"(?:(?:https?|ftp)://|www\.)(?:[a-z0-9-]+\.?)+[^\s<]*", re.IGNORECASE)
_LOCAL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$", re.IGNORECASE)
_DOMAIN = re.compile(r"@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?![-_])", re.IGNORECASE)
_TRAILING = "?!.,:;*_'\"~"


def install(rules: MarkdownIt) -> None:
    """Put the rules into markdown-it-py's inline rules."""
    rules.inline.ruler.at("text", _text)
    rules.inline.ruler.before("text", "bare_url", _bare_url)
    rules.inline.ruler.after("text", "bare_mail", _bare_mail)


def _text(state: StateInline, silent: bool) -> bool:
    """Step over text up to the next character or word at which a rule may begin."""
    stop = _STOP.search(state.src, state.pos, state.posMax)
    end = stop.start() if stop else state.posMax
    if stop and end == state.pos and stop[0][0].isalpha():
        end += 1  # an address that is none: its first letter is text
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def _bare_url(state: StateInline, silent: bool) -> bool:
    if state.linkLevel or state.src[state.pos] not in "hHfFwW":
        return False
    found = _URL.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    url = _trimmed(found[0])
    href = url if "://" in url[:8] else f"http://{url}"
    return _link(state, silent, href, url, len(url))


def _bare_mail(state: StateInline, silent: bool) -> bool:
    if state.linkLevel or state.src[state.pos] != "@":
        return False
    domain = _DOMAIN.match(state.src, state.pos, state.posMax)
    local = _LOCAL.search(state.pending) if domain else None
    if not domain or not local:
        return False
    if not silent:
        state.pending = state.pending[: local.start()]
    return _link(state, silent, f"mailto:{local[0]}{domain[0]}", f"{local[0]}{domain[0]}", len(domain[0]))


def _link(state: StateInline, silent: bool, href: str, text: str, length: int) -> bool:
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(href)}
        state.push("text", "", 0).content = text
        state.push("link_close", "a", -1)
    state.pos += length
    return True


def _trimmed(url: str) -> str:
    """Take off what ends the sentence rather than the address: punctuation, unbalanced brackets, an entity."""
    while True:
        before = url
        url = url.rstrip(_TRAILING)
        if url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1]
        url = re.sub(r"&[a-zA-Z0-9]+;$", "", url)
        if url == before:
            return url
