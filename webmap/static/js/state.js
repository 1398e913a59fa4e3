// @ts-check
/** @import {Atlas} from "./context.js" */
import { findAll } from "./dom.js";
import { placeOf } from "./popup.js";
import { latOf, lonOf } from "./project.js";
import { fit, reveal } from "./room.js";

/** Where the address says to look. @returns {{center: L.LatLngTuple, zoom: number} | null} */
export function viewInAddress() {
  const place = new URLSearchParams(location.hash.slice(1)).get("map")?.split("/").map(Number) ?? [];
  return place.length === 3 && place.every(Number.isFinite) ? { zoom: place[0], center: [place[1], place[2]] } : null;
}

/** Parameters of a filter, as the server names them. */
export const FILTERS = ["layer", "kind", "status", "level", "partner", "industry", "city", "year", "confidence"];

/** What the address asks for, as a query. */
function filterInAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  return filterQuery(FILTERS.map((name) => [name, said.getAll(name).join()]));
}

/** @param {string[][]} pairs names with their values, joined by commas */
export function filterQuery(pairs) {
  return pairs
    .filter(([, values]) => values)
    .map(([name, values]) => `${name}=${values.split(",").map(encodeURIComponent).join(",")}`)
    .join("&");
}

/** Zoom that tells a place from its neighbours. */
const NEAR = 8;
/** Zoom whose tiles leave no feature out. */
const WHOLE = 11;

/** Come close to a feature that the address names without a view. @param {Atlas} atlas @param {number} i */
function showWhole(atlas, i) {
  const { data, map } = atlas;
  const place = placeOf(atlas, i);
  if (!data || !place) return;
  if (data.isPoint(i)) {
    reveal(atlas, place, { zoom: Math.max(map.getZoom(), NEAR), always: true, animate: false });
    return;
  }
  const bounds = L.latLngBounds([]);
  for (const { west, east, north, south } of data.lines.get(i) ?? []) {
    bounds.extend([latOf(north), lonOf(west)]).extend([latOf(south), lonOf(east)]);
  }
  // A route over 180 degrees has parts at both ends of the world: its box would be the world.
  const wide = bounds.getEast() - bounds.getWest() > 180;
  if (wide) reveal(atlas, place, { always: true, animate: false });
  else fit(atlas, bounds, NEAR + 2, false);
}

/**
 * Keep what the reader sees in the address, and take it from there.
 *
 * The fragment is `#map=<zoom>/<lat>/<lon>&off=<layer,layer>&open=<feature id>&<filter>`, the filter as in /places.
 */
export class State {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    /** Layers that are off where the address does not say. */
    this.usual = [...atlas.hidden].join();
    this.wanted = "";
    /** Where the wanted feature is told of if this map does not show it. */
    this.elsewhere = "";
    /** What was last looked for on the server. */
    this.sought = "";
    atlas.filter = filterInAddress();
    this.restore(new URLSearchParams(location.hash.slice(1)).get("off"));
    addEventListener("hashchange", () => {
      const view = viewInAddress();
      const said = new URLSearchParams(location.hash.slice(1));
      // Before the map moves: its move writes the address anew.
      atlas.placed = view !== null;
      if (!said.has("open")) atlas.popup?.leave();
      const before = atlas.filter;
      atlas.filter = filterInAddress();
      this.restore(said.get("off") ?? this.usual);
      if (atlas.filter !== before) atlas.emit("filter");
      if (view) atlas.map.setView(view.center, view.zoom, { animate: false });
    });
    atlas.map.on("moveend", () => this.write());
    for (const happening of /** @type {const} */ (["filter", "layers", "select"])) atlas.on(happening, () => this.write());
    atlas.on("data", () => this.reopen());
  }

  /** @param {string | null} off ids of the layers that are off, null to leave them */
  restore(off) {
    const said = new URLSearchParams(location.hash.slice(1));
    if (off !== null) {
      this.atlas.hidden.clear();
      for (const id of off.split(",")) if (id) this.atlas.hidden.add(id);
      this.atlas.emit("layers");
    }
    this.wanted = said.get("open") ?? "";
    this.reopen();
  }

  /**
   * Open a feature that may not be loaded: go there, without the filter that leaves it out, or to its own page.
   *
   * @param {string} id @param {string} href
   */
  want(id, href) {
    const { atlas } = this;
    this.wanted = id;
    this.elsewhere = href;
    this.sought = "";
    atlas.placed = false;
    if (atlas.filter) {
      atlas.filter = "";
      atlas.emit("filter");
    } else this.reopen();
  }

  /** Open the card that the address names, once its feature is there. */
  reopen() {
    const { atlas, wanted } = this;
    const i = wanted ? (atlas.data?.numberOf(wanted) ?? -1) : -1;
    if (i < 0) {
      if (wanted && atlas.data?.partial) void this.seek(wanted);
      else if (wanted && atlas.data && this.elsewhere) location.assign(this.elsewhere);
      return;
    }
    this.wanted = this.elsewhere = "";
    if (i === atlas.selected) return;
    const { data, placed } = atlas;
    if (data && atlas.hidden.delete(data.layer(i).id)) atlas.emit("layers");
    if (!placed) showWhole(atlas, i);
    void atlas.popup?.show(i, { move: !placed });
  }

  /** Go where a feature lies that no loaded tile holds; its tile then brings it. @param {string} id */
  async seek(id) {
    if (this.sought === id) return;
    this.sought = id;
    const answer = await fetch(new URL(`../places/${encodeURIComponent(id)}`, this.atlas.source));
    const { geometry = null } = answer.ok ? await answer.json() : {};
    if (geometry?.type !== "Point" || this.wanted !== id) return;
    const [lon, lat] = geometry.coordinates;
    this.atlas.map.setView([lat, lon], WHOLE, { animate: false });
  }

  write() {
    const { map, hidden, data, selected, popup } = this.atlas;
    const { lat, lng } = map.getCenter().wrap();
    const digits = Math.max(2, Math.ceil(map.getZoom() / 3) + 1);
    let hash = `#map=${map.getZoom()}/${lat.toFixed(digits)}/${lng.toFixed(digits)}`;
    const off = [...hidden];
    if (off.join() !== this.usual) hash += `&off=${off.map(encodeURIComponent).join(",")}`;
    const open = this.wanted || (data && selected >= 0 && popup?.open ? data.value(selected, "id") : "");
    if (open) hash += `&open=${encodeURIComponent(open)}`;
    if (this.atlas.filter) hash += `&${this.atlas.filter}`;
    if (hash !== location.hash) history.replaceState(history.state, "", hash);
    for (const link of /** @type {HTMLAnchorElement[]} */ (findAll("a.lang, .caption a"))) link.hash = hash;
  }
}
