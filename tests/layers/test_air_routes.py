"""The declared cargo flights: airports that there are, flights that a source states."""

from layers import Atlas, base


def test_every_declared_flight_joins_two_airports_of_the_list(atlas: Atlas) -> None:
    known = set(base.airports()["iata"])
    routes = atlas.tables["air_routes"]
    assert {*routes["from_iata"], *routes["to_iata"]} <= known
    assert (routes["from_iata"] != routes["to_iata"]).all()
    assert not routes.duplicated(["from_iata", "to_iata"]).any()


def test_every_declared_flight_begins_at_an_airport_of_the_corridor(atlas: Atlas) -> None:
    routes = atlas.tables["air_routes"]
    assert set(routes["from_iata"]) == {"YIW", "HGH", "NGB"}
    assert (routes["source_id"] != "unsourced").all()
