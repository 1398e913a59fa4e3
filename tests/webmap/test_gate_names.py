"""Ports and airports have Chinese names: of the tables first, of the city they serve else."""

from __future__ import annotations

import pytest

from layers import Atlas, base
from webmap.freight_gates import Gate, airports_of, ports_of
from webmap.gate_names import GateNames
from webmap.spelling import has_han


@pytest.fixture(scope="module")
def names(atlas: Atlas) -> GateNames:
    return GateNames.of(atlas)


@pytest.fixture(scope="module")
def gates(atlas: Atlas, names: GateNames) -> dict[str, Gate]:
    return {gate.id: gate for gate in names.named([*ports_of(atlas), *airports_of()])}


def test_an_airport_of_the_tables_has_its_name_there(gates: dict[str, Gate]) -> None:
    assert gates["YIW"].name_zh == "义乌机场"
    assert gates["WNZ"][1:3] == ("温州龙湾国际机场", "Wenzhou Longwan International Airport")


def test_an_airport_of_no_table_is_called_after_its_city_and_code(gates: dict[str, Gate]) -> None:
    assert gates["DUS"].name_zh == "杜塞尔多夫机场（DUS）"
    assert gates["DUS"].name_en == "Dusseldorf International Airport"


def test_airports_of_one_city_have_names_of_their_own(gates: dict[str, Gate]) -> None:
    named = [gate.name_zh for gate in gates.values() if "机场（" in gate.name_zh]
    assert len(set(named)) == len(named)


def test_a_port_is_called_by_the_list_of_main_lines_or_its_city(gates: dict[str, Gate]) -> None:
    assert gates["DEHAM"].name_zh == "汉堡港"
    assert gates["HTPAP"].name_zh == "太子港"


def test_what_no_table_names_in_chinese_keeps_its_english(gates: dict[str, Gate]) -> None:
    assert gates["IDBUN"].name_zh == gates["IDBUN"].name_en == "Buatan"


def test_the_table_of_names_mends_the_spelling_of_the_base_list(gates: dict[str, Gate]) -> None:
    assert gates["CNTZO"][1:3] == ("台州港", "Taizhou")
    assert gates["LED"].name_zh == "圣彼得堡普尔科沃机场（LED）"


def test_every_name_of_the_table_is_of_a_gate_that_there_is(atlas: Atlas) -> None:
    listed = {*base.ports()["locode"], *base.airports()["iata"]}
    assert set(atlas.tables["gate_names"]["gate_id"]) <= listed


@pytest.mark.parametrize(
    ("port", "country"),
    [
        ("CNDDG", "CHN"),  # Dandong, its point on the other bank of the Yalu
        ("MYPGU", "MYS"),  # Pasir Gudang, across from Singapore
        ("ESMLN", "ESP"),  # Melilla, within Morocco
        ("ASPGO", "PAN"),  # Panama, coded as if it were Pago Pago
    ],
)
def test_a_port_is_of_the_country_that_its_code_says_if_that_is_near(port, country) -> None:
    assert base.ports().set_index("locode").at[port, "country"] == country


def test_a_city_far_off_gives_a_port_no_name(names: GateNames) -> None:
    afar = Gate("DEXXX", "Hamburg", "Hamburg", "DEU", 7.0, 51.5)
    assert list(names.named([afar])) == [afar]


def test_nearly_every_port_and_airport_of_the_model_has_a_chinese_name(
    gates: dict[str, Gate],
) -> None:
    assert sum(not has_han(gate.name_zh) for gate in gates.values()) < 10
