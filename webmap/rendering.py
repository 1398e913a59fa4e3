"""The Jinja environment: autoescaped, strict, with the address of static files."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from webmap.assets import _HERE, load_assets


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
    return env


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
