"""Find places, countries and indicators by anything they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2
from typing import Literal, NamedTuple

import pandas as pd

from layers import Atlas
from webmap.countries import country_names
from webmap.name_index import NameIndex
from webmap.name_match import Asked, Fit, Spelling, fit, reading
from webmap.spelling import has_han, parts, plain, syllables

Sort = Literal["place", "country", "indicator"]

MAX_LETTERS = 100
"""Of a query: no name is longer."""
_LEAST_SCORE = 30.0
_WEAK = 60.0
"""Below it, words are also looked for one by one."""
_WORDS = 0.9
_NOISE = frozenset({"similar", "gaps"})
_NOISE_SHARE = 0.7
"""Loose fits are left out where something fits much better."""

_MAIN, _ALIAS, _PART, _BRACKET, _AROUND = 1.0, 0.985, 0.98, 0.8, 0.5
"""Weights of main names, other names, what stands before a bracket, what stands in it, and of
where and what a thing is."""
_SPOKEN = 0.97
_HOMOPHONE = 0.8
"""Characters typed wrong but sounding right count less than the right ones."""
_INDICATOR = 0.97
_TOLD, _MOST_TOLD = 0.3, 1.5
"""What each doubling of the figures about a place adds to its score, and the most of it."""


class Said(NamedTuple):
    """One thing that a record is called, and how much it counts."""

    text: str
    weight: float
    pinyin: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found."""

    sort: Sort
    id: str
    zh: str
    en: str
    order: int
    """Among equals the lower one comes first."""
    layer_id: str | None = None
    kind: str | None = None
    status: str | None = None
    admin: str | None = None
    told: int = 0
    """How many figures are about it."""
    around: tuple[str, ...] = ()
    """Where it is and what it is, in words of both languages."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that fits a query: how well, in which way, and by which of its names."""

    entry: Entry
    score: float
    why: str
    by: str


class _Use(NamedTuple):
    """Which entry has a spelling, from what it is called."""

    entry: int
    said: str
    weight: float


class _Best(NamedTuple):
    """How well an entry fits, in which way, and by what."""

    score: float
    why: str
    use: _Use


@dataclass(frozen=True, slots=True)
class _Key:
    """One spelling, and all entries that have it: many share a country or a kind."""

    spelling: Spelling
    spoken: bool
    uses: list[_Use]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """All entries with all their spellings."""

    entries: tuple[Entry, ...]
    keys: tuple[_Key, ...]
    index: NameIndex

    @classmethod
    def of(cls, atlas: Atlas) -> SearchIndex:
        """Index every place, and the countries and indicators that the facts name."""
        aliases = _aliases(atlas)
        entries = (*_places(atlas), *_countries(atlas), *_indicators(atlas))
        keys: dict[tuple[Spelling, bool], _Key] = {}
        for number, entry in enumerate(entries):
            for said in _said(entry, aliases.get(entry.id, ())):
                weight = said.weight * (_INDICATOR if entry.sort == "indicator" else 1.0)
                for spelling, spoken in _spellings(said):
                    key = keys.setdefault((spelling, spoken), _Key(spelling, spoken, []))
                    key.uses.append(_Use(number, said.text, weight))
        known = tuple(keys.values())
        return cls(entries, known, NameIndex.of([key.spelling for key in known]))

    def find(self, query: str, most: int | None = None) -> tuple[list[Found], int]:
        """Return what fits a query, the best first, and how many there are in all.

        Parameters
        ----------
        query
            Chinese characters, pinyin with or without spaces and tones, first letters, English,
            in any mixture.
        most
            How many to return; None returns all.
        """
        whole = self._whole(query)
        ranked = self._ranked(whole)
        words = [word for word in query.split() if len(word) > 1]
        if len(words) > 1 and (not ranked or whole[ranked[0]].score < _WEAK):
            whole |= self._by_words(words, whole)
            ranked = self._ranked(whole)
        return [self._found(number, whole[number]) for number in ranked[:most]], len(ranked)

    def _whole(self, query: str) -> dict[int, _Best]:
        """Return the best fit of every entry that a query as a whole fits, by number."""
        asked = Asked.of(query)
        near = dict.fromkeys(self.index.nearest(asked.written))
        if asked.spoken.text != asked.written.text:
            near |= dict.fromkeys(self.index.nearest(asked.spoken))
        sounding = _HOMOPHONE if asked.is_han else _SPOKEN
        best: dict[int, _Best] = {}
        for number in near:
            key = self.keys[number]
            fitted = fit(asked.spoken if key.spoken else asked.written, key.spelling)
            if fitted is None:
                continue
            most = fitted.score * (sounding if key.spoken else 1.0)
            why = _why(fitted, spoken=key.spoken)
            for use in key.uses:
                score = most * use.weight
                known = best.get(use.entry)
                if score >= _LEAST_SCORE and (known is None or score > known.score):
                    best[use.entry] = _Best(score, why, use)
        return best

    def _by_words(self, words: Sequence[str], whole: dict[int, _Best]) -> dict[int, _Best]:
        """Return entries that every word fits, such as a country and a kind."""
        fits = [self._whole(word) for word in words]
        found = {}
        for number in set(fits[0]).intersection(*fits[1:]):
            each = [fitted[number] for fitted in fits]
            score = _WORDS * sum(best.score for best in each) / len(each)
            loose = not _NOISE.isdisjoint(best.why for best in each)
            if not loose and (number not in whole or score > whole[number].score):
                found[number] = _Best(score, "words", max(each).use)
        return found

    def _ranked(self, best: dict[int, _Best]) -> list[int]:
        entries = self.entries

        def place(number: int) -> tuple[float, int, int]:
            entry = entries[number]
            # Among near equals comes first what the sources speak of most.
            score = best[number].score + min(_MOST_TOLD, _TOLD * log2(1 + entry.told))
            return -round(score, 6), entry.order, number

        ranked = sorted(best, key=place)
        least = best[ranked[0]].score * _NOISE_SHARE if ranked else 0.0
        return [n for n in ranked if best[n].score >= least or best[n].why not in _NOISE]

    def _found(self, number: int, best: _Best) -> Found:
        why = "around" if best.use.weight <= _AROUND and best.why != "words" else best.why
        return Found(self.entries[number], best.score, why, best.use.said)


def _why(fitted: Fit, *, spoken: bool) -> str:
    return "pinyin" if spoken and fitted.why in {"name", "part", "words"} else fitted.why


def _aliases(atlas: Atlas) -> dict[str, list[Said]]:
    """Return the other names of main records, those of their second records too."""
    found: dict[str, list[Said]] = {}
    for row in atlas.tables["names"].to_dict("records"):
        names = found.setdefault(atlas.main_id(row["feature_id"]), [])
        names.append(Said(row["name"], _ALIAS, pinyin=row["lang"] == "pinyin"))
    second = atlas.features[atlas.features["same_as"].notna()]
    for row in second[["same_as", "name_zh", "name_en"]].to_dict("records"):
        names = found.setdefault(row["same_as"], [])
        names += [Said(row["name_zh"], _ALIAS), Said(row["name_en"], _ALIAS)]
    return found


def _said(entry: Entry, aliases: Sequence[Said]) -> Iterator[Said]:
    """Yield everything that an entry is called."""
    yield from (Said(entry.zh, _MAIN), Said(entry.en, _MAIN), *aliases)
    for name in (entry.zh, entry.en):
        for part, alone in parts(name):
            yield Said(part, _PART if alone else _BRACKET)
    yield from (Said(text, _AROUND) for text in entry.around)


def _spellings(said: Said) -> Iterator[tuple[Spelling, bool]]:
    """Yield a name as written, and as spoken where it is Chinese or given in pinyin."""
    if said.pinyin:
        yield reading(said.text), True
        return
    written = plain(said.text)
    if written:
        yield Spelling(tuple(written.split())), False
    if has_han(written):
        yield Spelling(syllables(written)), True


def _places(atlas: Atlas) -> Iterator[Entry]:
    countries = country_names()
    orders = {layer.id: layer.order for layer in atlas.layers.values()}
    kinds = {
        (layer.id, term.id): (term.zh, term.en)
        for layer in atlas.layers.values()
        for term in layer.kinds
    }
    main = atlas.features[atlas.features["same_as"].isna()]
    told = atlas.tables["observations"]["feature_id"].map(atlas.main_id).value_counts()
    for row in main.to_dict("records"):
        codes = [row["country"], *str(row["partner_country"]).split("|")]
        around = [name for code in codes if code != "CHN" for name in countries.get(code, ())]
        around += kinds[row["layer_id"], row["kind"]]
        admin = None if pd.isna(row["admin"]) else str(row["admin"])
        around += [] if admin is None else [admin]
        yield Entry(
            sort="place",
            id=row["feature_id"],
            zh=row["name_zh"],
            en=row["name_en"],
            order=orders[row["layer_id"]],
            layer_id=row["layer_id"],
            kind=row["kind"],
            status=row["status"],
            admin=admin,
            told=int(told.get(row["feature_id"], 0)),
            around=tuple(dict.fromkeys(around)),
        )


def _countries(atlas: Atlas) -> Iterator[Entry]:
    codes = set(atlas.features["country"].dropna())
    for text in atlas.features["partner_country"].dropna():
        codes.update(text.split("|"))
    names = country_names()
    for code in sorted(codes & names.keys()):
        zh, en = names[code]
        # A country's own name means the country, not one of its stations.
        yield Entry(sort="country", id=code, zh=zh, en=en, order=0, around=(code,))


def _indicators(atlas: Atlas) -> Iterator[Entry]:
    for row in atlas.tables["indicators"].to_dict("records"):
        yield Entry(
            sort="indicator",
            id=row["indicator_id"],
            zh=row["name_zh"],
            en=row["name_en"],
            order=1000 + row["rank"],
        )
