"""Named views: each shows something, opens where it is, and is reached from every page."""

import pytest

from geo.errors import UnknownViewError
from layers import Atlas, registry
from webmap.context import _MAPS, _NAV
from webmap.countries import country_names
from webmap.document import feature_count
from webmap.views import AFRICA, VIEWS, View, get_view

ALL = pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.id)


def test_an_unknown_view_names_those_there_are() -> None:
    with pytest.raises(
        UnknownViewError, match="No view 'moon'; available: atlas, platforms, parks"
    ):
        get_view("moon")


@ALL
def test_a_view_shows_something(atlas: Atlas, view: View) -> None:
    assert view.layers()
    assert feature_count(atlas, view) > 0


@ALL
def test_a_view_opens_on_the_globe(view: View) -> None:
    for center, zoom in ((view.center, view.zoom), view.narrow):
        assert -180 <= center[0] <= 180
        assert -85 <= center[1] <= 85
        assert 2 <= zoom <= 14


@ALL
def test_a_view_speaks_both_languages(view: View) -> None:
    assert all((view.zh, view.en, view.zh_description, view.en_description))


def test_every_layer_is_on_the_full_map() -> None:
    assert get_view("atlas").layers() == list(registry().values())


def test_every_view_is_in_the_navigation() -> None:
    linked = {href.rsplit("/", 1)[1] for href, _ in (*_NAV, *_MAPS) if href.startswith("/map/")}
    assert linked | {"atlas"} == set(VIEWS)


def test_africa_has_its_54_countries_and_western_sahara() -> None:
    assert len(AFRICA) == 55
    assert len(AFRICA - country_names().keys()) <= 1
