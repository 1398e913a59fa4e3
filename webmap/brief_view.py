"""What a brief says of a view: how many places of what kind, and a row for each."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from layers import Atlas, Layer, vocabulary
from webmap.brief_places import quantity, titled
from webmap.chosen import Chosen
from webmap.citations import Citations, Reader, text_of
from webmap.countries import country_list
from webmap.figures import indicators, ranked_indicators
from webmap.place_fields import in_language
from webmap.symbols import symbol_svg
from webmap.tongue import Pair, Tongue

SVG_HEAD = '<svg xmlns="http://www.w3.org/2000/svg"'


def totals(atlas: Atlas, chosen: Chosen, tongue: Tongue) -> list[dict[str, Any]]:
    """Return how many places each layer has, with its symbol, and how many exist already."""
    rows = []
    records = [atlas.record(feature_id) for feature_id in chosen.ids]
    for layer in dict.fromkeys(layer.id for layer, _ in records):
        own = [(each, record) for each, record in records if each.id == layer]
        kind = own[0][0]
        symbol = str(symbol_svg(kind.symbol.shape, kind.symbol.colour))
        rows.append(
            {
                "symbol": symbol.replace("<svg", SVG_HEAD, 1),
                "title": tongue.pair(partial(titled, kind)),
                "count": len(own),
                "statuses": _statuses([record for _, record in own], tongue),
            }
        )
    return rows


def _statuses(records: list[pd.Series], tongue: Tongue) -> Pair:
    """Return how many of a layer have each status, in words."""
    counts = [
        (term, sum(record["status"] == term.id for record in records)) for term in vocabulary.STATUS
    ]

    def say(reader: Reader) -> str:
        parts = (f"{term.title(reader.lang)} {n}" for term, n in counts if n)
        return reader.word("list_separator").join(parts)

    return tongue.pair(say)


def table_rows(
    atlas: Atlas, chosen: Chosen, tongue: Tongue, citations: Citations, *, most: int
) -> list[dict[str, Any]]:
    """Return a row for each of the most telling places: names, kind, where, and one figure.

    Rows stand in the order of the legend; `turn` says in which order they are worth their room.
    """
    turns = _turns(atlas, chosen.ids)
    rows = []
    for feature_id in sorted(turns[:most], key=chosen.ids.index):
        layer, record = atlas.record(feature_id)
        rows.append(
            {
                "turn": turns.index(feature_id),
                "colour": layer.symbol.colour,
                "name": tongue.name(record),
                "cite": citations.cite(record["source_id"])[0],
                "kind": tongue.pair(partial(_kind, layer, record)),
                "where": _blank(tongue.pair(partial(_where, record))),
                "figure": _figure(atlas, feature_id, tongue, citations),
            }
        )
    return rows


def _turns(atlas: Atlas, ids: tuple[str, ...]) -> list[str]:
    """Return places with the layers taking turns, those that exist and have figures first."""
    known = set(atlas.tables["observations"]["feature_id"])
    queues: dict[str, list[str]] = {}
    for feature_id in ids:
        queues.setdefault(atlas.features.at[feature_id, "layer_id"], []).append(feature_id)
    order = [term.id for term in vocabulary.STATUS]
    status = atlas.features["status"]
    for queue in queues.values():
        queue.sort(key=lambda name: (name not in known, order.index(status[name])))
    rounds = range(max(map(len, queues.values()), default=0))
    return [queue[turn] for turn in rounds for queue in queues.values() if turn < len(queue)]


def _kind(layer: Layer, record: pd.Series, reader: Reader) -> str:
    kind = next(term for term in layer.kinds if term.id == record["kind"]).title(reader.lang)
    status = next(term for term in vocabulary.STATUS if term.id == record["status"])
    return f"{kind} · {status.title(reader.lang)}"


def _where(record: pd.Series, reader: Reader) -> str:
    """Return where a place is and with whom: China is said only where nothing else is."""
    admin, country = text_of(in_language(record, "admin", reader)), text_of(record["country"])
    partner = text_of(record["partner_country"])
    at = admin or (country_list(country, reader.lang) if country else None)
    parts = (at, country_list(partner, reader.lang) if partner else None)
    return " – ".join(part for part in parts if part)


def _blank(pair: Pair) -> Pair | None:
    return pair if pair["lead"] or pair["side"] else None


def _figure(
    atlas: Atlas, feature_id: str, tongue: Tongue, citations: Citations
) -> dict[str, Any] | None:
    if not ranked_indicators(atlas, feature_id):
        return None
    readers = [reader for reader in (tongue.lead, tongue.side) if reader]
    said = [indicators(atlas, feature_id, reader, citations, most=1)[0] for reader in readers]
    # A row has room for the number, not for what it is set against: an actual leads if known.
    items = [item["actual"] or item for item in said]
    return {
        "id": items[0]["id"],
        "name": {"lead": said[0]["name"], "side": said[1]["name"] if said[1:] else None},
        "kind": items[0]["kind_text"],
        "period": items[0]["period"],
        "sign": items[0]["comparator"]["sign"] if items[0]["comparator"] else "",
        "value": {
            "lead": quantity(items[0]),
            "side": quantity(items[1]) if items[1:] else None,
        },
        "cite": items[0]["cite"][0],
    }
