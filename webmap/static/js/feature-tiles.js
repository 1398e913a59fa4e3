// @ts-check
/** @import {Columns, LayerDocument, MapDocument} from "./types.js" */
/** @import {Atlas} from "./context.js" */
/** @import {VectorTile} from "@mapbox/vector-tile" */
import { featuresOf } from "./base-tile.js";
import { Dataset } from "./dataset.js";
import { latOf, lonOf } from "./project.js";
import { readVectorTile, TileSource } from "./tile-source.js";

/** Features that are too many for one document: fetched for the view, tile by tile. */
export class FeatureTiles {
  /** @param {Atlas} atlas @param {MapDocument} doc */
  constructor(atlas, doc) {
    this.atlas = atlas;
    this.doc = doc;
    this.source = new TileSource(doc.tiles ?? "", async (answer, z, x, y) => columnsOf(await readVectorTile(answer), z, x, y), 160);
    /** Numbers of the tiles that show now. @type {[number, number, number][]} */
    this.shown = [];
    this.follow = () => void this.load();
    atlas.map.on("moveend", this.follow);
  }

  /** Other tiles take their place. */
  stop() {
    this.atlas.map.off("moveend", this.follow);
    this.shown = [];
  }

  /** Fetch what the view needs and make it the atlas's data. */
  async load() {
    const wanted = this.tilesInView();
    const before = this.shown;
    this.shown = wanted;
    const loading = wanted.map((tile) => this.source.get(...tile));
    for (const tile of before) this.source.release(...tile);
    const tiles = await Promise.all(loading);
    if (this.shown !== wanted) return;
    const { atlas } = this;
    const open = atlas.data && atlas.selected >= 0 ? atlas.data.value(atlas.selected, "id") : "";
    const layers = this.doc.layers.map((layer) => merge(layer, tiles));
    atlas.data = new Dataset({ ...this.doc, layers }, atlas.lang);
    atlas.selected = open ? atlas.data.numberOf(open) : -1;
    atlas.emit("data");
  }

  /** @returns {[number, number, number][]} */
  tilesInView() {
    const { map } = this.atlas;
    const [least, most] = this.doc.tileZooms ?? [0, 10];
    const z = Math.max(least, Math.min(most, map.getZoom() - 1));
    const side = 2 ** z;
    const world = 256 * 2 ** map.getZoom();
    const { min, max } = /** @type {{min: L.Point, max: L.Point}} */ (map.getPixelBounds());
    /** @type {Map<string, [number, number, number]>} */
    const tiles = new Map();
    for (let x = Math.floor((min.x / world) * side); x <= Math.floor((max.x / world) * side); x++) {
      for (let y = Math.max(0, Math.floor((min.y / world) * side)); y <= Math.min(side - 1, Math.floor((max.y / world) * side)); y++) {
        const wrapped = ((x % side) + side) % side;
        tiles.set(`${wrapped}/${y}`, [z, wrapped, y]);
      }
    }
    return [...tiles.values()];
  }
}

/** @returns {Required<Omit<Columns, "lines" | "alias" | "place" | "level" | "country">>} */
const empty = () => ({ id: [], zh: [], en: [], kind: [], status: [], precision: [], lon: [], lat: [], n: [] });

/** @param {VectorTile} tile @param {number} z @param {number} x @param {number} y */
function columnsOf(tile, z, x, y) {
  /** @type {Map<string, ReturnType<typeof empty>>} */
  const layers = new Map();
  const side = 2 ** z;
  for (const [id, layer] of Object.entries(tile.layers)) {
    const columns = empty();
    for (const feature of featuresOf(layer)) {
      const [[point]] = feature.loadGeometry();
      // Points in a tile's margin belong to its neighbour.
      if (point.x < 0 || point.y < 0 || point.x >= feature.extent || point.y >= feature.extent) continue;
      for (const name of /** @type {const} */ (["id", "zh", "en", "kind", "status", "precision"])) columns[name].push(String(feature.properties[name] ?? ""));
      columns.n.push(Number(feature.properties.n ?? 1));
      columns.lon.push(lonOf((x + point.x / feature.extent) / side));
      columns.lat.push(latOf((y + point.y / feature.extent) / side));
    }
    layers.set(id, columns);
  }
  return layers;
}

/**
 * A layer with the points of the tiles beside what its document holds: lines, and features without a place.
 *
 * @param {LayerDocument} layer @param {(ReturnType<typeof columnsOf> | null)[]} tiles @returns {LayerDocument}
 */
function merge(layer, tiles) {
  const kept = layer.features;
  const columns = empty();
  const held = kept?.id.length ?? 0;
  for (let row = 0; row < held; row++) {
    for (const name of /** @type {const} */ (["id", "zh", "en", "kind", "status", "precision"])) columns[name].push(kept?.[name]?.[row] ?? "");
    columns.lon.push(kept?.lon[row] ?? null);
    columns.lat.push(kept?.lat[row] ?? null);
    columns.n.push(1);
  }
  for (const tile of tiles) {
    const part = tile?.get(layer.id);
    if (!part) continue;
    for (const name of /** @type {(keyof typeof part)[]} */ (Object.keys(columns))) {
      const [into, from] = /** @type {[unknown[], unknown[]]} */ ([columns[name], part[name]]);
      for (const value of from) into.push(value);
    }
  }
  return { ...layer, features: { ...columns, lines: kept?.lines ?? [] } };
}
