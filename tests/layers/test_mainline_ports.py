"""Main-line ports: ids that exist, one volume a listed port, names in both languages."""

import re
from collections import Counter

from layers import base
from tests.layers.facts import rows

PORT_LAYERS = {"hubs": "port_terminal", "stations": "port"}
PORTS = rows("mainline_ports")


def test_every_port_is_one_of_the_base_list_or_of_a_layer() -> None:
    known = set(base.ports()["locode"])
    for layer, kind in PORT_LAYERS.items():
        known |= {row["feature_id"] for row in rows(layer) if row["kind"] == kind}
    assert {row["port_id"] for row in PORTS} - known == set()


def test_a_listed_port_has_one_rank_year_and_source() -> None:
    facts = {(row["listed_as"], row["rank"], row["year"], row["source_id"]) for row in PORTS}
    assert max(Counter(fact[0] for fact in facts).values()) == 1
    assert max(Counter(fact[1] for fact in facts).values()) == 1


def test_a_volume_is_counted_once() -> None:
    with_volume = Counter(row["listed_as"] for row in PORTS if row["teu"])
    assert set(with_volume.values()) == {1}
    only_areas = {row["listed_as"] for row in PORTS} - set(with_volume)
    assert only_areas == {"Ningbo-Zhoushan, China", "Jiaxing"}


def test_a_port_area_without_a_volume_says_why() -> None:
    assert [row["port_id"] for row in PORTS if not row["teu"] and not row["note"]] == []


def test_volumes_fall_with_the_rank_within_a_list() -> None:
    for source in {row["source_id"] for row in PORTS}:
        listed = [row for row in PORTS if row["source_id"] == source and row["teu"]]
        volumes = [int(row["teu"]) for row in sorted(listed, key=lambda row: int(row["rank"]))]
        assert volumes == sorted(volumes, reverse=True)


def test_the_hundred_are_there_but_those_that_no_list_of_the_atlas_has() -> None:
    manzanillo_mexico, tangshan, king_abdullah, haikou = 59, 64, 87, 88
    missing = set(range(1, 101)) - {int(row["rank"]) for row in PORTS}
    assert missing == {manzanillo_mexico, tangshan, king_abdullah, haikou}


def test_chinese_names_are_chinese() -> None:
    assert all(re.search(r"[\u3400-\u9fff]", row["name_zh"]) for row in PORTS)
