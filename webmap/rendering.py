"""The Jinja environment: autoescaped, strict, with the address of static files."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

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
    return env


def render(template: str, **context: Any) -> str:
    """Render one template; data is escaped, only `Markup` is trusted."""
    return environment().get_template(template).render(**context)
