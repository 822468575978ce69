"""Knows the addresses of films on YouTube and Vimeo, and those of the players that show them in a page."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

# The path of a film, and which group of it is the film's name; Vimeo's unlisted films have a key behind it.
_YOUTUBE = re.compile(r"/(?:embed/|shorts/|live/|v/)?([\w-]{11})/?", re.ASCII)
_VIMEO = re.compile(r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d+)(?:/([0-9a-f]+))?/?", re.ASCII)
_YOUTUBE_HOSTS = frozenset(
    "youtube.com www.youtube.com m.youtube.com music.youtube.com youtu.be www.youtube-nocookie.com".split()
)
_VIMEO_HOSTS = frozenset("vimeo.com www.vimeo.com player.vimeo.com".split())
_TIME = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?", re.ASCII)


def player(address: str) -> str:
    """Return the address of the player for the film at ``address``, empty if that is no film's.

    YouTube's player is the one that sets no cookies before the film is started.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https"):
        return ""
    asked = parse_qs(parts.query)
    if host in _YOUTUBE_HOSTS:
        return _youtube(parts.path, asked, parts.fragment)
    return _vimeo(parts.path, asked, parts.fragment) if host in _VIMEO_HOSTS else ""


def _youtube(path: str, asked: dict[str, list[str]], fragment: str) -> str:
    found = _YOUTUBE.fullmatch(f"/{asked.get('v', [''])[0]}" if path.rstrip("/") == "/watch" else path)
    if not found:
        return ""
    written = next((asked[name][0] for name in ("start", "t") if name in asked), fragment.removeprefix("t="))
    start = _seconds(written)
    return f"https://www.youtube-nocookie.com/embed/{found[1]}" + f"?start={start}" * bool(start)


def _vimeo(path: str, asked: dict[str, list[str]], fragment: str) -> str:
    found = _VIMEO.fullmatch(path)
    if not found:
        return ""
    key = found[2] or asked.get("h", [""])[0]
    query = "?dnt=1" + f"&h={key}" * (re.fullmatch("[0-9a-f]+", key) is not None)
    start = _seconds(fragment.removeprefix("t="))
    return f"https://player.vimeo.com/video/{found[1]}{query}" + f"#t={start}s" * bool(start)


def _seconds(written: str) -> int:
    """Return how many seconds a time such as `90`, `90s` or `1m30s` is; 0 for anything else."""
    found = _TIME.fullmatch(written)
    hours, minutes, seconds = (int(each or 0) for each in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
