"""Pages and downloads of the rail services: the same content as chart, table and file."""

import csv
import io
import re
import xml.etree.ElementTree as ET

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient

from layers import LANGS, Atlas
from webmap.alignment import Alignment
from webmap.citations import Reader
from webmap.document import LINE_ZOOMS
from webmap.rail_service import SHOWN_FROM, difference_of, element_rows, hours_text
from webmap.service import Service

KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def service(app: Flask) -> Service:
    return app.extensions["atlas"]


@pytest.fixture(scope="module")
def madrid(service: Service) -> Alignment:
    return service.alignments()["YIW-MAD"]


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("lang", LANGS)
def test_the_directory_lists_every_service(client: FlaskClient, atlas: Atlas, lang: str) -> None:
    page = text_of(client, f"/routes?lang={lang}")
    for route_id, row in atlas.frames["routes"].iterrows():
        assert f'/routes/{route_id}?lang={lang}">{row[f"name_{lang}"]}<' in page


def test_the_directory_says_operator_and_frequency(client: FlaskClient) -> None:
    page = text_of(client, "/routes?lang=en")
    assert "Yiwu platform (Yiwu Timex / Tianmeng)" in page
    assert "Two to three trains a week planned by end of 2018" in page


@pytest.mark.parametrize("lang", LANGS)
def test_published_and_modelled_stand_side_by_side(
    client: FlaskClient, madrid: Alignment, lang: str
) -> None:
    page = text_of(client, f"/routes/YIW-MAD?lang={lang}")
    assert 'data-record="YIW-MAD.length_km">13,052<' in page
    assert f'data-model="alignment">{madrid.km:,.0f}<' in page
    assert 'data-record="YIW-MAD.transit_days_min">16<' in page


@pytest.mark.parametrize(
    ("published", "modelled", "sign", "marked"),
    [
        (1000, 1031, "+3.1 %", True),
        (1000, 970, "−3.0 %", True),
        (1000, 1029, "+2.9 %", False),
        (1000, 1000, "+0.0 %", False),
    ],
)
def test_a_difference_is_marked_from_three_percent_on(
    atlas: Atlas, service: Service, published: float, modelled: float, sign: str, marked: bool
) -> None:
    found = difference_of(published, modelled, service.reader("en"))
    assert found is not None
    assert (found["sign"], found["marked"]) == (sign, marked)
    assert SHOWN_FROM == 0.03


def test_without_a_published_length_there_is_no_difference(service: Service) -> None:
    assert difference_of(None, 1000, service.reader("en")) is None


def test_chart_and_table_hold_the_same_elements(client: FlaskClient, madrid: Alignment) -> None:
    page = text_of(client, "/routes/YIW-MAD?lang=en")
    drawn = re.findall(r'<a class="tdc-step[^"]*" href="#row-(\d+)"', page)
    rows = re.findall(r'<tr id="row-(\d+)"', page)
    assert sorted(drawn, key=int) == rows == [str(i) for i in range(len(madrid.elements))]


def test_every_step_of_the_chart_says_where_it_is(
    client: FlaskClient, service: Service, madrid: Alignment
) -> None:
    page = text_of(client, "/routes/YIW-MAD?lang=en")
    for row in element_rows(service.site.atlas, madrid, service.reader("en")):
        assert f'aria-label="{row["said"]}"' in page
        assert row["place"] in row["said"]


def test_inferred_stops_links_and_joins_are_said(client: FlaskClient) -> None:
    page = text_of(client, "/routes/YIW-TEH?lang=en")
    assert "Stops that no source states and we infer: Dostyk, Bolashak" in page
    assert "Uzen–Bolashak–Gyzylgaya" in page
    assert "joined by rule at" in page


def test_a_service_of_no_known_origin_says_so(client: FlaskClient) -> None:
    assert "The city of origin is not stated" in text_of(client, "/routes/YXO-CKU?lang=en")
    assert "The city of origin is not stated" not in text_of(client, "/routes/YIW-MAD?lang=en")


@pytest.mark.parametrize("lang", LANGS)
def test_a_popup_leads_to_the_page_of_the_service(client: FlaskClient, lang: str) -> None:
    assert f'href="/routes/YIW-MAD?lang={lang}"' in text_of(client, f"/popup/YIW-MAD?lang={lang}")
    assert f'href="/corridor?lang={lang}"' in text_of(client, f"/popup/yj-rail?lang={lang}")
    assert "/routes/" not in text_of(client, f"/popup/yiwu-port?lang={lang}")


def test_geojson_has_stretches_stops_and_stays(client: FlaskClient, madrid: Alignment) -> None:
    body = orjson.loads(client.get("/routes/YIW-MAD.geojson?lang=en").data)
    lines = [f for f in body["features"] if f["geometry"]["type"] != "Point"]
    points = [f for f in body["features"] if f["geometry"]["type"] == "Point"]
    stays = [step for step in madrid.steps if step.is_stay]
    assert {line["properties"]["mode"] for line in lines} == {"rail"}
    assert len(points) == len(madrid.halts) + len(stays)
    assert points[0]["properties"]["place"] == "Yiwu West (freight)"


def test_geojson_is_simpler_from_afar(client: FlaskClient) -> None:
    near, far = (client.get(f"/routes/YIW-MAD.geojson?zoom={zoom}").data for zoom in (10, 3))
    assert len(far) < len(near) / 2


@pytest.mark.parametrize("zoom", ["x", "1", "15", "-4", "4.5", ""])
def test_a_zoom_that_is_none_is_refused(client: FlaskClient, zoom: str) -> None:
    answer = client.get(f"/routes/YIW-MAD.geojson?zoom={zoom}")
    assert answer.status_code == 400
    assert b"accepted: a whole number from 2 to 14" in answer.data


def test_csv_ends_at_the_modelled_totals(client: FlaskClient, madrid: Alignment) -> None:
    answer = client.get("/routes/YIW-MAD.csv?lang=en")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == len(madrid.elements)
    assert float(rows[-1]["from_start_km"]) == pytest.approx(madrid.km, abs=0.1)
    assert float(rows[-1]["from_start_h"]) == pytest.approx(madrid.hours[1], abs=0.01)
    total = sum(float(row["takes_h"]) for row in rows if row["takes_h"])
    assert total == pytest.approx(madrid.hours[1], abs=0.2)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_kml_is_well_formed_with_names_and_lines(client: FlaskClient, madrid: Alignment) -> None:
    root = ET.fromstring(client.get("/routes/YIW-MAD.kml").data)
    names = [mark.findtext(f"{KML}name") for mark in root.iter(f"{KML}Placemark")]
    assert "义乌西" in names
    assert len(list(root.iter(f"{KML}LineString"))) >= 1
    assert len(list(root.iter(f"{KML}Point"))) == len(madrid.halts) + sum(
        step.is_stay for step in madrid.steps
    )


@pytest.mark.parametrize("suffix", ["", ".geojson", ".kml", ".csv"])
def test_an_unknown_service_names_those_there_are(client: FlaskClient, suffix: str) -> None:
    answer = client.get(f"/routes/NOWHERE{suffix}")
    assert answer.status_code == 404
    assert b"No service 'NOWHERE'; available: JHA-BAK" in answer.data


def test_the_same_question_has_the_same_bytes(client: FlaskClient) -> None:
    for address in ("/routes/YIW-CND", "/routes/YIW-CND.kml", "/routes/YIW-CND.geojson"):
        assert len({client.get(address).data for _ in range(2)}) == 1


@pytest.mark.parametrize("zoom", LINE_ZOOMS)
def test_lines_come_in_more_detail(client: FlaskClient, zoom: int) -> None:
    coarse = orjson.loads(client.get("/api/maps/rail.json").data)
    layer = next(one for one in coarse["layers"] if one["id"] == "routes")
    at = layer["features"]["id"].index("YIW-MAD")
    fine = orjson.loads(client.get(f"/api/maps/rail/lines/{zoom}.json").data)["lines"]
    assert coarse["lineZooms"] == list(LINE_ZOOMS)
    assert sum(map(len, fine["YIW-MAD"])) > sum(map(len, layer["features"]["lines"][at]))


def test_lines_of_no_detail_are_refused(client: FlaskClient) -> None:
    answer = client.get("/api/maps/rail/lines/8.json")
    assert answer.status_code == 400
    assert b"zoom is 8; accepted: 7, 10" in answer.data


def test_the_map_document_stays_small(client: FlaskClient) -> None:
    assert len(client.get("/api/maps/rail.json").data) < 250_000


def test_short_times_have_a_decimal() -> None:
    assert [hours_text(value) for value in (0.04, 7, 36.6)] == ["0.0", "7.0", "37"]


def test_a_reader_of_chinese_reads_chinese(client: FlaskClient, service: Service) -> None:
    reader: Reader = service.reader("zh")
    rows = element_rows(service.site.atlas, service.alignments()["YIW-KDK"], reader)
    assert [row["what"] for row in rows if row["kind"] == "stay"][:2] == ["海关", "口岸过境"]
    assert rows[0]["place"] == "义乌西"


def test_json_says_published_and_modelled_apart(client: FlaskClient, madrid: Alignment) -> None:
    services = orjson.loads(client.get("/api/routes").data)["services"]
    assert len(services) == 30
    mine = next(one for one in services if one["id"] == "YIW-MAD")
    assert (mine["published_km"], mine["modelled_km"]) == (13052, round(madrid.km, 1))
    one = orjson.loads(client.get("/api/routes/YIW-MAD").data)
    assert len(one["halts"]) == len(madrid.halts)
    assert len(one["steps"]) == len(madrid.steps)
    unknown = next(one for one in services if one["id"] == "YIW-HAN")
    assert unknown["published_km"] is None
