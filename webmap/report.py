"""What to send when something is wrong: the page behind every `report an error`."""

from __future__ import annotations

from geo.errors import ParameterError
from layers import layer_table
from webmap.citations import Reader, text_of
from webmap.context import Page, page_context
from webmap.naming import name_column
from webmap.place_fields import field_text, in_language
from webmap.rendering import render
from webmap.routing import Ask, Route
from webmap.service import Service


def report_page(service: Service, ask: Ask) -> Page:
    """Return text to copy about a place, and about one of its fields where one is named.

    Nothing is sent from here: the operator's contact is linked where one is set.

    Raises
    ------
    UnknownPlaceError
        If no feature has the id in `place`.
    ParameterError
        If `place` is missing, or `field` is no field of its layer.
    """
    reader, atlas = ask.reader, service.site.atlas
    asked = ask.query.one("place")
    if asked is None:
        msg = "place is missing; accepted is the id of a place, as in /report?place=yixinou."
        raise ParameterError(msg)
    main = atlas.main_id(asked)
    layer, record = atlas.record(main)
    fields = {entry.name: entry for entry in layer_table(layer).fields}
    field = ask.query.one("field")
    if field is not None and field not in fields:
        msg = f"field is {field!r}; accepted: {', '.join(fields)}."
        raise ParameterError(msg)
    name = record[name_column(reader.lang)]
    lines = [(reader.word("report_place"), f"{name} ({main})")]
    if field is not None:
        value = in_language(record, field, reader)
        shown = text_of(value) and field_text(fields[field], value, reader)
        lines.append((reader.word("report_field"), f"{fields[field].title(reader.lang)} ({field})"))
        lines.append((reader.word("report_shown"), shown or reader.word("no_data")))
    lines += [
        (reader.word("report_version"), f"{atlas.as_of} / {atlas.checksum[:12]}"),
        (reader.word("report_right"), ""),
        (reader.word("report_evidence"), ""),
    ]
    report = {
        "name": name,
        "href": f"/place/{main}?lang={reader.lang}",
        "text": "\n".join(f"{label}{reader.word('colon')}{text}" for label, text in lines),
        "contact": service.settings.contact_href,
        "place": main,
        "fields": [
            {"name": entry.name, "title": entry.title(reader.lang), "chosen": entry.name == field}
            for entry in fields.values()
            if not entry.name.endswith("_zh")
        ],
    }
    title = _title(name, reader)
    page = page_context(service.site, reader, "/report", title=title, query=ask.query)
    return Page(render("report.html", page=page, report=report))


def _title(name: str, reader: Reader) -> str:
    return f"{reader.word('report_error')}{reader.word('colon')}{name}"


ROUTES = (Route("/report", "report", report_page, ("place", "field")),)
