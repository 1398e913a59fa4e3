"""What can be closed: sea passages, borders, gauge changes, countries; listed, as switches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from layers import Atlas, Lang
from webmap.citations import Reader, Row
from webmap.countries import border_name, country_name, is_disputed
from webmap.freight import Freight
from webmap.spelling import syllables
from webmap.strings import strings

KINDS: Final = ("passage", "border", "change", "country")
"""In the order of lists."""
HOME: Final = "CHN"
NORTHERN: Final = "country:RUS"
"""The northern corridor is what runs through Russia; closing it is always offered."""


class Closure(NamedTuple):
    """Something that can be closed."""

    id: str
    kind: str
    """One of KINDS; ports, stations, airports and modes are not listed."""
    name_zh: str
    name_en: str
    is_default: bool = False
    """Closed unless it is opened on purpose."""
    is_home: bool = False
    """On a border of the atlas's own country."""

    def name(self, reader: Reader) -> str:
        """Return what it is called in the reader's language."""
        return self.name_zh if reader.lang == "zh" else self.name_en


def closures(freight: Freight, atlas: Atlas) -> list[Closure]:
    """Return what can be closed, by kind, those at home first, then by English name."""
    named = {
        prefix + row[key]: (row["name_zh"], row["name_en"])
        for table, key, prefix in (
            ("passages", "passage_id", ""),
            ("gauge_changes", "change_id", "change:"),
        )
        for row in atlas.tables[table].to_dict("records")
    }
    found = []
    for label in freight.meta["labels"]:
        kind, _, pair = label.rpartition(":")
        if label in named:
            zh, en = named[label]
            is_home = kind == "change" and HOME in _countries(freight, label)
            is_default = label in freight.default_closed
            found.append(Closure(label, kind or KINDS[0], zh, en, is_default, is_home))
        # The base map draws disputed areas as areas of their own. A way into one is no border
        # between two countries, and whose it is the atlas does not say: it is not offered.
        elif kind == "border" and not is_disputed(pair):
            names = (border_name(pair, "zh"), border_name(pair, "en"))
            is_default = label in freight.default_closed
            found.append(Closure(label, kind, *names, is_default, is_home=HOME in pair))
    found += [
        Closure(
            f"country:{code}", "country", closed_country(code, "zh"), closed_country(code, "en")
        )
        for code in freight.countries
        if code != HOME and not is_disputed(code)
    ]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), not one.is_home, one.name_en))


def closed_country(code: str, lang: Lang) -> str:
    """Return what closing a country is called: all that runs through it.

    Examples
    --------
    >>> closed_country("RUS", "en"), closed_country("KAZ", "zh")
    ('Russia (northern corridor)', '哈萨克斯坦')
    """
    name = country_name(code, lang)
    if f"country:{code}" != NORTHERN:
        return name
    return strings(lang)["plan_closure_northern"].format(name=name)


def _countries(freight: Freight, label: str) -> set[str]:
    """Return the countries on whose ground something that can be closed lies."""
    graph = freight.network.graph
    edges = freight.edges_of(label)
    nodes = {*graph.tail[edges].tolist(), *graph.head[edges].tolist()}
    return {freight.country_of(node) for node in nodes}


def switches(
    known: Sequence[Closure],
    closed: Collection[str],
    opened: Collection[str],
    passed: Collection[str],
    reader: Reader,
) -> Row:
    """Return switches in groups, and the rest as suggestions by id.

    Parameters
    ----------
    known
        What can be closed.
    closed, opened
        What is, as asked.
    passed
        What the ways on the page pass: it stands first.
    reader
        Who reads.
    """
    groups: dict[str, list[Row]] = {kind: [] for kind in (*KINDS, "opened")}
    others = []
    for one in known:
        group = "opened" if one.is_default else one.kind
        is_on = one.id in (opened if one.is_default else closed)
        row = {"id": one.id, "name": one.name(reader), "on": is_on, "passed": one.id in passed}
        always = one.is_default or one.kind == KINDS[0] or one.is_home or one.id == NORTHERN
        if always or is_on or row["passed"]:
            groups[group].append(row)
        else:
            others.append(row)
    shown = {row["id"] for rows in groups.values() for row in rows}
    return {
        "groups": [
            {
                "id": kind,
                "title": reader.word(f"plan_closure_{kind}"),
                "name": "opened" if kind == "opened" else "closed",
                "rows": sorted(rows, key=_rank),
            }
            for kind, rows in groups.items()
        ],
        "others": sorted(others, key=_rank),
        "other": ",".join(sorted(set(closed) - shown)),
        "said": reader.word("list_separator").join(
            str(row["name"]) for rows in groups.values() for row in rows if row["on"]
        ),
    }


def _rank(row: Row) -> tuple[bool, bool, tuple[str, ...]]:
    return (not row["on"], not row["passed"], syllables(str(row["name"])))
