// @ts-check
/** @import {Columns, Lang, LayerDocument, MapDocument, Part, Shape, Stroke} from "./types.js" */
import { worldX, worldY } from "./project.js";

export const STATUSES = ["existing", "under_construction", "planned", "aspiration", "closed", "unknown"];
export const PRECISIONS = ["site", "district", "city", "country"];

/**
 * @typedef {object} LayerInfo
 * @property {string} id
 * @property {string} name
 * @property {{shape: Shape, colour: string}} symbol
 * @property {Record<string, Stroke>} strokes by kind
 * @property {number} count
 * @property {Columns} columns
 * @property {number} start number of its first feature
 */

/** All features of a map, numbered through over its layers, with what is drawn in typed arrays. */
export class Dataset {
  /** @param {MapDocument} doc @param {Lang} lang */
  constructor(doc, lang) {
    this.lang = lang;
    this.terms = doc.terms ?? {};
    /** Whether there is more than is loaded: points come tile by tile. */
    this.partial = doc.mode === "tiles";
    /** Zooms from which lines come in more detail. */
    this.lineZooms = doc.lineZooms ?? [];
    const layers = doc.layers.filter((layer) => layer.features);
    this.size = layers.reduce((sum, layer) => sum + columnsOf(layer).id.length, 0);
    this.x = new Float64Array(this.size).fill(NaN);
    this.y = new Float64Array(this.size).fill(NaN);
    this.layerOf = new Uint16Array(this.size);
    this.status = new Uint8Array(this.size);
    this.precision = new Uint8Array(this.size);
    this.weight = new Uint32Array(this.size).fill(1);
    /** @type {Map<number, Part[]>} */
    this.lines = new Map();
    /** @type {LayerInfo[]} */
    this.layers = [];
    let start = 0;
    for (const layer of layers) {
      this.take(layer, start);
      start += columnsOf(layer).id.length;
    }
    /** @type {Map<string, number> | null} */
    this.numbers = null;
  }

  /** @param {LayerDocument} layer @param {number} start */
  take(layer, start) {
    const columns = columnsOf(layer);
    const index = this.layers.length;
    this.layers.push({ id: layer.id, name: layer[this.lang], symbol: layer.symbol, strokes: layer.strokes ?? {}, count: layer.count, columns, start });
    for (let row = 0; row < columns.id.length; row++) {
      const i = start + row;
      const [lon, lat] = [columns.lon[row], columns.lat[row]];
      this.layerOf[i] = index;
      if (lon !== null && lat !== null) {
        this.x[i] = worldX(lon);
        this.y[i] = worldY(lat);
      }
      this.status[i] = Math.max(0, STATUSES.indexOf(columns.status?.[row] ?? "unknown"));
      this.precision[i] = Math.max(0, PRECISIONS.indexOf(columns.precision?.[row] ?? "site"));
      if (columns.n) this.weight[i] = columns.n[row];
      const parts = columns.lines?.[row];
      if (parts?.length) this.lines.set(i, parts.map(partOf));
    }
  }

  /** Take lines in more detail. @param {Record<string, number[][]>} lines by id */
  refine(lines) {
    for (const [id, parts] of Object.entries(lines)) {
      const i = this.numberOf(id);
      if (i >= 0) this.lines.set(i, parts.map(partOf));
    }
  }

  /** @param {number} i */
  layer(i) {
    return this.layers[this.layerOf[i]];
  }

  /** How a line is drawn: as its kind says, else as its layer does. @param {number} i @returns {Stroke} */
  stroke(i) {
    const { strokes, symbol } = this.layer(i);
    return strokes[this.value(i, "kind")] ?? { style: symbol.shape === "band" ? "band" : "line", colour: symbol.colour };
  }

  /** Value of a column for a feature, "" where there is none. @param {number} i @param {keyof Columns} column */
  value(i, column) {
    const { columns, start } = this.layer(i);
    return String(columns[column]?.[i - start] ?? "");
  }

  /** Name in the page's language, or in the other one where there is none. @param {number} i */
  name(i) {
    return this.value(i, this.lang) || this.otherName(i);
  }

  /** @param {number} i */
  otherName(i) {
    return this.value(i, this.lang === "zh" ? "en" : "zh");
  }

  /** A coded value in words. @param {number} i @param {"kind" | "status" | "precision" | "level" | "country"} column */
  term(i, column) {
    const code = this.value(i, column);
    return this.terms[column]?.[code]?.[this.lang === "zh" ? 0 : 1] ?? code;
  }

  /** Number of the feature with an id, -1 where it is not loaded. @param {string} id */
  numberOf(id) {
    if (!this.numbers) {
      this.numbers = new Map();
      for (let i = this.size - 1; i >= 0; i--) this.numbers.set(this.value(i, "id"), i);
    }
    return this.numbers.get(id) ?? -1;
  }

  /** @param {number} i */
  isPoint(i) {
    return !Number.isNaN(this.x[i]);
  }

  /** Whether the feature is anywhere on the map. @param {number} i */
  isPlaced(i) {
    return this.isPoint(i) || this.lines.has(i);
  }
}

/** @param {LayerDocument} layer */
function columnsOf(layer) {
  return /** @type {Columns} */ (layer.features);
}

/** @param {number[]} flat lon, lat, lon, lat, ... in degrees @returns {Part} */
function partOf(flat) {
  const xy = new Float64Array(flat.length);
  const part = { xy, west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (let at = 0; at < flat.length; at += 2) {
    const x = (xy[at] = worldX(flat[at]));
    const y = (xy[at + 1] = worldY(flat[at + 1]));
    part.west = Math.min(part.west, x);
    part.east = Math.max(part.east, x);
    part.north = Math.min(part.north, y);
    part.south = Math.max(part.south, y);
  }
  return part;
}
