"""Which places fit what somebody asks for: one rule for map, list, counts and export."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

import numpy as np

from geo.errors import ParameterError
from layers import Atlas
from webmap.citations import Reader
from webmap.document import view_frame
from webmap.facets import UNKNOWN, Dimension, Mask, Years, dimensions, spans, years
from webmap.query import Query
from webmap.views import VIEWS, get_view

DIMENSIONS = (
    "layer",
    "kind",
    "status",
    "level",
    "partner",
    "industry",
    "city",
    "year",
    "confidence",
)
"""What can be asked, in the order of forms."""
PARAMETERS = ("view", *DIMENSIONS)
"""As they stand in addresses."""
EVERYTHING = "atlas"
"""The view that shows all layers."""

_SPAN = re.compile(r"([12]\d{3})(?:-([12]\d{3}))?", re.ASCII)
_MOST_IN_FILE_NAME = 80


class Choice(NamedTuple):
    """One value of a dimension, and how many places it would give."""

    id: str
    text: str
    places: int
    chosen: bool


class Facet(NamedTuple):
    """A dimension with the values that there are."""

    id: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for: any of the values of each dimension, all dimensions together."""

    view: str = EVERYTHING
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Dimension and values, in the order of DIMENSIONS, without those that ask nothing."""

    @property
    def is_empty(self) -> bool:
        """Whether everything of its view fits."""
        return not self.chosen

    def of(self, dimension: str) -> tuple[str, ...]:
        """Return the values that are asked for in one dimension."""
        return dict(self.chosen).get(dimension, ())

    def only(self, dimension: str, values: tuple[str, ...]) -> Filter:
        """Return this filter with other values in one dimension."""
        asked = dict(self.chosen) | {dimension: values}
        return Filter(self.view, tuple((n, asked[n]) for n in DIMENSIONS if asked.get(n)))

    def query(self, **more: str) -> str:
        """Return the filter as a query without its question mark.

        Examples
        --------
        >>> Filter(chosen=(("partner", ("DEU", "FRA")),)).query(lang="en")
        'partner=DEU,FRA&lang=en'
        """
        pairs = [] if self.view == EVERYTHING else [("view", self.view)]
        pairs += [(name, ",".join(values)) for name, values in self.chosen]
        return urlencode([*pairs, *more.items()], safe=",")

    def slug(self) -> str:
        """Return the filter as a part of a file name, blank where it asks nothing.

        Examples
        --------
        >>> Filter(chosen=(("partner", ("DEU", "FRA")), ("year", ("2015-2019",)))).slug()
        'partner-DEU-FRA_year-2015-2019'
        """
        parts = [] if self.view == EVERYTHING else [f"view-{self.view}"]
        parts += ["-".join((name, *values)) for name, values in self.chosen]
        return re.sub(r"[^\w-]", "", "_".join(parts))[:_MOST_IN_FILE_NAME]


@dataclass(frozen=True, slots=True)
class FilterTable:
    """All main records with their values in every dimension."""

    ids: tuple[str, ...]
    """In the order of the legend and of the tables."""
    dimensions: Mapping[str, Dimension]
    """All but the year."""
    years: Years
    views: Mapping[str, Mask]

    @classmethod
    def of(cls, atlas: Atlas) -> FilterTable:
        """Read every main record once."""
        ids = tuple(str(i) for frame in atlas.frames.values() for i in frame.index)
        views = {}
        for view in VIEWS.values():
            shown = {i for layer in view.layers() for i in view_frame(atlas, layer, view).index}
            views[view.id] = np.array([i in shown for i in ids], dtype=np.bool_)
        return cls(ids, dimensions(atlas, ids), years(atlas, ids), views)

    def parse(self, query: Query, *, view: str | None = None) -> Filter:
        """Read a filter from the parameters of a request.

        Parameters
        ----------
        query
            Each dimension once or more, its values joined by commas: any of them fits.
        view
            The view that the address names; None takes it from the parameters.

        Raises
        ------
        ParameterError
            If a value is not one of its dimension; the message lists those there are.
        UnknownViewError
            If there is no such view.
        """
        named = view or query.one("view") or EVERYTHING
        chosen = []
        for name in DIMENSIONS:
            values = query.many(name)
            for value in values:
                self._check(name, value)
            if values:
                chosen.append((name, values))
        return Filter(get_view(named).id, tuple(chosen))

    def _check(self, name: str, value: str) -> None:
        if name == "year":
            span = _SPAN.fullmatch(value)
            if value == UNKNOWN or (span and int(span[1]) <= int(span[2] or span[1])):
                return
            accepted = f"a year, a span such as 2015-2019, {UNKNOWN}"
        else:
            dimension = self.dimensions[name]
            if value in dimension.titles:
                return
            accepted = ", ".join(sorted(dimension.masks))
        msg = f"{name} is {value!r}; accepted: {accepted}."
        raise ParameterError(msg)

    def mask(self, asked: Filter, *, without: str | None = None) -> Mask:
        """Return which places fit a filter; this alone decides, everywhere.

        Parameters
        ----------
        asked
            The filter.
        without
            A dimension to leave out, for the counts of its values.
        """
        fits = self.views[asked.view].copy()
        for name, values in asked.chosen:
            if name != without:
                fits &= np.logical_or.reduce([self._has(name, value) for value in values])
        return fits

    def apply(self, asked: Filter) -> list[str]:
        """Return the ids of the places that fit, in the order of the legend."""
        return [self.ids[number] for number in np.flatnonzero(self.mask(asked))]

    def count(self, asked: Filter) -> int:
        """Return how many places fit."""
        return int(self.mask(asked).sum())

    def _has(self, name: str, value: str) -> Mask:
        if name == "year":
            first, _, last = ("0", "", "") if value == UNKNOWN else value.partition("-")
            return np.logical_and(self.years >= int(first), self.years <= int(last or first))
        nowhere = np.zeros(len(self.ids), dtype=np.bool_)
        return self.dimensions[name].masks.get(value, nowhere)

    def facets(self, asked: Filter, reader: Reader) -> list[Facet]:
        """Return every dimension with its values and how many places each would give.

        The count beside a value is that of the filter with this value alone in its dimension.
        """
        found = []
        for name in DIMENSIONS:
            rest = self.mask(asked, without=name)
            choices = []
            for value in self._offered(name, asked):
                count = int((rest & self._has(name, value)).sum())
                chosen = value in asked.of(name)
                if count or chosen:
                    choices.append(Choice(value, self.title(name, value, reader), count, chosen))
            found.append(Facet(name, reader.word(f"filter_{name}"), tuple(choices)))
        return found

    def _offered(self, name: str, asked: Filter) -> list[str]:
        known = [*spans(self.years), UNKNOWN] if name == "year" else self.dimensions[name].masks
        return list(dict.fromkeys((*known, *asked.of(name))))

    def title(self, name: str, value: str, reader: Reader) -> str:
        """Return what a value is called."""
        if name == "year":
            return reader.word("filter_unknown") if value == UNKNOWN else value.replace("-", "–")
        return self.dimensions[name].titles[value][0 if reader.lang == "zh" else 1]

    def describe(self, asked: Filter, reader: Reader) -> list[tuple[str, str]]:
        """Return what is asked for in words: each dimension with its values."""
        said = [
            (
                reader.word(f"filter_{name}"),
                reader.word("list_separator").join(self.title(name, v, reader) for v in values),
            )
            for name, values in asked.chosen
        ]
        if asked.view != EVERYTHING:
            said.insert(0, (reader.word("filter_view"), get_view(asked.view).title(reader.lang)))
        return said
