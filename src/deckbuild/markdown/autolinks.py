"""Says where a text may end and a rule begin; bare web and mail addresses become links (GitHub's Markdown, 6.9)."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from markdown_it.token import Token

from deckbuild.html.parser_names import LINE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_LOCAL = "[a-z0-9._+-]"
_CHARACTERS = "\n!$&*<[\\]_`~"  # at which another rule may begin, or a link's text ends
_ADDRESS = r"(?:https?|ftp)(?=://)|www\."
_MAIL_BEGINS = rf"(?<!{_LOCAL}){_LOCAL}{{1,64}}(?=@[a-z0-9])"
_URL = re.compile(r"(?:(?:https?|ftp)://|www\.)(?:[a-z0-9-]+\.?)+[^\s<]*", re.IGNORECASE)
_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_MAIL = re.compile(rf"(?<!{_LOCAL}){_LOCAL}{{1,64}}@{_LABEL}(?:\.{_LABEL})+(?![-_])", re.IGNORECASE)
_TRAILING = "?!.,:;*_'\"~"


def install(rules: MarkdownIt) -> None:
    """Put the rules into markdown-it-py's inline rules."""
    stop_at(rules, "")
    rules.inline.ruler.after("text", "bare_address", _bare_address)


def stop_at(rules: MarkdownIt, characters: str) -> None:
    """Let a text end before any of ``characters``, too: rules that are added begin there."""
    rules.core.ruler.at("inline", partial(_texts, characters=characters))
    rules.inline.ruler.at("text", partial(_text, characters=characters))


def _may_hold_url(text: str) -> bool:
    """Return whether ``text`` may hold a bare web address."""
    return "://" in text or "www." in text.lower()


def _texts(state: StateCore, characters: str) -> None:
    """Read the texts of blocks; most hold nothing at which a rule may begin, and are not worth a parser."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if _stops(token.content, characters).search(token.content):
            token.children = []
            state.env[LINE] = token.map[0] if token.map else state.env.get(LINE, 0)
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children = [Token("text", "", 0, content=token.content)]


def _text(state: StateInline, silent: bool, characters: str) -> bool:
    """Step over text up to the next character or address at which a rule may begin."""
    stop = _stops(state.src, characters).search(state.src, state.pos, state.posMax)
    end = stop.start() if stop else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


@lru_cache(maxsize=16)
def _stops(text: str, characters: str) -> re.Pattern[str]:
    """Return what ends a stretch of ``text``; to look for addresses where none can be takes four times as long."""
    return _pattern(characters, has_mail="@" in text, has_url="@" in text or _may_hold_url(text))


@cache
def _pattern(characters: str, *, has_mail: bool, has_url: bool) -> re.Pattern[str]:
    """Return what ends a stretch of text that may hold addresses, or none, for rules that begin at ``characters``."""
    stops = [f"[{re.escape(_CHARACTERS + characters)}]", *[_ADDRESS] * has_url, *[_MAIL_BEGINS] * has_mail]
    return re.compile("|".join(stops), re.IGNORECASE if has_url else 0)


def _bare_address(state: StateInline, silent: bool) -> bool:
    """Make a link of an address; not while the end of a link's text is looked for: it would be taken for address."""
    if silent or state.linkLevel:
        return False
    if state.src[state.pos] in "hHfFwW" and (found := _URL.match(state.src, state.pos, state.posMax)):
        url = _trimmed(found[0])
        return _link(state, url if "://" in url[:8] else f"http://{url}", url)
    if "@" in state.src and (found := _MAIL.match(state.src, state.pos, state.posMax)):
        return _link(state, f"mailto:{found[0]}", found[0])
    return False


def _link(state: StateInline, href: str, text: str) -> bool:
    state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(href)}
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1)
    state.pos += len(text)
    return True


def _trimmed(url: str) -> str:
    """Take off what ends the sentence rather than the address: punctuation, unbalanced brackets, an entity."""
    while True:
        before = url
        url = re.sub(r"&[a-zA-Z0-9]+;$", "", url)
        url = url.rstrip(_TRAILING) if url == before else url
        if url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1]
        if url == before:
            return url
