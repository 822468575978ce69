"""Loads Python files of a project, Markdown extensions mostly; each time anew: a preview shows what was changed."""

from __future__ import annotations

import re
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from markdown.extensions import Extension

# The path of a file, and the class of the extension in it; without one, its function `makeExtension`.
_FILE = re.compile(r"(?P<path>.+\.py)(?P<colon>:?)(?P<maker>(?<=:)\w+|)", re.DOTALL)
_MAKER = "makeExtension"  # as in every extension of Python-Markdown


def is_file(name: str) -> bool:
    """Return whether ``name`` is the path of a file."""
    return _FILE.fullmatch(name) is not None


def as_file(name: str) -> tuple[str, str, str]:
    """Return the file that an extension ``name`` would be in, and behind a colon its class, if one is named.

    `my.ext:MyExtension` is in `my/ext.py`, as for Python.
    """
    found = _FILE.fullmatch(name)
    if found:
        return found["path"], found["colon"], found["maker"]
    module, colon, maker = name.partition(":")
    return f"{module.replace('.', '/')}.py", colon, maker


def load(name: str, options: Mapping[str, Any]) -> Extension:
    """Return the extension in the file ``name``, made with ``options``. Raises what its code raises."""
    path, _, maker = as_file(name)
    if not Path(path).is_absolute():
        raise FileNotFoundError("there is no such file in the project")
    made: Extension = getattr(module_in(path), maker or _MAKER)(**options)
    return made


def module_in(path: str) -> ModuleType:
    """Return the Python module in the file at the whole ``path``. Raises what its code raises."""
    module_name = f"deckbuild_extension_{Path(path).stem}"
    spec = spec_from_file_location(module_name, path, loader=_Uncached(module_name, path))
    if spec is None or spec.loader is None:
        raise ImportError("it cannot be imported")
    module = module_from_spec(spec)
    sys.modules[module_name] = module  # where dataclasses look for it
    spec.loader.exec_module(module)
    return module


class _Uncached(SourceFileLoader):
    """Loads a module from its source, and leaves no bytecode in the project."""

    def set_data(self, *_: object, **__: object) -> None:
        """Write nothing; called by importlib."""
