// @ts-check
/** @import {BasemapOptions, MapOptions} from "./types.js" */
import { Basemap } from "./basemap.js";
import { atlasOf, Atlas, register } from "./context.js";
import { addControls } from "./controls.js";
import { calm, find } from "./dom.js";
import { LabelLayer } from "./labels.js";
import { addCredits } from "./credits.js";
import { goHome } from "./room.js";
import { viewInAddress } from "./state.js";

/**
 * Make the map of a page in its container.
 *
 * @param {string | HTMLElement} container
 * @param {MapOptions} options
 * @returns {L.Map}
 */
export function createMap(container, options) {
  const map = L.map(container, {
    center: options.center,
    zoom: options.zoom,
    minZoom: options.minZoom ?? 2,
    maxZoom: options.maxZoom ?? 14,
    maxBounds: [
      [-85, -1e5],
      [85, 1e5],
    ],
    maxBoundsViscosity: 1,
    worldCopyJump: true,
    zoomControl: false,
    attributionControl: false,
    fadeAnimation: false,
    zoomAnimation: !calm.matches,
    inertia: !calm.matches,
    bounceAtZoomLimits: false,
  });
  const atlas = new Atlas(map, options);
  register(map, atlas);
  look(atlas);
  atlas.labels = new LabelLayer(atlas).addTo(map);
  addControls(atlas);
  const element = map.getContainer();
  element.setAttribute("role", "application");
  element.setAttribute("aria-label", atlas.say("map"));
  atlas.on("theme", () => map.invalidateSize({ pan: false }));
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(element);
  return map;
}

/** Take the view from the address, or the first view. @param {Atlas} atlas */
function look(atlas) {
  const view = viewInAddress();
  atlas.placed = view !== null;
  // The panel takes its place before the map measures the room that it leaves.
  const panel = find(".panel");
  if (panel) panel.dataset.sheet ??= "peek";
  atlas.map.invalidateSize({ pan: false });
  if (view) atlas.map.setView(view.center, view.zoom, { animate: false });
  else goHome(atlas, false);
}

/**
 * Lay the ground under a map: vector tiles of this server, or pictures of a provider that the operator chose.
 *
 * @param {L.Map} map
 * @param {BasemapOptions} options
 */
export function addBasemap(map, options) {
  const atlas = atlasOf(map);
  atlas.awaited.add("base");
  if (options.attribution) addCredits(atlas, options.attribution);
  if (options.raster) {
    const tiles = L.tileLayer(options.raster, { maxNativeZoom: options.maxZoom });
    tiles.once("load", () => atlas.drawn("base")).addTo(map);
    return;
  }
  atlas.basemap = new Basemap(atlas, options);
  map.addLayer(atlas.basemap);
}
