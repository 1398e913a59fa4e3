"""Places side by side: the same items, blanks as blanks, differences in words."""

import re

import orjson
import pytest
from flask.testing import FlaskClient

from layers import Atlas

PAIR = "jinyi-cbz,yiwu-cbz"


def rows_of(html: str) -> dict[str, str]:
    found = re.findall(r'<tr[^>]*>\s*<th scope="row">(.*?)</th>(.*?)</tr>', html, re.DOTALL)
    rows: dict[str, str] = {}
    for head, body in found:
        # Fields come before indicators of the same name.
        rows.setdefault(re.sub(r"<.*", "", head, flags=re.DOTALL).strip(), body)
    return rows


@pytest.mark.parametrize(
    ("ids", "status"),
    [
        ("", 400),
        ("jinyi-cbz", 400),
        ("jinyi-cbz,jinyi-cbz", 400),
        ("ucas-yiwu,ucas-yiwu-bri-college", 400),
        ("a,b,c,d,e,f", 400),
        ("jinyi-cbz,nowhere", 404),
    ],
)
@pytest.mark.parametrize("path", ["/compare", "/api/compare"])
def test_other_than_two_to_five_known_places_are_refused(
    client: FlaskClient, path: str, ids: str, status: int
) -> None:
    assert client.get(f"{path}?ids={ids}").status_code == status


def test_the_refusal_says_what_is_accepted(client: FlaskClient) -> None:
    body = orjson.loads(client.get("/api/compare?ids=jinyi-cbz").data)
    assert body["description"].startswith("ids names 1 different places; accepted are 2 to 5")


def test_every_row_has_a_cell_for_every_place(client: FlaskClient) -> None:
    html = client.get(f"/compare?ids={PAIR},belmax-serbia&lang=en").text
    rows = rows_of(html)
    assert len(rows) > 15
    assert {body.count("<td") for body in rows.values()} == {3}


def test_a_blank_is_said_to_be_blank(client: FlaskClient) -> None:
    rows = rows_of(client.get(f"/compare?ids={PAIR}&lang=en").text)
    assert rows["Partner country"].count("no data") == 2


def test_a_field_of_another_layer_does_not_apply(client: FlaskClient) -> None:
    rows = rows_of(client.get("/compare?ids=jinyi-cbz,belmax-serbia&lang=en").text)
    assert "does not apply" in rows["Tenants"]
    assert "156" in rows["Tenants"]


def test_a_difference_is_said_in_words_and_marked(client: FlaskClient) -> None:
    html = client.get(f"/compare?ids={PAIR}&lang=en").text
    area = re.search(r'<tr class="is-different">\s*<th scope="row">Area.*?</tr>', html, re.DOTALL)
    assert area
    assert "≠</span> differs" in area[0]


def test_one_known_value_is_no_difference(client: FlaskClient) -> None:
    html = client.get("/compare?ids=jinyi-cbz,belmax-serbia&lang=en").text
    row = re.search(r'<tr[^>]*>\s*<th scope="row">Tenants.*?</tr>', html, re.DOTALL)
    assert row
    assert "differs" not in row[0]


def test_every_number_has_its_source_on_the_page(client: FlaskClient) -> None:
    html = client.get(f"/compare?ids={PAIR},sino-czech-pujiang&lang=en").text
    cited = set(re.findall(r'href="#src-(\d+)"', html))
    assert cited
    assert cited <= set(re.findall(r'id="src-(\d+)"', html))


def test_the_data_are_those_of_the_tables(client: FlaskClient, atlas: Atlas) -> None:
    body = orjson.loads(client.get(f"/api/compare?ids={PAIR}").data)
    area = next(field for field in body["fields"] if field["name"] == "area_km2")
    zones = atlas.frames["bonded_zones"]
    assert area["values"] == [zones.at[name, "area_km2"] for name in PAIR.split(",")]
    assert area["differs"]
    assert [place["id"] for place in body["places"]] == PAIR.split(",")


def test_the_form_holds_what_is_chosen(client: FlaskClient) -> None:
    html = client.get("/compare/choose?ids=jinyi-cbz&lang=en").text
    assert html.count("<select") == 5
    assert html.count('<option value="jinyi-cbz" selected>') == 1
    assert client.get("/compare/choose?ids=a,b,c,d,e,f").status_code == 400
    assert client.get("/compare/choose?ids=nowhere").status_code == 404


def test_empty_slots_of_the_form_count_for_nothing(client: FlaskClient) -> None:
    assert client.get("/compare?ids=jinyi-cbz&ids=yiwu-cbz&ids=&ids=&ids=").status_code == 200
