"""The board shows every target once, keeps what was asked in every link, and sums what it shows."""

import re
from collections import Counter

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient

from layers import BoardRow, Term
from webmap.board import GROUPS, PARAMETERS, Facet, facets, select
from webmap.query import Query
from webmap.service import Service

LANGS = ("zh", "en")
ROW = re.compile(r'<th scope="row"><a href="/indicators/([\w-]+)\?[^"#]*#([\w-]+)"')


@pytest.fixture
def service(app: Flask) -> Service:
    return app.extensions["atlas"]


@pytest.fixture
def rows(service: Service) -> list[BoardRow]:
    return service.board()


@pytest.fixture
def known(service: Service) -> dict[str, Facet]:
    return facets(service)


def page(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/indicators?{query}")
    assert answer.status_code == 200
    return answer.text


def targets(client: FlaskClient, query: str = "") -> list[str]:
    body = orjson.loads(client.get(f"/api/indicators?{query}").data)
    assert body["count"] == len(body["targets"])
    return [entry["target"]["observation_id"] for entry in body["targets"]]


def used(rows: list[BoardRow], facet: Facet) -> list[Term]:
    keys = {key for row in rows for key in facet.keys(row)}
    return [term for term in facet.choices if term.id in keys]


@pytest.mark.parametrize("lang", LANGS)
def test_every_target_stands_on_the_page(
    client: FlaskClient, rows: list[BoardRow], lang: str
) -> None:
    shown = [found[1] for found in ROW.findall(page(client, f"lang={lang}"))]
    assert Counter(shown) == Counter(row.id for row in rows)


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_shows_every_target(
    client: FlaskClient, rows: list[BoardRow], group: str
) -> None:
    shown = {found[1] for found in ROW.findall(page(client, f"group={group}"))}
    assert shown == {row.id for row in rows}


@pytest.mark.parametrize("name", [name for name in GROUPS if name != "platform"])
def test_choices_of_a_facet_part_the_targets(
    rows: list[BoardRow], known: dict[str, Facet], name: str
) -> None:
    parts = [
        row.id
        for term in used(rows, known[name])
        for row in select(rows, known, Query({name: (term.id,)})).rows
    ]
    assert Counter(parts) == Counter(row.id for row in rows)


def test_every_target_has_a_platform_or_none(rows: list[BoardRow], known: dict[str, Facet]) -> None:
    ids = {term.id for term in known["platform"].choices}
    assert all(set(known["platform"].keys(row)) <= ids for row in rows)


def test_the_platforms_hold_the_targets_of_their_sections(client: FlaskClient) -> None:
    found = targets(client, "platform=platform-1")
    assert "zj-ftz-jinyi--cross-border-rmb--2025--target" in found
    assert all(name.startswith("zj-ftz-jinyi--") for name in found)


def test_page_json_and_csv_show_the_same_targets(client: FlaskClient) -> None:
    query = "plan=transport&verdict=passed_unknown"
    shown = [found[1] for found in ROW.findall(page(client, query))]
    csv = client.get(f"/indicators.csv?{query}").data.decode("utf-8-sig")
    assert Counter(shown) == Counter(targets(client, query))
    assert all(name in csv for name in shown)
    assert len(csv.splitlines()) == len(shown) + 4


def test_a_filter_that_nothing_fits_says_so(client: FlaskClient) -> None:
    html = page(client, "lang=en&plan=trade&theme=air")
    assert "No target fits these filters." in html
    assert not ROW.findall(html)


def test_a_form_with_untouched_fields_is_the_whole_board(client: FlaskClient) -> None:
    blank = "&".join(f"{name}=" for name in PARAMETERS)
    assert targets(client, blank) == targets(client)


def test_links_of_a_filtered_page_keep_its_choices(client: FlaskClient) -> None:
    html = page(client, "lang=en&plan=trade&group=theme")
    assert 'href="/indicators.csv?lang=en&amp;plan=trade&amp;group=theme"' in html
    assert 'href="/indicators?plan=trade&amp;group=theme&amp;lang=zh"' in html
    assert '<option value="trade" selected>' in html


@pytest.mark.parametrize("lang", LANGS)
def test_sums_are_those_of_what_is_shown(client: FlaskClient, lang: str) -> None:
    html = page(client, f"lang={lang}&theme=rail")
    total = re.search(r'<tr class="total">.*?</tr>', html, re.DOTALL)
    assert total
    numbers = [int(n) for n in re.findall(r"data-count>(\d+)<", total.group())]
    assert sum(numbers[:-1]) == numbers[-1] == len(targets(client, "theme=rail"))


@pytest.mark.parametrize(
    ("query", "accepted"),
    [
        ("plan=nowhere", "accepted: trade, transport"),
        ("verdict=MET", "accepted: met, on_course"),
        ("group=rank", "accepted: plan, platform, county, theme, verdict"),
        ("platform=project-1", "accepted: platform-1"),
        ("county=1", "accepted: 330000"),
    ],
)
@pytest.mark.parametrize("path", ["/indicators", "/indicators.csv", "/api/indicators"])
def test_a_wrong_choice_says_which_there_are(
    client: FlaskClient, path: str, query: str, accepted: str
) -> None:
    answer = client.get(f"{path}?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert accepted in orjson.loads(answer.data)["description"]


def test_the_page_says_that_there_is_no_baseline(client: FlaskClient) -> None:
    assert "no baseline" in page(client, "lang=en")
    assert "未给基期" in page(client)


def test_several_is_no_number(client: FlaskClient) -> None:
    html = page(client, "lang=en")
    row = next(
        part
        for part in html.split("<tr>")
        if "/place/china-africa-zone" in part and "Public warehouses" in part
    )
    assert "number not set" in row
    assert "the text gives no number" in row


def test_missing_rates_are_no_data_and_no_zero(client: FlaskClient) -> None:
    html = page(client, "lang=en&platform=platform-1")
    assert html.count("Growth of the province: no data") == 4


def test_a_required_pace_is_given_while_there_is_time(client: FlaskClient) -> None:
    body = orjson.loads(client.get("/api/indicators/silk-road-colleges").data)
    target = body["targets"][0]
    assert target["verdict"] == "running"
    assert target["pace"]["years"] == 3
    assert target["baseline"] is None
