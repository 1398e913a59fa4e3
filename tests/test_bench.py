from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import layers
from tests.bench import __main__ as command
from tests.bench import measuring, naive, serving, synthetic

COUNT = 1_000

WRK = """  Latency Distribution
     50%    0.90ms
     99%    2.50ms
  120000 requests in 2.00s, 1.00GB read
  Non-2xx or 3xx responses: 3
Requests/sec:  60000.50
"""


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> layers.Atlas:
    return layers.load(synthetic.write_copies(tmp_path_factory.mktemp("copies"), COUNT))


@pytest.mark.parametrize("name", command.NAMES)
def test_every_benchmark_can_be_run_by_its_name(name: str) -> None:
    assert callable(importlib.import_module(f"tests.bench.{name}").run)


def test_copies_pass_every_rule_and_make_the_number_asked_for(copies: layers.Atlas) -> None:
    assert sum(len(frame) for frame in copies.frames.values()) == COUNT


def test_equal_seeds_give_equal_copies(copies: layers.Atlas, tmp_path: Path) -> None:
    assert layers.checksum(synthetic.write_copies(tmp_path, COUNT)) == copies.checksum


def test_fewer_features_than_there_are_cannot_be_had(tmp_path: Path) -> None:
    synthetic.write_copies(tmp_path, 0)
    for table in layers.registry():
        name = f"{table}.csv"
        assert (tmp_path / name).read_bytes() == (layers.DATA / name).read_bytes()


def test_naive_page_holds_every_placed_feature_and_says_when_it_is_drawn(
    copies: layers.Atlas,
) -> None:
    collection = naive.feature_collection(copies)
    html = naive.page(naive.geojson_map(collection))
    assert len(collection["features"]) == len(naive.feature_frame(copies))
    assert html.count('"feature_id"') >= len(collection["features"])
    assert "dataset.drawn" in html


def test_naive_page_asks_nobody_but_this_machine(copies: layers.Atlas) -> None:
    html = naive.page(naive.geojson_map(naive.feature_collection(copies)))
    assert 'src="http' not in html
    assert 'href="http' not in html


def test_what_wrk_prints_is_read() -> None:
    assert serving.parse_load(WRK) == serving.Load(60000.5, 2.5, 3)


def test_pairs_are_measured_in_turn() -> None:
    order: list[str] = []

    def side(name: str) -> float:
        order.append(name)
        return 1.0

    measuring.paired({name: lambda name=name: side(name) for name in "ab"}, 2)
    assert order == ["a", "b", "b", "a"]


def test_ratios_are_taken_run_by_run() -> None:
    assert measuring.ratios([1, 9], [2, 3]).values == (0.5, 3.0)


def test_a_run_of_one_benchmark_keeps_the_sections_of_the_others() -> None:
    section = measuring.Section("building", "Title", "Method", ("| a |",), "Verdict")
    report = command.HEAD + "".join(
        f"<!-- bench:{name} -->\n## {section.title}\n\n" for name in ("embed", "growth")
    )
    assert list(command.read(report)) == ["embed", "growth"]


def test_unknown_benchmark_names_the_ones_there_are() -> None:
    with pytest.raises(SystemExit, match="No benchmark 'speed'; available: embed, building"):
        command.main(["speed"])
