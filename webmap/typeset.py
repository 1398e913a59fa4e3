"""Typeset a document as PDF: typst on our templates, with the fonts that a package ships."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, cast

import orjson
import segno
import typst

from geo.errors import NotBuiltError

_HERE = Path(__file__).resolve().parent
TEMPLATES = _HERE / "templates"
FONTS = tuple(
    _HERE / "node_modules" / "@expo-google-fonts" / "noto-sans-sc" / weight
    for weight in ("400Regular", "700Bold")
)
"""Folders of the two weights of Noto Sans SC; fonts of the machine are never looked at."""


@cache
def _fonts() -> typst.Fonts:
    missing = [folder for folder in FONTS if not folder.is_dir()]
    if missing:
        msg = f"The fonts in {missing[0].name} are missing; accepted is an install by `make setup`."
        raise NotBuiltError(msg)
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in FONTS],
    )


def typeset(template: str, data: dict[str, Any], day: date, *, most_pages: int) -> bytes | None:
    """Return a document as PDF, None where it has too many pages; same input, same bytes.

    Parameters
    ----------
    template
        File name of a template in `templates/`; its last element says how many pages it came to.
    data
        What it shows. It reaches the template as JSON: text of the facts is never markup.
    day
        Day that the document says it was made on.
    most_pages
        Pages that it may have.

    Raises
    ------
    NotBuiltError
        If the font package is not installed.
    """
    compiler = typst.Compiler(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": orjson.dumps(data).decode()},
    )
    # Writing the PDF costs more than the layout: it waits until the layout fits.
    if int(compiler.query("<pages>", field="value", one=True)) > most_pages:
        return None
    made_at = datetime.combine(day, time(), tzinfo=UTC)
    pdf = compiler.compile(format="pdf", timestamp=made_at)
    # A PDF is one file, whatever the binding may return for other formats.
    return cast("bytes", pdf)


def qr_svg(text: str) -> str:
    """Return a QR code as SVG.

    Examples
    --------
    >>> qr_svg("https://example.org/").startswith("<svg")
    True
    """
    return str(segno.make(text, error="m").svg_inline(border=0, omitsize=True, dark="#1d2a33"))
