// @ts-check
/** @import {View} from "./types.js" */

const MAX_LAT = 85.05112878;

/** World x (0 to 1) of a longitude in degrees. @param {number} lon */
export const worldX = (lon) => (lon + 180) / 360;

/** World y (0 to 1, from the north) of a latitude in degrees. @param {number} lat */
export function worldY(lat) {
  const sin = Math.sin((Math.max(-MAX_LAT, Math.min(MAX_LAT, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

/** Longitude in degrees of a world x. @param {number} x */
export const lonOf = (x) => x * 360 - 180;

/** Latitude in degrees of a world y. @param {number} y */
export const latOf = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** Width of the world in pixels at a Leaflet zoom. @param {number} zoom */
export const worldSize = (zoom) => 256 * 2 ** zoom;

/**
 * Whole numbers k for which a thing between two world x shows in the view when moved by k worlds.
 *
 * @param {View} view
 * @param {number} west
 * @param {number} east
 * @param {number} [margin] in pixels
 * @returns {number[]}
 */
export function copies(view, west, east, margin = 0) {
  const first = Math.ceil((view.x - margin) / view.scale - east);
  const last = Math.floor((view.x + view.width + margin) / view.scale - west);
  const all = [];
  for (let k = first; k <= last; k++) all.push(k);
  return all;
}
