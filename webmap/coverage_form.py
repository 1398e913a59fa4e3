"""The form of the coverage page: what was asked, or typed and refused, and what else may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from geo.multimodal import MODES
from webmap.citations import Reader, Row
from webmap.closures import NORTHERN, closed_country
from webmap.countries import border_name
from webmap.coverage_ask import (
    CENTRAL,
    EXPRESS,
    EXPRESS_DAYS,
    RANKS,
    SORTS,
    USUAL_DAYS,
    USUAL_MODES,
    USUAL_ORIGIN,
    Asked,
    usual,
    usual_inputs,
)
from webmap.coverage_view import days_text, href, name_of
from webmap.origin import Spot, spot_of
from webmap.query import Query
from webmap.service import Service

BORDERS: Final = ("CHN-KAZ", "CHN-MNG", "CHN-RUS", "BLR-POL")
"""Rail borders that the form offers to close; an address may close any."""
USUAL_ORIGINS: Final = ("yiwu", "jinhua", "ningbo-zhoushan-port", "yiw-airport")


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing that the form offers."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the fields, usable or not."""

    spot: Spot
    """From where the links beside the form ask: the usual place where none was understood."""
    origin: str
    days: str
    reverse: bool
    is_express: bool
    modes: tuple[str, ...]
    closed: frozenset[str]
    opened: tuple[str, ...]
    rank: str
    sort: str
    """Of what is missed."""
    inputs: Mapping[str, str]
    """Of the express question."""
    is_answered: bool = True

    @classmethod
    def of(cls, asked: Asked, origin: str) -> Self:
        """Return the fields of a question that was answered."""
        return cls(
            spot=asked.spot,
            origin=origin,
            days=days_text(asked.days),
            reverse=asked.reverse,
            is_express=asked.is_express,
            modes=asked.modes,
            closed=asked.closed,
            opened=tuple(sorted(asked.opened)),
            rank=asked.rank,
            sort="" if asked.sort == SORTS[0] else asked.sort,
            inputs={name: f"{value:g}" for name, value in asked.express},
        )

    @classmethod
    def refused(cls, service: Service, query: Query) -> Self:
        """Return the fields as they were typed."""
        atlas = service.site.atlas
        is_express = query.first("express") == "1"
        usual_days = EXPRESS_DAYS if is_express else USUAL_DAYS
        return cls(
            spot=spot_of(atlas, USUAL_ORIGIN),
            origin=query.first("from"),
            days=query.first("days") or days_text(usual_days),
            reverse=query.first("reverse") == "1",
            is_express=is_express,
            modes=query.many("modes") if "modes" in query.values else USUAL_MODES,
            closed=frozenset(query.many("closed")),
            opened=query.many("opened"),
            rank=query.first("rank") or CENTRAL,
            sort=query.first("sort"),
            is_answered=False,
            inputs={
                name: query.first(name) or f"{value:g}"
                for name, value in usual_inputs(atlas).items()
            },
        )


def form_row(service: Service, typed: Typed, reader: Reader) -> Row:
    """Return the form as its template has it."""
    word, atlas = reader.word, service.site.atlas
    origins = [(spot_of(atlas, name), name) for name in USUAL_ORIGINS]
    return {
        "origin": typed.origin,
        "days": typed.days,
        "reverse": typed.reverse,
        "is_express": typed.is_express,
        "modes": [Choice(mode, word(f"coverage_{mode}"), mode in typed.modes) for mode in MODES],
        "closures": _closures(service, typed, reader),
        "closed": len(typed.closed),
        "ranks": [
            Choice(rank, word(f"coverage_rank_{rank}"), rank == typed.rank) for rank in RANKS
        ],
        "hidden": [
            (name, value)
            for name, value in (("opened", ",".join(typed.opened)), ("sort", typed.sort))
            if value and not (typed.is_express and name == "opened")
        ],
        "inputs": [_input(name, value, reader) for name, value in typed.inputs.items()],
        "origins": [
            {
                "text": spot.name_zh if reader.lang == "zh" else spot.name_en,
                "href": f"{href('/coverage', usual(atlas, name))}&lang={reader.lang}",
                "current": typed.is_answered and spot[2:4] == typed.spot[2:4],
            }
            for spot, name in origins
        ],
        "tabs": _tabs(typed, reader),
    }


def typed_of(asked: Asked, query: Query, reader: Reader) -> Typed:
    """Return the fields of an answered question, its origin as the reader wrote it."""
    return Typed.of(asked, query.one("from") or name_of(asked, reader))


def _closures(service: Service, typed: Typed, reader: Reader) -> list[Choice]:
    passages = [
        Choice(row["passage_id"], row[f"name_{reader.lang}"], row["passage_id"] in typed.closed)
        for row in service.site.atlas.tables["passages"].to_dict("records")
        if row["default_open"]
    ]
    borders = [
        Choice(f"border:{pair}", border_name(pair, reader.lang), f"border:{pair}" in typed.closed)
        for pair in BORDERS
    ]
    northern = closed_country(NORTHERN.partition(":")[2], reader.lang)
    borders.append(Choice(NORTHERN, northern, NORTHERN in typed.closed))
    known = {choice.value for choice in (*passages, *borders)}
    others = [Choice(value, value, is_chosen=True) for value in sorted(typed.closed - known)]
    return [*passages, *borders, *others]


def _input(name: str, value: str, reader: Reader) -> Row:
    return {
        "name": name,
        "title": reader.word(f"coverage_{name}"),
        "value": value,
        "most": f"{EXPRESS[name].most:g}",
        "least": "0" if EXPRESS[name].unit == "h" else "1",
    }


def _tabs(typed: Typed, reader: Reader) -> list[Row]:
    freight = Asked(spot=typed.spot, reverse=typed.reverse)
    return [
        {
            "text": reader.word(f"coverage_{name}"),
            "href": f"{href('/coverage', freight, **more)}&lang={reader.lang}",
            "current": typed.is_express == (name == "express"),
        }
        for name, more in (("freight", {}), ("express", {"express": "1"}))
    ]
