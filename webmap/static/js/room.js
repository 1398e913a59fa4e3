// @ts-check
/** @import {Rect} from "./types.js" */
/** @import {Atlas} from "./context.js" */
import { calm, findAll, phone } from "./dom.js";

/** What floats over the map and hides a part of it. */
const FLOATING = ".panel, .reach-panel, .reach-card, .legend-box, .caption, .approval, .map-buttons, .map-pans, .leaflet-control-scale, .leaflet-control-attribution";

/**
 * Boxes of the map that are covered, in pixels of its container.
 *
 * @param {Atlas} atlas @returns {Rect[]}
 */
export function covered(atlas) {
  const frame = atlas.map.getContainer().getBoundingClientRect();
  const printing = document.documentElement.dataset.theme === "print";
  return findAll(phone.matches ? `${FLOATING}, .popup-card` : FLOATING)
    .filter((element) => !printing || !element.matches(".panel, .popup-card, .map-buttons, .map-pans"))
    .map((element) => element.getBoundingClientRect())
    .filter((box) => box.width > 0 && box.height > 0)
    .map((box) => ({
      left: box.left - frame.left,
      top: box.top - frame.top,
      right: box.right - frame.left,
      bottom: box.bottom - frame.top,
    }));
}

/**
 * The part of the map that no panel covers, in pixels of its container.
 *
 * @param {Atlas} atlas @returns {Rect}
 */
export function clearRoom(atlas) {
  const size = atlas.map.getSize();
  const room = { left: 0, top: 0, right: size.x, bottom: size.y };
  const frame = atlas.map.getContainer().getBoundingClientRect();
  for (const panel of findAll(phone.matches ? ".panel, .popup-card" : ".panel, .reach-panel, .reach-card")) {
    const box = panel.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    if (phone.matches) room.bottom = Math.max(120, Math.min(room.bottom, box.top - frame.top));
    else if (panel.matches(".reach-card")) room.bottom = Math.max(room.bottom / 2, Math.min(room.bottom, box.top - frame.top));
    else if (box.left - frame.left < size.x / 3) room.left = Math.min(size.x - 160, Math.max(room.left, box.right - frame.left));
  }
  return room;
}

/**
 * Move the map so that a place comes to the middle of the clear room, unless it shows there already.
 *
 * @param {Atlas} atlas @param {L.LatLng} place @param {{zoom?: number, always?: boolean, animate?: boolean}} [how]
 */
export function reveal(atlas, place, { zoom, always = false, animate = !calm.matches } = {}) {
  const { map } = atlas;
  const room = clearRoom(atlas);
  const at = map.latLngToContainerPoint(place);
  const edge = 48;
  const shows = at.x > room.left + edge && at.x < room.right - edge && at.y > room.top + edge && at.y < room.bottom - edge;
  if (shows && !always && zoom === undefined) return;
  const size = map.getSize();
  const shift = L.point((room.left + room.right - size.x) / 2, (room.top + room.bottom - size.y) / 2);
  const to = zoom ?? map.getZoom();
  map.setView(map.unproject(map.project(place, to).subtract(shift), to), to, { animate });
}

/**
 * The first view: the operator's middle in the middle of the clear room, from further off on a narrow map.
 *
 * @param {Atlas} atlas @param {boolean} animate
 */
export function goHome(atlas, animate) {
  const { map, home } = atlas;
  const { x } = map.getSize();
  const narrow = x < 640;
  const { center, zoom } = (narrow && home.narrow) || { center: home.center, zoom: home.zoom + (narrow ? -1 : x > 2200 ? 1 : 0) };
  reveal(atlas, L.latLng(center), { zoom: Math.max(map.getMinZoom(), zoom), always: true, animate });
}

/** Show bounds inside the clear room. @param {Atlas} atlas @param {L.LatLngBounds} bounds @param {number} maxZoom @param {boolean} animate */
export function fit(atlas, bounds, maxZoom, animate = !calm.matches) {
  const room = clearRoom(atlas);
  const size = atlas.map.getSize();
  atlas.map.fitBounds(bounds, {
    paddingTopLeft: [room.left + 40, room.top + 40],
    paddingBottomRight: [size.x - room.right + 40, size.y - room.bottom + 40],
    maxZoom,
    animate,
  });
}
