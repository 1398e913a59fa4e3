"""A route over 180 degrees is drawn in two parts, not across the whole map."""

import json
from collections.abc import Callable

import pytest
import shapely

from geo.geodesic import great_circle
from geo.measure import LonLat
from tests.browser.visiting import Visit, document, point_at

pytestmark = pytest.mark.browser

TOKYO, LOS_ANGELES = LonLat(139.7, 35.7), LonLat(-118.2, 34.1)
# The canvas reaches beyond each side of the map by three tenths of its size.
INKED = """(canvas, [width, columns]) => columns.map(x => {
    const at = Math.round((x + 0.3 * width) * canvas.width / (1.6 * width));
    const column = canvas.getContext('2d').getImageData(at, 0, 1, canvas.height);
    return column.data.some(value => value > 0); })"""


def test_a_route_over_180_degrees_is_not_a_stroke_across_the_map(
    visit: Callable[..., Visit],
) -> None:
    guest = visit()
    doc = document(guest.base, "rail")
    route = next(layer for layer in doc["layers"] if layer["geometry"] == "Line")
    parts = shapely.get_parts(great_circle([TOKYO, LOS_ANGELES]))
    route["features"] = {key: values[:1] for key, values in route["features"].items()}
    route["features"]["lines"] = [[shapely.get_coordinates(p).ravel().tolist() for p in parts]]
    route["count"] = 1
    body = json.dumps(doc | {"layers": [route]})
    guest.context.route(
        "**/api/maps/**", lambda r: r.fulfill(body=body, content_type="application/json")
    )
    page = guest.go("/map/rail#map=2/20.00/0.00")
    columns = [point_at(page, lon, 20)[0] for lon in (-160, 160, -90, -45, 0, 45, 90)]
    canvas = page.locator(".leaflet-features-pane canvas")
    assert canvas.evaluate(INKED, [1440, columns]) == [True, True, *[False] * 5]
