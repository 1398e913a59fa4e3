"""Every word of the pages, the embeds and the browser modules, in Chinese and English."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from layers import Lang
from webmap import words


def _collected() -> dict[str, tuple[str, str]]:
    """Return the words of every module of `words/`: a page brings its own."""
    names = sorted(module.name for module in pkgutil.iter_modules(words.__path__))
    modules = [importlib.import_module(f"webmap.words.{name}") for name in names]
    return {key: pair for module in modules for key, pair in module.WORDS.items()}


STRINGS: Final = _collected()
"""Word by key: Chinese, English. Keys that scripts need start with `js_`."""


@cache
def strings(lang: Lang) -> Mapping[str, str]:
    """Return all words in one language, by key.

    Examples
    --------
    >>> strings("en")["as_of"]
    'Data as of'
    """
    at = 0 if lang == "zh" else 1
    return MappingProxyType({key: pair[at] for key, pair in STRINGS.items()})


def script_strings(lang: Lang) -> dict[str, str]:
    """Return the words that scripts show, by key without its `js_`.

    Examples
    --------
    >>> script_strings("zh")["zoomIn"]
    '放大'
    """
    prefix = "js_"
    known = strings(lang)
    return {key.removeprefix(prefix): known[key] for key in known if key.startswith(prefix)}
