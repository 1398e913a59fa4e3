"""How polygons that tile a surface are kept free of gaps and overlaps."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import TessellationError
from geo.measure import area_km2

# Overlays move corners by rounding only; a tenth of a metre is far above that.
_TOUCH_DEG = 1e-6
# A sliver along a coast is open over half of its rim, one along a land border over none of it.
_MAX_OPEN_SHARE = 0.3

GeometryArray = npt.NDArray[np.object_]


def claim(claimant: BaseGeometry, neighbours: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the neighbours without the ground that a claimant takes from them.

    Parameters
    ----------
    claimant
        Polygon whose border is right.
    neighbours
        Polygons that may reach over that border.

    Returns
    -------
    neighbours
        The same index; a neighbour that is wholly inside the claimant becomes empty.

    Examples
    --------
    >>> pair = gpd.GeoSeries({"a": shapely.box(0, 0, 2, 1), "b": shapely.box(5, 0, 6, 1)})
    >>> claim(shapely.box(1, 0, 3, 1), pair).area.to_dict()
    {'a': 1.0, 'b': 1.0}
    """
    result = neighbours.copy()
    hit = neighbours.intersects(claimant)
    result[hit] = [polygonal(part.difference(claimant)) for part in neighbours[hit]]
    return result


def give_slivers(
    slivers: BaseGeometry, claimant: BaseGeometry, neighbours: gpd.GeoSeries
) -> gpd.GeoSeries:
    """Return the neighbours, each with the slivers that lie between it and a claimant.

    A sliver goes to the neighbour with which it has the longest common border. One whose rim is
    open over a good part of its length is water between two drawings of a coast: it is left out.

    Parameters
    ----------
    slivers
        Ground that nobody owns, any number of parts.
    claimant
        Polygon on the other side of the slivers.
    neighbours
        Polygons that may grow.

    Returns
    -------
    neighbours
        The same index.

    Examples
    --------
    >>> gap = shapely.union(shapely.box(1, 0, 1.1, 1), shapely.box(8, 8, 9, 9))
    >>> west = gpd.GeoSeries({"west": shapely.box(0, 0, 1, 1)})
    >>> give_slivers(gap, shapely.box(1.1, 0, 9, 1), west).area.round(3).to_dict()
    {'west': 1.1}
    """
    grown: dict[int, list[BaseGeometry]] = {}
    tree = shapely.STRtree(neighbours.to_numpy())
    shapely.prepare(claimant)
    for sliver in shapely.get_parts(polygonal(slivers)):
        near = np.sort(tree.query(sliver, predicate="dwithin", distance=_TOUCH_DEG))
        if near.size == 0:
            continue
        lengths, touched = _rim(sliver, [claimant, *neighbours.iloc[near]])
        common = touched[1:] @ lengths
        is_open = lengths[~touched.any(axis=0)].sum() > _MAX_OPEN_SHARE * lengths.sum()
        if common.max() > 0 and not is_open:
            grown.setdefault(int(near[int(np.argmax(common))]), []).append(sliver)
    result = neighbours.copy()
    for position, gained in grown.items():
        result.iloc[position] = shapely.union_all([neighbours.iloc[position], *gained])
    return result


def _rim(
    sliver: BaseGeometry, around: Sequence[BaseGeometry]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return the lengths of a polygon's edges and which of its neighbours touch which edge."""
    ends = [shapely.get_coordinates(ring) for ring in shapely.get_rings(sliver)]
    starts = np.concatenate([xy[:-1] for xy in ends])
    stops = np.concatenate([xy[1:] for xy in ends])
    middles = shapely.points((starts + stops) / 2)
    touched = [shapely.dwithin(geometry, middles, _TOUCH_DEG) for geometry in around]
    return np.hypot(*(stops - starts).T), np.array(touched)


def insert(
    claimant: BaseGeometry, former: BaseGeometry, neighbours: gpd.GeoSeries
) -> gpd.GeoSeries:
    """Return the neighbours refitted around a polygon whose rim has been drawn anew.

    Parameters
    ----------
    claimant
        The polygon with its new rim.
    former
        The same polygon with the rim that the neighbours still fit.
    neighbours
        Polygons around it.

    Returns
    -------
    neighbours
        The same index, without overlap and without gaps along the new rim.

    Examples
    --------
    >>> east = gpd.GeoSeries({"east": shapely.box(2, 0, 4, 1)})
    >>> insert(shapely.box(0, 0, 1.9, 1), shapely.box(0, 0, 2, 1), east).iloc[0].bounds
    (1.9, 0.0, 4.0, 1.0)
    """
    return give_slivers(former.difference(claimant), claimant, claim(claimant, neighbours))


def polygonal(geometry: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a geometry, without the points and lines that an overlay leaves.

    Parameters
    ----------
    geometry
        Any geometry.

    Returns
    -------
    polygons
        Polygon or multipolygon; empty if there are none.

    Examples
    --------
    >>> touch = shapely.LineString([(1, 0), (1, 1)])
    >>> polygonal(shapely.GeometryCollection([shapely.box(0, 0, 1, 1), touch])).area
    1.0
    """
    if geometry.geom_type in {"Polygon", "MultiPolygon"}:
        return geometry
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.union_all([part for part in parts if part.geom_type == "Polygon"])


def simplify_together(
    polygons: Sequence[BaseGeometry] | GeometryArray, tolerance_deg: float, decimals: int
) -> GeometryArray:
    """Return simpler polygons that share their borders exactly.

    Parameters
    ----------
    polygons
        Neighbours in EPSG:4326 that may overlap by hairlines.
    tolerance_deg
        Root of the area of the triangles that may go, in degrees (Visvalingam-Whyatt).
    decimals
        Decimals of a degree that coordinates are rounded to.

    Returns
    -------
    polygons
        In the order of the input.

    Raises
    ------
    TessellationError
        If a polygon is too small to keep.

    Examples
    --------
    A dent of their common border goes from both, and leaves no gap:

    >>> west = shapely.Polygon([(0, 0), (5, 0), (5.1, 2), (5, 4), (0, 4)])
    >>> east = shapely.Polygon([(5, 0), (9, 0), (9, 4), (5, 4), (5.1, 2)])
    >>> [int(shape.area) for shape in simplify_together([west, east], 1, 3)]
    [20, 16]
    """
    simple = shapely.coverage_simplify(tile(polygons, decimals + 2), tolerance_deg)
    return tile(simple, decimals)


def tile(polygons: Sequence[BaseGeometry] | GeometryArray, decimals: int) -> GeometryArray:
    """Return polygons on rounded coordinates that share their borders exactly.

    All rims are cut where they cross and snapped to the grid together; every face of the result
    belongs to the first polygon that holds a point of it. This is right by construction, where
    rounding each polygon by itself folds narrow necks.

    Parameters
    ----------
    polygons
        Neighbours in EPSG:4326. Where two overlap the first one keeps the ground.
    decimals
        Decimals of a degree that coordinates are rounded to.

    Returns
    -------
    polygons
        In the order of the input.

    Raises
    ------
    TessellationError
        If a polygon is too small to keep.

    Examples
    --------
    >>> pair = [shapely.box(0, 0, 1.00004, 1), shapely.box(0.99998, 0, 2, 1)]
    >>> [part.bounds for part in tile(pair, 4)]
    [(0.0, 0.0, 1.0, 1.0), (1.0, 0.0, 2.0, 1.0)]
    """
    parts = np.asarray(polygons, dtype=object)
    rims = shapely.union_all(shapely.boundary(parts), grid_size=10.0**-decimals)
    exact = shapely.transform(rims, lambda lonlat: np.round(lonlat, decimals) + 0.0)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(exact)))
    face, owner = shapely.STRtree(parts).query(shapely.point_on_surface(faces), "intersects")
    first = np.full(len(faces), len(parts))
    np.minimum.at(first, face, owner)
    tiles = np.array(
        [shapely.coverage_union_all(faces[first == i]) for i in range(len(parts))], dtype=object
    )
    lost = [
        i
        for i, (old, new) in enumerate(zip(parts, tiles, strict=True))
        if new.is_empty and not old.is_empty
    ]
    if lost:
        msg = f"polygons {lost} vanish at {decimals} decimals of a degree; expected larger ones."
        raise TessellationError(msg)
    return tiles


def shared_borders(polygons: Sequence[BaseGeometry] | GeometryArray) -> BaseGeometry:
    """Return the lines along which polygons meet, without the coast.

    Parameters
    ----------
    polygons
        Neighbours that share their borders exactly.

    Returns
    -------
    lines
        Merged lines; empty if no two polygons meet.

    Examples
    --------
    >>> shared_borders([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]).wkt
    'LINESTRING (1 0, 1 1)'
    """
    parts = np.asarray(polygons, dtype=object)
    rings = shapely.boundary(parts)
    tree = shapely.STRtree(parts)
    left, right = tree.query(parts, predicate="intersects")
    once = left < right
    common = shapely.intersection(rings[left[once]], rings[right[once]])
    lines = [line for line in shapely.get_parts(common) if line.geom_type == "LineString"]
    return shapely.line_merge(shapely.union_all(lines))


def label_point(geometry: BaseGeometry) -> tuple[float, float]:
    """Return the place for a name: the centre of the widest room in the largest part.

    Parameters
    ----------
    geometry
        Polygon or multipolygon in EPSG:4326.

    Returns
    -------
    lonlat
        Longitude and latitude in degrees.

    Examples
    --------
    >>> far = shapely.union(shapely.box(0, 0, 4, 4), shapely.box(9, 0, 10, 1))
    >>> [round(c, 2) for c in label_point(far)]
    [2.0, 2.0]
    """
    parts = shapely.get_parts(geometry)
    largest = parts[int(np.argmax([area_km2(part) for part in parts]))]
    west, south, east, north = largest.bounds
    centre = shapely.maximum_inscribed_circle(
        largest, tolerance=max(east - west, north - south) / 200
    )
    lon, lat = centre.coords[0]
    return float(lon), float(lat)
