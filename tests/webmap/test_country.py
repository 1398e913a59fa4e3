"""Countries: counts that agree with their pages, and sections that stay empty."""

import re

import orjson
import pytest
from flask.testing import FlaskClient

from layers import Atlas
from webmap.africa import is_african
from webmap.country import figures_of, holdings, matrix
from webmap.views import AFRICA


def test_the_matrix_agrees_with_the_pages(client: FlaskClient, atlas: Atlas) -> None:
    for code, counter in list(matrix(atlas).items())[:12]:
        html = client.get(f"/country/{code}?lang=en").text
        shown = re.findall(r'<section id="layer-(\w+)"><h3>[^<]* <data[^>]*>(\d+)<', html)
        assert {layer: int(n) for layer, n in shown} == dict(counter)


def test_a_record_is_tied_to_a_country_once(atlas: Atlas) -> None:
    for code in matrix(atlas):
        found = holdings(atlas, code)
        ids = [*found.inside, *found.partnered, *found.routes]
        assert len(ids) == len(set(ids))


def test_china_is_not_its_own_partner(atlas: Atlas) -> None:
    assert "CHN" not in matrix(atlas)


def test_no_area_record_is_counted_as_a_place(atlas: Atlas) -> None:
    assert not {"country-rwa", "group-africa"} & set(holdings(atlas, "RWA").inside)


def test_policy_and_risk_are_empty_and_dated_so(client: FlaskClient) -> None:
    html = client.get("/country/CZE?lang=en").text
    assert html.count("nothing collected; last checked: –") == 4
    assert html.count('class="uncollected"') == 4


def test_a_country_without_named_sister_cities_says_that_only_totals_exist(
    client: FlaskClient,
) -> None:
    assert "the documents give only totals" in client.get("/country/CZE?lang=en").text


def test_figures_of_several_partners_are_nobodys_own(atlas: Atlas) -> None:
    partners = atlas.features["partner_country"].fillna("")
    for code in matrix(atlas):
        for feature_id in figures_of(atlas, holdings(atlas, code))["feature_id"]:
            main = atlas.main_id(feature_id)
            assert partners[main] in {"", code} or atlas.features.at[main, "country"] == code


@pytest.mark.parametrize("path", ["/country/XXX", "/country/cze", "/api/countries/nowhere"])
def test_an_unknown_country_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/countries", "/api/countries"])
def test_an_unknown_region_is_refused(client: FlaskClient, path: str) -> None:
    assert client.get(f"{path}?region=moon").status_code == 400


def test_the_view_of_africa_holds_african_countries_only(client: FlaskClient) -> None:
    body = orjson.loads(client.get("/api/countries?region=africa").data)
    assert body["countries"].keys() <= AFRICA
    assert "RWA" in body["countries"]


def test_what_the_plan_leaves_open_is_a_number_not_set(client: FlaskClient) -> None:
    html = client.get("/countries?region=africa&lang=en").text
    row = re.search(r'<tr><th scope="row">Public warehouses in Africa.*?</tr>', html, re.DOTALL)
    assert row
    assert "number not set" in row[0]
    assert "若干" in row[0]


def test_what_names_africa_belongs_to_it_wherever_it_lies(atlas: Atlas) -> None:
    assert is_african(atlas.features.loc["china-africa-zone"])
    assert not is_african(atlas.features.loc["belmax-serbia"])


def test_pairs_and_unpaired_are_all_there_is(client: FlaskClient, atlas: Atlas) -> None:
    body = orjson.loads(client.get("/api/pairs").data)
    for side, layer in (("home", "cooperation_parks"), ("abroad", "overseas_zones")):
        paired = {pair[side] for pair in body["pairs"]}
        alone = set(body["unpaired"][side])
        assert paired | alone == set(atlas.frames[layer].index)
        assert not paired & alone


def test_every_pair_has_a_reason(client: FlaskClient) -> None:
    pairs = orjson.loads(client.get("/api/pairs").data)["pairs"]
    assert all(pair["country"] or pair["industries"] for pair in pairs)
