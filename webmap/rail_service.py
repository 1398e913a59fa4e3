"""A rail service as readers see it: published and modelled side by side, what is inferred."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from layers import Atlas, Lang, all_tables, vocabulary
from webmap.alignment import Alignment, Halt, Spread, Step
from webmap.citations import Reader, Row, lang_of, text_of
from webmap.countries import country_name
from webmap.naming import name_column, name_of
from webmap.place_fields import in_language

SHOWN_FROM: Final = 0.03
"""A difference of lengths from this share on is marked."""
HOURS_A_DAY: Final = 24.0
_AWAY_KM: Final = 5.0
"""A stop further from the network is said to be so."""
_EVIDENCE: Final = "inferred"


def service_row(atlas: Atlas, way: Alignment | None, route_id: str, reader: Reader) -> Row:
    """Return what the directory and the head of the profile show of a service.

    Parameters
    ----------
    atlas, route_id
        The facts, and which service.
    way
        Its alignment; None if it has no stops.
    reader
        Who reads.
    """
    record = atlas.frames["routes"].loc[route_id]
    status = next(term for term in vocabulary.STATUS if term.id == record["status"])
    published = _number(record["length_km"])
    return {
        "id": route_id,
        "name": name_of(record, reader.lang),
        "href": f"/routes/{route_id}?lang={reader.lang}",
        "operator": _text(record, "operator_platform", reader),
        "frequency": _text(record, "frequency_text", reader),
        "status": status.title(reader.lang),
        "status_id": status.id,
        "published_km": None if published is None else f"{published:,.0f}",
        "modelled_km": None if way is None else f"{way.km:,.0f}",
        "difference": None if way is None else difference_of(published, way.km, reader),
        "published_days": published_days(record, reader),
        "modelled_days": None if way is None else days_of(way.hours, reader),
        "days_verdict": None if way is None else days_verdict(record, way.hours, reader),
    }


def _text(record: pd.Series, name: str, reader: Reader) -> Row | None:
    text = text_of(in_language(record, name, reader))
    said = reader.said(text)
    return None if said is None else {"text": said, "lang": lang_of(said, reader.lang)}


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(str(value))


def difference_of(published: float | None, modelled: float, reader: Reader) -> Row | None:
    """Return how far the modelled length is from the published one; None where none is."""
    if published is None:
        return None
    share = modelled / published - 1
    percent = f"{abs(share) * 100:.1f} %"
    key = "route_same" if percent == "0.0 %" else "route_longer" if share > 0 else "route_shorter"
    return {
        "sign": f"{share * 100:+.1f} %".replace("-", "−"),
        "text": reader.word(key),
        "percent": percent,
        "marked": abs(share) >= SHOWN_FROM,
    }


def published_days(record: pd.Series, reader: Reader) -> Row | None:
    """Return the days that sources give, each with the field it stands in."""
    least, most = _number(record["transit_days_min"]), _number(record["transit_days_max"])
    if least is None or most is None:
        return None
    ends = [("transit_days_min", least), ("transit_days_max", most)]
    return {
        "ends": [
            {"field": name, "text": f"{value:g}"} for name, value in ends[: 1 + (least < most)]
        ],
        "pattern": reader.word("route_range"),
    }


def days_of(hours: Spread, reader: Reader) -> Row:
    """Return modelled days: the likely ones, and the least and most."""
    low, central, high = (f"{value / HOURS_A_DAY:.1f}" for value in hours)
    text = reader.word("route_range").format(low=low, high=high)
    return {"central": central, "range": text}


def days_verdict(record: pd.Series, hours: Spread, reader: Reader) -> Row | None:
    """Return whether published days lie within the model's range, and how far outside if not."""
    least, most = _number(record["transit_days_min"]), _number(record["transit_days_max"])
    if least is None or most is None:
        return None
    low, _, high = (value / HOURS_A_DAY for value in hours)
    if low > most:
        return {"text": reader.word("route_days_slower"), "days": f"{low - most:.1f}"}
    if high < least:
        return {"text": reader.word("route_days_faster"), "days": f"{least - high:.1f}"}
    return {"text": reader.word("route_days_within"), "days": None}


def element_rows(atlas: Atlas, way: Alignment, reader: Reader) -> list[Row]:
    """Return stops, stretches and stays in the order of travel, in words and numbers."""
    stops = _stops(atlas, way.route_id)
    return [
        _halt_row(atlas, number, one, stops[one.seq], reader)
        if isinstance(one, Halt)
        else _step_row(number, one, reader)
        for number, one in enumerate(way.elements)
    ]


def _stops(atlas: Atlas, route_id: str) -> dict[int, Row]:
    table = atlas.tables["route_stops"]
    rows = table[table["route_id"] == route_id].to_dict("records")
    return {int(row["seq"]): row for row in rows}


def _halt_row(atlas: Atlas, number: int, halt: Halt, stop: Row, reader: Reader) -> Row:
    name = stop.get(f"stop_name_{reader.lang}")
    place = (
        str(name) if text_of(name) else atlas.features.at[halt.station_id, name_column(reader.lang)]
    )
    what = _term("role", stop["role"], reader.lang)
    said = {"place": place, "what": what, "km": f"{halt.km:,.0f}", "days": _days(halt.hours)}
    return {
        "number": number,
        "kind": "halt",
        "role": stop["role"],
        "place": place,
        "href": f"/place/{atlas.main_id(halt.station_id)}?lang={reader.lang}",
        "what": what,
        "inferred": _term("evidence", _EVIDENCE, reader.lang)
        if stop["evidence"] == _EVIDENCE
        else None,
        "stretch": None,
        "takes": None,
        "takes_range": None,
        "quality": None,
        "km": said["km"],
        "days": said["days"],
        "said": reader.word("route_said_halt").format(**said),
        "at": (halt.lon, halt.lat),
    }


def _term(column: str, value: str, lang: Lang) -> str:
    term = all_tables()["route_stops"].field(column).term(value)
    return value if term is None else term.title(lang)


def _step_row(number: int, step: Step, reader: Reader) -> Row:
    place = step.name_zh if reader.lang == "zh" else step.name_en
    what = reader.word(f"route_at_{step.kind}" if step.is_stay else f"route_by_{step.kind}")
    low, central, high = (hours_text(value) for value in step.spread)
    said = {
        "place": place,
        "what": what,
        "km": f"{step.km[1]:,.0f}",
        "days": _days(step.hours[1]),
        "hours": central,
        "stretch": f"{step.km[1] - step.km[0]:,.0f}",
    }
    return {
        "number": number,
        "kind": "stay" if step.is_stay else "move",
        "role": step.kind,
        "place": place,
        "href": None,
        "what": what,
        "inferred": None,
        "stretch": None if step.is_stay else said["stretch"],
        "takes": central,
        "takes_range": reader.word("route_range").format(low=low, high=high)
        if low != high
        else None,
        "quality": _quality(step.quality, reader.lang),
        "km": said["km"],
        "days": said["days"],
        "said": reader.word("route_said_stay" if step.is_stay else "route_said_move").format(
            **said
        ),
        "at": (step.lon, step.lat),
    }


def _quality(value: str, lang: Lang) -> str | None:
    term = all_tables()["rate_inputs"].field("quality").term(value)
    return None if term is None else term.title(lang)


def hours_text(hours: float) -> str:
    """Return hours for readers: short stays with a decimal.

    Examples
    --------
    >>> hours_text(1.54), hours_text(107.2)
    ('1.5', '107')
    """
    return f"{hours:.1f}" if hours < 10 else f"{hours:,.0f}"


def _days(hours: float) -> str:
    return f"{hours / HOURS_A_DAY:.1f}"


def countries_of(way: Alignment, reader: Reader) -> list[Row]:
    """Return the countries of a way in the order of travel, with modelled kilometres in each."""
    return [
        {
            "code": code,
            "name": country_name(code, reader.lang),
            "href": f"/country/{code}?lang={reader.lang}",
            "km": f"{km:,.0f}",
        }
        for code, km in way.countries
        if code
    ]


def stays_of(way: Alignment, kinds: Iterable[str], lang: Lang) -> list[Row]:
    """Return the stays of some kinds in order: where, and how long."""
    wanted = set(kinds)
    return [
        {
            "place": step.name_zh if lang == "zh" else step.name_en,
            "hours": hours_text(step.spread[1]),
        }
        for step in way.steps
        if step.kind in wanted
    ]


def inferred_rows(atlas: Atlas, way: Alignment, reader: Reader) -> list[Row]:
    """Return what of a service's alignment no source states, a sentence each with its numbers."""
    stops = _stops(atlas, way.route_id)
    rows: list[Row] = []
    names = [
        _halt_row(atlas, 0, halt, stops[halt.seq], reader)["place"]
        for halt in way.halts
        if stops[halt.seq]["evidence"] == _EVIDENCE
    ]
    separator = reader.word("list_separator")
    if names:
        rows.append(_sentence(reader, "route_inferred_stops", names=separator.join(names)))
    else:
        rows.append(_sentence(reader, "route_inferred_none"))
    rows.append(_sentence(reader, "route_inferred_way"))
    if way.links:
        links = atlas.tables["links"].set_index("link_id")[name_column(reader.lang)]
        told = separator.join(str(links[name]) for name in way.links)
        rows.append(_sentence(reader, "route_inferred_links", names=told))
    if way.joins:
        gap = f"{sum(km for _, km in way.joins):,.1f}"
        rows.append(_sentence(reader, "route_inferred_joins", n=str(len(way.joins)), km=gap))
    for halt in way.halts:
        if halt.away_km > _AWAY_KM:
            place = atlas.features.at[halt.station_id, name_column(reader.lang)]
            away = f"{halt.away_km:,.0f}"
            rows.append(_sentence(reader, "route_inferred_away", name=str(place), km=away))
    return rows


def _sentence(reader: Reader, key: str, **holes: Any) -> Row:
    return {"text": reader.word(key), "names": None, "name": None, "n": None, "km": None} | holes
