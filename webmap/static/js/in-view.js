// @ts-check
/** @import {Atlas} from "./context.js" */

/**
 * Features of the visible layers whose place lies in the map, in the order of the document, and those without a place.
 *
 * @param {Atlas} atlas
 * @returns {{placed: number[], unplaced: number[], counts: number[]}} counts by layer, hidden layers too
 */
export function inView(atlas) {
  const { data, map, hidden } = atlas;
  /** @type {{placed: number[], unplaced: number[], counts: number[]}} */
  const found = { placed: [], unplaced: [], counts: [] };
  if (!data) return found;
  const box = map.getPixelBounds();
  const world = 256 * 2 ** map.getZoom();
  const { min, max } = /** @type {{min: L.Point, max: L.Point}} */ (box);
  const [west, east, north, south] = [min.x / world, max.x / world, min.y / world, max.y / world];
  const shows = (/** @type {number} */ left, /** @type {number} */ right, /** @type {number} */ top, /** @type {number} */ bottom) =>
    bottom >= north && top <= south && Math.ceil(west - right) <= Math.floor(east - left);
  found.counts = data.layers.map(() => 0);
  const off = data.layers.map((layer) => hidden.has(layer.id));
  for (let i = 0; i < data.size; i++) {
    const layer = data.layerOf[i];
    if (data.isPoint(i)) {
      if (!shows(data.x[i], data.x[i], data.y[i], data.y[i])) continue;
    } else {
      const parts = data.lines.get(i);
      if (!parts) {
        if (!off[layer]) found.unplaced.push(i);
        continue;
      }
      if (!parts.some((part) => shows(part.west, part.east, part.north, part.south))) continue;
    }
    found.counts[layer] += data.weight[i];
    if (!off[layer]) found.placed.push(i);
  }
  return found;
}
