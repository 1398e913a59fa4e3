"""What can be closed is listed with names people know, the likeliest first."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webmap.closures import Closure, closures, switches
from webmap.service import Service


@pytest.fixture(scope="module")
def service(app: Flask) -> Service:
    return app.extensions["atlas"]


@pytest.fixture(scope="module")
def known(service: Service) -> list[Closure]:
    return closures(service.freight(), service.site.atlas)


def shown(service: Service, known: list[Closure], **given: set[str]) -> dict[str, list[str]]:
    asked = {"closed": set(), "opened": set(), "passed": set(), **given}
    row = switches(known, **asked, reader=service.reader("zh"))
    return {group["id"]: [one["id"] for one in group["rows"]] for group in row["groups"]}


def test_borders_have_names_of_countries_in_both_languages(client: FlaskClient) -> None:
    rows = {row["id"]: row for row in client.get("/api/closures").get_json()["closures"]}
    border = rows["border:CHN-KAZ"]
    assert (border["name_zh"], border["name_en"]) == ("中国—哈萨克斯坦", "China–Kazakhstan")


def test_kinds_stand_together_and_home_first(known: list[Closure]) -> None:
    ranks = [("passage", "border", "change", "country").index(one.kind) for one in known]
    assert ranks == sorted(ranks)
    borders = [one for one in known if one.kind == "border"]
    assert [one.is_home for one in borders] == sorted(
        (one.is_home for one in borders), reverse=True
    )


def test_a_border_that_can_be_closed_has_a_country_on_both_sides(known: list[Closure]) -> None:
    borders = [one.id for one in known if one.kind == "border"]
    codes = {code for one in borders for code in one.removeprefix("border:").split("-")}
    assert not {code for code in codes if code.startswith("X")}
    assert len(borders) > 150


def test_the_northern_corridor_is_a_switch_and_so_is_every_country_that_is_passed(
    service: Service, known: list[Closure]
) -> None:
    assert shown(service, known)["country"] == ["country:RUS"]
    passed = shown(service, known, passed={"country:KAZ", "country:CHN"})["country"]
    assert set(passed) == {"country:RUS", "country:KAZ"}
    names = {one.id: (one.name_zh, one.name_en) for one in known}
    assert names["country:RUS"] == ("俄罗斯（北方通道）", "Russia (northern corridor)")


def test_every_border_that_is_closed_as_a_rule_can_be_opened_in_the_form(
    service: Service, known: list[Closure]
) -> None:
    opened = shown(service, known)["opened"]
    assert set(opened) == service.freight().default_closed
    assert {"border:IND-PAK", "border:KOR-PRK"} <= set(opened)


def test_the_form_offers_what_is_near_home_and_the_rest_by_id(
    service: Service, known: list[Closure]
) -> None:
    groups = shown(service, known)
    assert {"border:CHN-KAZ", "border:CHN-MNG", "border:CHN-LAO"} <= set(groups["border"])
    assert "border:ARG-CHL" not in groups["border"]
    assert "change:alashankou" in groups["change"]
    assert "change:irun" not in groups["change"]
    assert sum(map(len, groups.values())) < 50


def test_what_is_closed_stands_first_then_what_the_ways_pass(
    service: Service, known: list[Closure]
) -> None:
    rows = shown(service, known, closed={"change:irun"}, passed={"change:brest"})["change"]
    assert rows[:2] == ["change:irun", "change:brest"]
