"""A missing link, once in the network, takes the place off the list; a shorter one does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.cog import rounded_up
from geo.coverage import hours_at
from geo.missing_link import shortest_link
from geo.sphere import distance_km
from webmap.coverage_ask import Asked, usual
from webmap.coverage_field import LIMIT_HOURS, freight_ground, spread
from webmap.coverage_hours import exits_after
from webmap.coverage_link import NEW_TERMINAL, Answer, _Search, missing_link
from webmap.coverage_reach import Reach, Target
from webmap.coverage_view import reach_of
from webmap.freight import QUICKEST
from webmap.freight_reach import Terms, starts
from webmap.service import Service

CASES = (("Moscow", 0.97), ("Bangkok", 0.97), ("Tashkent", 0.97))


@pytest.fixture(scope="module")
def service(app: Flask) -> Service:
    return app.extensions["atlas"]


@pytest.fixture(scope="module")
def reach(service: Service) -> Reach:
    return reach_of(service, replace(usual(service.site.atlas, "yiwu"), modes=("rail", "sea")))


def target_of(reach: Reach, name: str) -> tuple[Target, float]:
    found = zip(reach.targets, reach.target_hours.tolist(), strict=True)
    return next((one, hours) for one, hours in found if one.name_en == name)


def answered(
    service: Service, reach: Reach, name: str, share: float
) -> tuple[Asked, Answer, float]:
    target, hours = target_of(reach, name)
    asked = replace(reach.asked, days=hours * share / 24)
    return asked, missing_link(service.site.atlas, service.freight(), asked, target, hours), hours


def hours_in_graph_with(service: Service, asked: Asked, answer: Answer, line_hours: float) -> float:
    """Hours to the place by scipy, over the graph with one more edge, and by the whole field."""
    freight, found = service.freight(), answer.found
    assert found is not None
    graph, unit = freight.network.graph, float(freight.meta["exchange"][0])
    terms = Terms(asked.modes, asked.closed)
    router = freight.sweep(terms.shut).router(QUICKEST)
    halves = router.weights * unit
    new, source = graph.node_count, graph.node_count + 1
    end = new if found.end_node == NEW_TERMINAL else found.end_node
    begins = [
        (access.node, hours)
        for access, hours in starts(freight, asked.spot.lon, asked.spot.lat, terms)
    ]
    tail, head = graph.half_ends()
    tail = np.concatenate([tail, [found.start_node, end], np.full(len(begins), source)])
    head = np.concatenate([head, [end, found.start_node], [node for node, _ in begins]])
    weight = np.concatenate([halves, [line_hours, line_hours], [hours for _, hours in begins]])
    # Of edges between the same nodes the quickest; scipy would add them up.
    order = np.lexsort((weight, head, tail))
    tail, head, weight = tail[order], head[order], weight[order]
    first = np.append([True], (np.diff(tail) != 0) | (np.diff(head) != 0)) & np.isfinite(weight)
    size = source + 1
    whole = csr_array((weight[first] + 1e-12, (tail[first], head[first])), shape=(size, size))
    hours = dijkstra(whole, indices=source, limit=LIMIT_HOURS)
    _, found_exits = exits_after(freight, asked, hours[:new])
    if end == new:
        book, codes = freight.book, freight.meta["countries"]
        terminal = freight.rate(book.of_country("terminal", answer.target.country))
        found_exits = found_exits._replace(
            places=np.vstack([found_exits.places, [answer.target.lon, answer.target.lat]]),
            hours=np.append(found_exits.hours, hours[new] + terminal.hours.central),
            country=np.append(found_exits.country, codes.index(answer.target.country)),
        )
    ground = freight_ground(freight)
    field = rounded_up(spread(ground, found_exits, freight.meta["countries"]))
    return float(hours_at(field, ground, np.array([[answer.target.lon, answer.target.lat]]))[0])


@pytest.mark.parametrize(("name", "share"), CASES)
def test_the_link_in_the_network_takes_the_place_off_the_list(
    service: Service, reach: Reach, name: str, share: float
) -> None:
    asked, answer, hours = answered(service, reach, name, share)
    assert answer.found is not None
    limit = asked.days * 24
    then = hours_in_graph_with(service, asked, answer, answer.found.parts.hours)
    assert hours > limit >= then
    assert then == pytest.approx(answer.found.hours, abs=0.01)
    # Without it the same way of working out finds what the list says.
    assert hours_in_graph_with(service, asked, answer, np.inf) == pytest.approx(hours, abs=0.01)


@pytest.mark.parametrize(("name", "share"), CASES)
def test_a_link_a_tenth_shorter_is_never_enough(
    service: Service, reach: Reach, name: str, share: float
) -> None:
    asked, answer, _ = answered(service, reach, name, share)
    found, search = (
        answer.found,
        _Search(service.site.atlas, service.freight(), asked, answer.target),
    )
    assert found is not None
    lines = search.lines
    shorter = shortest_link(
        search._sides(lines.starts, search._starts[1], search._slow_km[0]),
        search._sides(lines.ends, search._ends[1], search._slow_km[1]),
        lines.hours,
        limit_hours=asked.days * 24,
        pace=lines.pace,
        most_km=found.length_km * 0.9,
    )
    assert shorter is None


def test_a_tight_link_that_is_a_tenth_slower_is_not_enough(service: Service, reach: Reach) -> None:
    asked, answer, _ = answered(service, reach, "Moscow", 0.97)
    assert answer.found is not None
    # As tight as can be: the limit is what the link gives.
    limit, slower = answer.found.hours, answer.found.parts.hours * 1.1
    assert hours_in_graph_with(service, asked, answer, slower) > limit


@pytest.mark.parametrize("reverse", [False, True], ids=["to a place", "from a place"])
@pytest.mark.parametrize("name", ["Moscow", "Kabul", "Warsaw"])
def test_hours_before_and_after_a_node_make_the_hours_of_the_list(
    service: Service, name: str, reverse: bool
) -> None:
    asked = replace(usual(service.site.atlas, "yiwu"), reverse=reverse)
    target, hours = target_of(reach_of(service, asked), name)
    search = _Search(service.site.atlas, service.freight(), asked, target)
    assert (search.forward + search.onward).min() == pytest.approx(hours, abs=0.05)


def test_some_lines_are_over_water_and_none_undercuts_the_pace(
    service: Service, reach: Reach
) -> None:
    target, _ = target_of(reach, "Moscow")
    search = _Search(service.site.atlas, service.freight(), reach.asked, target)
    lines = search.lines
    luck = np.random.default_rng(3)
    start = luck.integers(0, len(lines.starts.places), 400)
    end = luck.integers(0, len(lines.ends.places), 400)
    km = distance_km(*lines.starts.places[start].T, *lines.ends.places[end].T)
    left = np.full(400, np.inf)
    hours = lines.hours(start, end, km, left)
    areas = lines.areas(lines.starts)[start], lines.areas(lines.ends)[end]
    dry = np.isfinite(hours)
    least = lines.pace.least_hours(
        km,
        search._slow_km[0][start] + search._slow_km[1][end],
        areas,
    )
    assert 0 < dry.sum() < 400
    assert (hours[dry] >= least[dry] - 1e-9).all()


@pytest.mark.parametrize(
    ("name", "changes", "reason"),
    [
        ("Jakarta", {}, "over_sea"),
        ("Moscow", {"days": 60.0}, "reached"),
        ("Moscow", {"modes": ("road", "sea")}, "modes"),
        ("Moscow", {"modes": ("rail", "air")}, "air"),
        ("Moscow", {"rank": "p90"}, "rank"),
        ("Moscow", {"express": (("flight_kmh", 700.0),)}, "express"),
        ("Bangkok", {"days": 0.5}, "too_late"),
        ("Bangkok", {"days": 2.0}, "too_late"),
        ("Bangkok", {"days": 3.0}, "too_slow"),
    ],
)
def test_where_no_railway_helps_it_says_why(
    service: Service, reach: Reach, name: str, changes: dict, reason: str
) -> None:
    target, hours = target_of(reach, name)
    asked = replace(reach.asked, **changes)
    answer = missing_link(service.site.atlas, service.freight(), asked, target, hours)
    assert (answer.found, answer.reason) == (None, reason)


def test_the_api_gives_the_line_and_says_that_it_is_no_plan(client: FlaskClient) -> None:
    asked = "modes=rail,sea&days=12.34&missing=geonames-524901"
    body = orjson.loads(client.get(f"/api/coverage/link?{asked}").data)
    said = body["properties"]
    assert body["geometry"]["type"] == "LineString"
    assert said["model"].startswith("model, not a plan")
    assert said["then_days"] <= said["limit_days"]
    parts = [said[f"{name}_hours"] for name in ("before", "running", "borders", "gauge", "after")]
    assert sum(parts) / 24 == pytest.approx(said["then_days"], abs=0.01)


def test_the_page_shows_the_line_its_length_and_its_hours(client: FlaskClient) -> None:
    asked = "modes=rail,sea&days=12.34&missing=geonames-524901"
    html = client.get(f"/coverage?{asked}&lang=en").get_data(as_text=True)
    assert "Model, not a plan." in html
    assert '"link": {"line": [[' in html
    assert 'data-model="link">235</data> km' in html


@pytest.mark.parametrize("path", ["/coverage", "/api/coverage/link"])
def test_a_place_that_is_not_in_the_list_is_refused(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?missing=atlantis")
    assert answer.status_code == 400
    assert "missing is &#39;atlantis&#39;; accepted" in answer.get_data(as_text=True).replace(
        "'", "&#39;"
    )
