"""The Jinja environment: autoescaped, strict, with the address of static files."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from webmap.assets import _HERE, load_assets
from webmap.citations import lang_of


@cache
def environment() -> Environment:
    """Return the one environment that renders every page and popup."""
    env = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["static"] = load_assets().url
    env.globals["module"] = module_script
    env.filters["foreign"] = foreign
    return env


def foreign(text: str, other: str) -> Markup:
    """Return a name, marked where it is in the other language than the page's.

    Parameters
    ----------
    text
        The name.
    other
        The language that the page is not in, as `lang` takes it.

    Examples
    --------
    >>> print(foreign("Senou Airport", "en"), foreign("巴马科", "en"))
    <span lang="en">Senou Airport</span> 巴马科
    """
    lang = lang_of(text, "zh" if other == "en" else "en")
    if lang is None:
        return Markup("{}").format(text)
    return Markup('<span lang="{}">{}</span>').format(lang, text)


def module_script(entry: str) -> Markup:
    """Return what loads a browser module and, without waiting for it, all that it imports."""
    assets = load_assets()
    preloads = [
        Markup('<link rel="modulepreload" href="{}">').format(assets.url(path))
        for path in assets.modules(entry)
    ]
    script = Markup('<script type="module" src="{}"></script>').format(assets.url(entry))
    return Markup("").join([*preloads, script])


def render(template: str, **context: Any) -> str:
    """Render one template; data is escaped, only `Markup` is trusted."""
    return environment().get_template(template).render(**context)
