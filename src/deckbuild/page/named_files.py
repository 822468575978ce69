"""Opens the files that settings name, and keeps what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckbuild.assets.css import embed_sheet, importing
from deckbuild.assets.resolver import remote
from deckbuild.diagnostics.problem import NEAREST, Diagnostic, Rule, about_word
from deckbuild.files.decoding import decode
from deckbuild.files.errors import complaint, is_remote
from deckbuild.files.reader import File, NotRead
from deckbuild.page import npm_packages

if TYPE_CHECKING:
    from deckbuild.assets.resolver import AssetResolver, Complain
    from deckbuild.diagnostics.source import Placed, Source


class NamedFiles:
    """The files of a project by the names that its settings have for them."""

    def __init__(self, resolver: AssetResolver) -> None:
        self.resolver = resolver
        self.diagnostics: list[Diagnostic] = []

    def complain_at(self, word: Placed) -> Complain:
        """Return what takes complaints about ``word``."""

        def complain(rule: Rule, address: str, message: str, hint: str) -> None:
            self.diagnostics.append(about_word(rule, word, message, hint)._replace(address=address))

        return complain

    def file(self, name: Placed, advice: str = "") -> File | None:
        """Return the file of this ``name``; None after a complaint, with ``advice`` about one that is missing."""
        found = self.resolver.files.named(name.text, name.source.path if name.source else "")
        if isinstance(found, NotRead):
            rule, address, message, hint = complaint(name.text, found)
            is_near = hint.startswith(NEAREST)
            self.complain_at(name)(rule, address, message, hint if is_near else advice or hint)
            return None
        return found

    def text(self, name: Placed, advice: str = "") -> Source | None:
        """Return the text of the file of this ``name``, as ``file`` does."""
        file = self.file(name, advice)
        if file is None:
            return None
        source, wrong = decode(file.path, file.data)
        self.diagnostics += wrong
        return source

    def sheet(self, name: Placed) -> str:
        """Return a style sheet; one on the network is imported, unless the page may load nothing."""
        name = self.local(name)
        if is_remote(name.text):
            return "" if self.resolver.linking.untrusted else importing(name.text)
        source = self.text(name)
        if source is None:
            return ""
        css, wrong = embed_sheet(self.resolver, source)
        self.diagnostics += wrong
        return css

    def local(self, name: Placed) -> Placed:
        """Return ``name``, or the path in node_modules of what it names on the network; tell of what is only there."""
        if not is_remote(name.text):
            return name
        if path := npm_packages.installed(name.text, self.resolver.files):
            return name._replace(text=f"/{path}")
        self.resolver.reported.add(name.text)
        rule, address, message, hint = remote(name.text)
        self.complain_at(name)(rule, address, message, npm_packages.to_install(name.text) or hint)
        return name
