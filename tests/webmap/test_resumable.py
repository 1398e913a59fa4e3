"""A run that is stopped loses nothing that it had answered, and the next one goes on from there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.resumable import Part

CELLS = st.lists(
    st.one_of(st.none(), st.text(), st.floats(allow_nan=False, allow_infinity=False)), max_size=4
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.csv"


def test_what_was_kept_is_there_again(out: Path) -> None:
    part = Part.beside(out, "a")
    assert part.kept() == {}
    answers = [(4, ["x", 1.5, None]), (0, ["a\nb"])]
    assert list(part.keep(answers)) == answers
    assert Part.beside(out, "a").kept() == dict(answers)


def test_another_question_finds_nothing(out: Path) -> None:
    list(Part.beside(out, "a").keep([(0, [1])]))
    assert Part.beside(out, "b").kept() == {}


@given(st.dictionaries(st.integers(0, 99), CELLS, min_size=1, max_size=5), st.data())
def test_wherever_writing_stops_whole_lines_count_and_the_rest_is_written_again(
    tmp_path_factory: pytest.TempPathFactory, answers: dict[int, list], data: st.DataObject
) -> None:
    part = Part.beside(tmp_path_factory.mktemp("cut") / "out.csv", "a")
    list(part.keep(answers.items()))
    content = part.path.read_bytes()
    cut = data.draw(st.integers(0, len(content)))
    part.path.write_bytes(content[:cut])
    kept = part.kept()
    assert len(kept) == content[:cut].count(b"\n")
    assert all(kept[number] == answers[number] for number in kept)
    list(part.keep((number, answers[number]) for number in answers if number not in kept))
    assert part.kept() == answers


def test_an_answer_is_safe_before_the_next_is_asked_for(out: Path) -> None:
    part = Part.beside(out, "a")

    def stopped():
        yield 0, [1]
        msg = "stopped"
        raise KeyboardInterrupt(msg)

    with pytest.raises(KeyboardInterrupt, match="stopped"):
        list(part.keep(stopped()))
    assert part.kept() == {0: [1]}


def test_the_whole_file_takes_the_place_of_the_part(out: Path) -> None:
    part = Part.beside(out, "a")
    list(part.keep([(0, [1])]))
    out.write_text("before")
    part.finish(out, ["id", "places"], [["x", 1], ["y", None]])
    assert out.read_bytes().decode("utf-8-sig").splitlines() == ["id,places", "x,1", "y,"]
    assert list(out.parent.iterdir()) == [out]
