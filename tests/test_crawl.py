"""Every number on every page resolves: to an observation, a record, a count, or a stated model."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from flask import Flask

from layers import LANGS, Atlas, Lang
from tests.numbers import DIGIT, KnownTexts, Shown, numbers_of
from webmap.country import matrix
from webmap.figures import quantity_of

FIXED = (
    "/",
    "/sources",
    "/about",
    "/indicators",
    "/indicators/checks",
    "/frames",
    "/match",
    "/compare/choose",
    "/countries",
    "/pairs",
    "/places",
    "/search",
    "/brief",
    "/brief?ids=yixinou,jinyi-cbz",
    "/present?ids=yixinou,jinyi-cbz,YIW-MAD",
    "/shortlist",
    "/report?place=jinyi-cbz&field=area_km2",
    "/countries?region=africa",
    "/network",
    "/network/road",
    "/network/sea",
    "/routes",
    "/corridor",
    "/plan",
    "/plan?from=yiwu&to=Duisburg&depart=2026-12-01&teu=4",
    "/plan?from=yiwu&to=Rotterdam&closed=suez&sort=cost",
    "/plan?from=yiwu&to=Tokyo&modes=rail",
    "/plan?from=120.07,29.31&to=Reykjavik&modes=rail",
    "/plan/rates",
    "/plan/break-even",
    "/plan/break-even?country=USA",
    "/coverage",
    "/coverage?express=1&from=yiw-airport&flight_kmh=800",
    "/coverage?from=yiw-airport&express=1&reverse=1",
    "/coverage?modes=rail,sea&days=12.34&missing=geonames-524901",
    "/coverage?missing=geonames-1642911",
    "/map/coverage",
    "/embed/coverage",
    "/plan/batch",
)
COMPARED = (
    "/compare?ids=jinyi-cbz,yiwu-cbz,ningbo-zhoushan-port,sino-czech-pujiang,belmax-serbia",
    "/compare?ids=YIW-MAD,JHA-BUD,yixinou",
)
MATCHED = ("/match?home=sino-czech-pujiang", "/match?home=jinyi-cbz&industry=9&status=0")
MODELS = {
    "age",
    "alignment",
    "axis",
    "difference",
    "break-even",
    "coordinates",
    "great-circle",
    "half-meridian",
    "link",
    "network",
    "pace",
    "plan",
    "position-error",
    "progress",
    "rank",
    "rate",
    "reach",
    "reach-input",
    "scale",
    "score",
    "share",
    "top-ten-change",
    "trade",
}
"""What the atlas computes itself; each word stands on the page that explains it."""


def addresses(app: Flask, atlas: Atlas) -> Iterator[str]:
    yield from FIXED
    yield from (f"/layer/{layer_id}" for layer_id in atlas.layers)
    yield from (f"/indicators/{name}" for name in atlas.tables["indicators"]["indicator_id"])
    yield from (f"/frames/{name}" for name in atlas.tables["frames"]["frame_id"])
    ids = [row for frame in atlas.frames.values() for row in frame.index]
    yield from (f"/place/{feature_id}" for feature_id in ids)
    yield from (f"/popup/{feature_id}" for feature_id in ids)
    yield from (f"/country/{code}" for code in [*matrix(atlas), "CHN", "ATA"])
    yield from (f"/routes/{name}" for name in atlas.frames["routes"].index)
    yield from COMPARED
    yield from MATCHED


@pytest.fixture(scope="session", params=LANGS)
def crawled(request: pytest.FixtureRequest, app: Flask, atlas: Atlas) -> tuple[Lang, dict]:
    """Every page in one language by its address, as the numbers that it shows."""
    client, pages = app.test_client(use_cookies=False), {}
    for address in addresses(app, atlas):
        answer = client.get(f"{address}{'&' if '?' in address else '?'}lang={request.param}")
        assert answer.status_code == 200, address
        pages[address] = numbers_of(answer.get_data(as_text=True))
    return request.param, pages


def claims(pages: dict[str, Shown], name: str) -> Iterator[tuple[str, str, str]]:
    for address, shown in pages.items():
        yield from (
            (address, value, " ".join(text.split()))
            for kind, value, text in shown.claims
            if kind == name
        )


def test_no_number_rests_on_nothing(crawled: tuple[Lang, dict], atlas: Atlas) -> None:
    known = KnownTexts(atlas)
    loose = {
        rest: address
        for address, shown in crawled[1].items()
        for text in shown.loose
        if (rest := known.rest(text).strip())
    }
    assert loose == {}


def test_every_figure_is_that_of_its_observation(crawled: tuple[Lang, dict], atlas: Atlas) -> None:
    lang, pages = crawled
    rows = atlas.tables["observations"].set_index("observation_id")
    wrong, seen = [], set()
    for address, observation_id, text in claims(pages, "data-observation"):
        quantity = quantity_of(rows.loc[observation_id], lang)
        seen.add(observation_id)
        if text.split() != f"{quantity.number} {quantity.unit}".split():
            wrong.append((address, observation_id, text))
    assert wrong == []
    assert len(seen) > 400


def test_every_number_of_a_record_names_a_field_that_holds_one(
    crawled: tuple[Lang, dict], atlas: Atlas
) -> None:
    blank = []
    lines = atlas.tables["line_lengths"].set_index("line_id")
    for address, value, text in claims(crawled[1], "data-record"):
        feature_id, _, name = value.partition(".")
        is_line = feature_id in lines.index
        record = lines.loc[feature_id] if is_line else atlas.record(feature_id)[1]
        if DIGIT.search(text) and pd.isna(record[name]):
            blank.append((address, value, text))
    assert blank == []


def test_every_count_is_a_whole_number(crawled: tuple[Lang, dict]) -> None:
    assert all(text.replace(",", "").isdigit() for _, _, text in claims(crawled[1], "data-count"))


def test_every_model_is_one_that_is_explained(crawled: tuple[Lang, dict]) -> None:
    assert {value for _, value, _ in claims(crawled[1], "data-model")} <= MODELS
