"""Fills Jinja templates: ours, and a project's own, which win and may extend ours.

A project's `templates/deck.html.jinja` begins with `{% extends "deckbuild/deck.html.jinja" %}` to change single blocks.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from pathlib import PurePosixPath
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemBytecodeCache, FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2 import __version__ as jinja
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from deckbuild.diagnostics.problem import Diagnostic, Rule, Severity, about_file, about_line
from deckbuild.files.decoding import decode
from deckbuild.files.reader import File, FileReader, NotRead, Reason
from deckbuild.page import resources, sections

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.bccache import Bucket

    from deckbuild.diagnostics.source import Source
    from deckbuild.project.loader import Project

    _Loaded = tuple[str, str, Callable[[], bool]]  # text, path, and whether it is still so

BAD_TEMPLATE = Rule(
    "D501",
    "bad-template",
    Severity.ERROR,
    "A template of the project cannot be filled: its Jinja is wrong, it names something that is not there, or it\n"
    "extends a template that does not exist. Ours are `deckbuild/deck.html.jinja` and `deckbuild/index.html.jinja`.",
)
_OURS = "deckbuild/"
_FOLDER = "templates"


class _Compiled(FileSystemBytecodeCache):
    """Jinja's folder of compiled templates, where one can be written: to compile a deck's takes 9 ms."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template; on a full disk the next build compiles it again."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> _Compiled | None:
    """Return the folder that Jinja has made for this user, None if there can be no safe one."""
    try:
        return _Compiled(pattern=f"deckbuild-{jinja}-%s.cache")
    except (OSError, RuntimeError):
        return None


class Templates:
    """The templates of one project; ``reader`` opens its own, None leaves them out."""

    def __init__(self, reader: FileReader | None) -> None:
        self._reader = reader
        self._own: dict[str, Source] = {}
        self._undecoded: list[Diagnostic] = []
        self._environment = _environment(self._load)

    def fill(self, name: str, values: Mapping[str, Any]) -> tuple[str, tuple[Diagnostic, ...]]:
        """Return the page that the template ``name`` makes of ``values``; empty after an error."""
        environment = self._environment if self.has_own(name) else _our_environment()
        try:
            return environment.get_template(name).render(values), tuple(self._undecoded)
        except TemplateSyntaxError as error:
            return "", (self._wrong(error.name or name, error.lineno, error.message or "syntax"),)
        except TemplateNotFound as error:
            message = f"there is no template {error.name!r}" if error.message == error.name else str(error.message)
            return "", (self._wrong(*self._place(error, name), message),)
        except Exception as error:
            if not self._own:
                raise  # our own templates are at fault, not the project's
            return "", (self._wrong(*self._place(error, name), f"{type(error).__name__}: {error}"),)

    def has_own(self, name: str) -> bool:
        """Return whether the project has a template ``name`` of its own, readable or not, in the place of ours."""
        own = self._of_project(name)
        return isinstance(own, File) or own.why is not Reason.MISSING

    @property
    def own(self) -> tuple[Source, ...]:
        """The project's own templates that were used so far."""
        return tuple(self._own.values())

    def _of_project(self, name: str) -> File | NotRead:
        """Return the project's own template ``name``."""
        if self._reader is None or name.startswith(_OURS):
            return NotRead(Reason.MISSING)
        return self._reader.read(PurePosixPath(_FOLDER, name))

    def _load(self, name: str) -> _Loaded | None:
        own = self._of_project(name)
        if isinstance(own, File):
            self._own[name], wrong = decode(own.path, own.data)
            self._undecoded += wrong
            return self._own[name].text, f"{_FOLDER}/{name}", lambda: True
        if own.why is not Reason.MISSING:
            raise TemplateNotFound(name, f"the template {name} {own.why.value}")
        return _ours(name)

    def _place(self, error: Exception, name: str) -> tuple[str, int]:
        """Return the project's template in which ``error`` was raised, and the line (from 1)."""
        own = {f"{_FOLDER}/{name}": name for name in self._own}
        frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
        places = [(own[file], line) for file, line in frames if file in own]
        return places[-1] if places else (name, 1)

    def _wrong(self, name: str, line: int, message: str) -> Diagnostic:
        source = self._own.get(name)
        if source is None:
            return about_file(BAD_TEMPLATE, f"{_FOLDER}/{name}", message)
        return about_line(BAD_TEMPLATE, source, min(line, source.text.count("\n") + 1), message)


def _environment(load: Callable[[str], _Loaded | None]) -> SandboxedEnvironment:
    """Return what fills the templates that ``load`` finds."""
    environment = SandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(load),
        bytecode_cache=_compiled(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(_FILTERS)
    return environment


@cache
def _our_environment() -> SandboxedEnvironment:
    """Return what fills our own templates, once for all decks and builds."""
    return _environment(_ours)


def _ours(name: str) -> _Loaded | None:
    """Return the template ``name`` that ships with us."""
    ours = name.removeprefix(_OURS)
    text = resources.template(ours)
    return None if text is None else (text, str(resources.TEMPLATES / ours), lambda: True)


def filled_text(template: str, values: Mapping[str, Any]) -> str:
    """Return the Jinja ``template`` of another tool with ``values``; raises ``TemplateError``."""
    return _environment(lambda _name: None).from_string(template).render(values)


def templates_of(project: Project) -> Templates:
    """Return the templates of ``project``; a stranger's own are not used."""
    return Templates(None if project.untrusted else project.reader)


_STYLE_END = re.compile(r"</(?=style)", re.IGNORECASE)
_SCRIPT_END = re.compile(r"<(?:/(?=script)|(?=!--))", re.IGNORECASE)


def inline_css(css: str) -> Markup:
    """Make a style sheet safe inside `<style>`: nothing in it may end the element."""
    return Markup(_STYLE_END.sub(r"<\\/", css))  # noqa: S704 -- escaped here


def inline_js(script: str) -> Markup:
    r"""Make a script safe inside `<script>`: nothing may end or re-open the element; in a text `\/` is `/`."""
    return Markup(_SCRIPT_END.sub(lambda found: found[0].replace("<", "<\\"), script))  # noqa: S704 -- escaped here


def _attributes(values: Mapping[str, str]) -> Markup:
    """Write attributes, each with a blank before it."""
    return Markup(sections.written(values))  # noqa: S704 -- escaped there


def _rendered(html: str) -> Markup:
    """Put in slides' HTML as it is: the author's own markup."""
    return Markup(html)  # noqa: S704 -- the one place where slides enter the page


_FILTERS = {"inline_css": inline_css, "inline_js": inline_js, "attributes": _attributes, "rendered": _rendered}
