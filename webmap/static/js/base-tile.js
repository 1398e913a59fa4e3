// @ts-check
/** @import {BaseLabel} from "./types.js" */
/** @import {Theme} from "./theme.js" */
/** @import {VectorTile, VectorTileFeature, VectorTileLayer} from "@mapbox/vector-tile" */

/**
 * A decoded base tile: paths in tile units, ready to be filled at any scale.
 *
 * @typedef {object} BaseTile
 * @property {number} extent
 * @property {Path2D} land
 * @property {Path2D} home
 * @property {Path2D} lakes
 * @property {Map<string, Path2D>} borders by kind
 * @property {BaseLabel[]} labels
 */

/** Stroke of each kind of border: width in pixels, dash, colour, from which Leaflet zoom. Drawn in this order. */
const BORDERS = /** @type {const} */ ([
  ["coast", 0.6, [], "border", 0],
  ["county", 0.6, [2, 2], "border", 8],
  ["prefecture", 0.7, [4, 2], "border", 6],
  ["province", 0.7, [], "border", 4],
  ["country", 0.8, [], "border", 0],
  ["disputed", 0.9, [4, 3], "border-home", 0],
  ["ten_dash", 1.4, [], "border-home", 0],
]);

/** @param {VectorTile} tile @param {number} z @param {number} x @param {number} y @returns {BaseTile} */
export function readBaseTile(tile, z, x, y) {
  /** @type {BaseTile} */
  const base = { extent: 4096, land: new Path2D(), home: new Path2D(), lakes: new Path2D(), borders: new Map(), labels: [] };
  for (const feature of featuresOf(tile.layers.land)) {
    base.extent = feature.extent;
    trace(Number(feature.properties.home) ? base.home : base.land, feature, true);
  }
  for (const feature of featuresOf(tile.layers.lakes)) trace(base.lakes, feature, true);
  for (const feature of featuresOf(tile.layers.borders)) {
    const kind = String(feature.properties.kind);
    const path = base.borders.get(kind) ?? new Path2D();
    base.borders.set(kind, path);
    trace(path, feature, false);
  }
  for (const feature of featuresOf(tile.layers.labels)) base.labels.push(labelOf(feature, z, x, y));
  return base;
}

/** @param {VectorTileLayer | undefined} layer @returns {Generator<VectorTileFeature>} */
export function* featuresOf(layer) {
  for (let i = 0; layer && i < layer.length; i++) yield layer.feature(i);
}

/** @param {Path2D} path @param {VectorTileFeature} feature @param {boolean} close */
function trace(path, feature, close) {
  for (const ring of feature.loadGeometry()) {
    path.moveTo(ring[0].x, ring[0].y);
    for (let i = 1; i < ring.length; i++) path.lineTo(ring[i].x, ring[i].y);
    if (close) path.closePath();
  }
}

/** @param {VectorTileFeature} feature @param {number} z @param {number} x @param {number} y @returns {BaseLabel} */
function labelOf(feature, z, x, y) {
  const [[point]] = feature.loadGeometry();
  const { kind, zh, en, rank } = feature.properties;
  const side = 2 ** z;
  return {
    kind: String(kind ?? "city"),
    zh: String(zh ?? ""),
    en: String(en ?? ""),
    rank: Number(rank ?? 9),
    x: (x + point.x / feature.extent) / side,
    y: (y + point.y / feature.extent) / side,
  };
}

/**
 * Paint a tile, or the part of it that a deeper tile shows.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {BaseTile | null} tile
 * @param {ImageBitmap | null} relief
 * @param {{size: number, zoom: number, theme: Theme, part: (source: "base" | "relief") => [scale: number, x: number, y: number]}} how
 */
export function paintBaseTile(context, tile, relief, how) {
  const { size, theme } = how;
  context.fillStyle = theme.sea;
  context.fillRect(0, 0, size, size);
  if (!tile) return;
  const [times, left, top] = how.part("base");
  const unit = (size / tile.extent) * times;
  context.save();
  context.transform(unit, 0, 0, unit, -left * size, -top * size);
  context.fillStyle = theme.land;
  context.fill(tile.land, "evenodd");
  context.fillStyle = theme.home;
  context.fill(tile.home, "evenodd");
  if (relief) paintRelief(context, tile, relief, how, unit);
  context.fillStyle = theme.sea;
  context.fill(tile.lakes, "evenodd");
  context.lineJoin = "round";
  context.strokeStyle = theme["border-home"];
  context.lineWidth = 1.1 / unit;
  context.stroke(tile.home);
  for (const [kind, width, dash, colour, from] of BORDERS) {
    const path = tile.borders.get(kind);
    if (!path || how.zoom < from) continue;
    context.strokeStyle = theme[colour];
    context.lineWidth = width / unit;
    context.setLineDash(dash.map((length) => length / unit));
    context.stroke(path);
  }
  context.restore();
}

/**
 * Shade the land; the shade fades where the picture is enlarged beyond what it holds.
 *
 * @param {CanvasRenderingContext2D} context @param {BaseTile} tile @param {ImageBitmap} relief
 * @param {Parameters<typeof paintBaseTile>[3]} how @param {number} unit
 */
function paintRelief(context, tile, relief, how, unit) {
  const [times, left, top] = how.part("relief");
  const ground = new Path2D(tile.land);
  ground.addPath(tile.home);
  context.save();
  context.clip(ground, "evenodd");
  context.scale(1 / unit, 1 / unit);
  const [, baseLeft, baseTop] = how.part("base");
  context.translate(baseLeft * how.size, baseTop * how.size);
  context.globalCompositeOperation = how.theme.dark ? "soft-light" : "multiply";
  context.globalAlpha = 0.15 / Math.max(1, Math.sqrt(times));
  const side = relief.width / times;
  context.drawImage(relief, (left * relief.width) / times, (top * relief.height) / times, side, side, 0, 0, how.size, how.size);
  context.restore();
}
