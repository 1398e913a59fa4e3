// @ts-check
/** @import {Atlas} from "./context.js" */
import { make } from "./dom.js";
import { fit } from "./room.js";
import { Spider } from "./spider.js";

/** Tolerance in pixels of a mouse and of a finger. */
const MOUSE = 6;
const FINGER = 14;

/** Zoom at which places that still stand on one another are spread in a ring. */
const USEFUL_ZOOM = 12;

/**
 * Let the reader point at features: name on hover, card on click.
 *
 * @param {Atlas} atlas
 */
export function addPointer(atlas) {
  const { map } = atlas;
  const tip = make("div", { class: "tooltip map-tip", "aria-hidden": "true" });
  tip.hidden = true;
  Object.assign(tip.style, { position: "absolute", left: "0", top: "0", zIndex: "950", pointerEvents: "none" });
  map.getContainer().append(tip);
  let touch = false;
  map.getContainer().addEventListener("pointerdown", (event) => (touch = event.pointerType === "touch"), { capture: true });
  map.on("mousemove", (event) => {
    if (!touch) point(atlas, tip, /** @type {L.LeafletMouseEvent} */ (event).containerPoint);
  });
  map.on("mouseout dragstart zoomstart", () => point(atlas, tip, null));
  map.on("click", (event) => {
    const { containerPoint, latlng } = /** @type {L.LeafletMouseEvent} */ (event);
    point(atlas, tip, null);
    choose(atlas, containerPoint, latlng, touch ? FINGER : MOUSE);
  });
}

/** @param {Atlas} atlas @param {HTMLElement} tip @param {L.Point | null} at */
function point(atlas, tip, at) {
  const { features, data, map } = atlas;
  if (!features || !data) return;
  const found = at ? features.hit(at, MOUSE) : { mark: -1, features: [] };
  const hovered = found.features[0] ?? -1;
  const text = describe(atlas, found);
  map.getContainer().style.cursor = text ? "pointer" : "";
  tip.hidden = !text;
  if (text && at) {
    tip.textContent = text;
    const left = at.x + 14 + tip.offsetWidth > map.getSize().x ? at.x - 10 - tip.offsetWidth : at.x + 14;
    tip.style.transform = `translate(${left}px, ${Math.max(4, at.y - 32)}px)`;
  }
  if (hovered !== atlas.hovered) {
    atlas.hovered = hovered;
    atlas.emit("hover");
  }
}

/** @param {Atlas} atlas @param {{mark: number, features: number[]}} found */
function describe(atlas, { mark, features }) {
  const { data } = atlas;
  const marks = atlas.features?.marks();
  if (mark >= 0 && marks) return atlas.say("stack", { n: marks.list[mark].count });
  if (features.length > 1) return atlas.say("choose", { n: features.length });
  return features.length && data ? data.name(features[0]) : "";
}

/** @param {Atlas} atlas @param {L.Point} at @param {L.LatLng} latlng @param {number} tolerance */
function choose(atlas, at, latlng, tolerance) {
  const found = atlas.features?.hit(at, tolerance);
  if (!found) return;
  if (found.mark >= 0) openStack(atlas, found.mark);
  else if (found.features.length > 1) atlas.popup?.offer(found.features, atlas.say("choose", { n: found.features.length }), latlng, false);
  else if (found.features.length) void atlas.popup?.show(found.features[0], { at: latlng });
  else {
    fold(atlas);
    atlas.popup?.leave();
  }
}

/** @param {Atlas} atlas */
export function fold(atlas) {
  if (!atlas.features?.spider) return false;
  atlas.features.spider = null;
  atlas.features.redraw();
  return true;
}

/**
 * Come closer to a stack until its places stand apart; spread those that never do in a ring.
 *
 * @param {Atlas} atlas @param {number} m number of the mark
 */
export function openStack(atlas, m) {
  const { features, data, map } = atlas;
  const marks = features?.marks();
  if (!features || !data || !marks) return;
  const members = marks.members(m);
  const bounds = L.latLngBounds([]);
  const { zoom, scale } = /** @type {import("./types.js").View} */ (features.view);
  const turn = Math.round(map.project(map.getCenter(), zoom).x / scale - marks.list[m].x / scale);
  for (const i of members) bounds.extend(map.unproject([(data.x[i] + turn) * scale, data.y[i] * scale], zoom));
  const last = Math.min(USEFUL_ZOOM, map.getMaxZoom());
  const wide = map.project(bounds.getNorthEast(), last).distanceTo(map.project(bounds.getSouthWest(), last));
  if ((wide > 24 || members.length === 1) && zoom < last) {
    if (members.length === 1) map.setView(bounds.getCenter(), Math.min(last, zoom + 2));
    else fit(atlas, bounds, last);
    return;
  }
  features.spider = new Spider(m, marks.list[m], members.slice(0, 80));
  features.redraw();
}
