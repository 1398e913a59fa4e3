// @ts-check
/** @import {Atlas} from "./context.js" */
import { latOf, lonOf } from "./project.js";
import { clearRoom } from "./room.js";

/** Zoom at which a place is shown, by how exactly it is known. */
const ZOOMS = { site: 11, district: 10, city: 9, country: 5 };
/** Curvature of Leaflet's own flights (van Wijk and Nuij 2003). */
const RHO = 1.42;
/** Views that stand for a whole flight. */
const SAMPLES = 12;

/** @typedef {{center: L.LatLng, zoom: number}} Sight */

/**
 * Where to look for a feature to stand in the middle of the clear room, null where it has no place.
 *
 * @param {Atlas} atlas @param {number} i @returns {Sight | null}
 */
export function sightOf(atlas, i) {
  const { data, map } = atlas;
  if (!data || i < 0) return null;
  if (data.isPoint(i)) {
    const zoom = ZOOMS[/** @type {"site"} */ (data.value(i, "precision") || "site")];
    return inRoom(atlas, L.latLng(latOf(data.y[i]), lonOf(data.x[i])), zoom);
  }
  const bounds = L.latLngBounds([]);
  for (const { west, east, north, south } of data.lines.get(i) ?? []) {
    bounds.extend([latOf(north), lonOf(west)]).extend([latOf(south), lonOf(east)]);
  }
  if (!bounds.isValid()) return null;
  const room = clearRoom(atlas);
  const size = map.getSize();
  const margin = L.point(size.x - (room.right - room.left) + 96, size.y - (room.bottom - room.top) + 96);
  return inRoom(atlas, bounds.getCenter(), Math.min(10, map.getBoundsZoom(bounds, false, margin)));
}

/** @param {Atlas} atlas @param {L.LatLng} place @param {number} zoom @returns {Sight} */
function inRoom(atlas, place, zoom) {
  const { map } = atlas;
  const room = clearRoom(atlas);
  const size = map.getSize();
  const shift = L.point((room.left + room.right - size.x) / 2, (room.top + room.bottom - size.y) / 2);
  const to = Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), zoom));
  return { center: map.unproject(map.project(place, to).subtract(shift), to), zoom: to };
}

/**
 * Views along Leaflet's flight from one sight to another, both included: what must be loaded for it to show no hole.
 *
 * @param {L.Map} map @param {Sight} from @param {Sight} to @returns {Sight[]}
 */
export function waypoints(map, from, to) {
  const size = map.getSize();
  const [start, end] = [map.project(from.center, from.zoom), map.project(to.center, from.zoom)];
  const w0 = Math.max(size.x, size.y);
  const w1 = w0 * map.getZoomScale(from.zoom, to.zoom);
  const u1 = end.distanceTo(start) || 1;
  const r = (/** @type {1 | -1} */ sign) => {
    const b = (w1 * w1 - w0 * w0 + sign * RHO ** 4 * u1 * u1) / (2 * (sign === 1 ? w0 : w1) * RHO * RHO * u1);
    // Beyond what a float can tell from zero Leaflet takes this too.
    return Math.log(Math.max(Math.sqrt(b * b + 1) - b, 1e-8));
  };
  const r0 = r(1);
  const length = (r(-1) - r0) / RHO;
  return Array.from({ length: SAMPLES + 1 }, (_, k) => {
    const s = (k / SAMPLES) * length;
    const width = w0 * (Math.cosh(r0) / Math.cosh(r0 + RHO * s));
    const along = (w0 * (Math.cosh(r0) * Math.tanh(r0 + RHO * s) - Math.sinh(r0))) / RHO ** 2;
    const at = start.add(end.subtract(start).multiplyBy(Math.max(0, Math.min(1, along / u1))));
    return { center: map.unproject(at, from.zoom), zoom: Math.round(map.getScaleZoom(w0 / width, from.zoom)) };
  });
}
