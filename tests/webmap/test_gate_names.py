"""Ports and airports have Chinese names: of the tables first, of the city they serve else."""

from __future__ import annotations

import pytest

from layers import Atlas
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
    assert gates["AEAJM"].name_zh == gates["AEAJM"].name_en == "Ajman"


def test_a_city_far_off_gives_a_port_no_name(names: GateNames) -> None:
    afar = Gate("DEXXX", "Hamburg", "Hamburg", "DEU", 7.0, 51.5)
    assert list(names.named([afar])) == [afar]


def test_most_airports_of_the_model_have_a_chinese_name(gates: dict[str, Gate]) -> None:
    airports = [gate for gate in gates.values() if len(gate.id) == 3 and gate.country != "CHN"]
    assert sum(has_han(gate.name_zh) for gate in airports) > 0.75 * len(airports)
