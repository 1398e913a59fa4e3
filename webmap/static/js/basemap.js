// @ts-check
/** @import {BaseLabel, BasemapOptions} from "./types.js" */
/** @import {Atlas} from "./context.js" */
/** @import {BaseTile} from "./base-tile.js" */
import { paintBaseTile, readBaseTile } from "./base-tile.js";
import { lonOf, latOf } from "./project.js";
import { readVectorTile, TileSource } from "./tile-source.js";

const SIDE = 512;
/** How many levels beyond their deepest the relief pictures still say something when enlarged. */
const RELIEF_REACH = 4;

/** @typedef {[z: number, x: number, y: number]} TileNumber */
/** @typedef {{number: TileNumber, source: TileNumber, drawn: TileNumber, tile: BaseTile | null, relief: ImageBitmap | null}} Painted */

/** The ground: land, lakes and borders from vector tiles, one canvas for each tile of 512 pixels. */
export class Basemap extends L.GridLayer {
  /** @param {Atlas} atlas @param {BasemapOptions} options */
  constructor(atlas, options) {
    super({ tileSize: SIDE, updateWhenZooming: false, keepBuffer: 1 });
    this.atlas = atlas;
    this.config = options;
    this.worldMaxZoom = options.worldMaxZoom ?? 6;
    this.reliefZoom = options.reliefMaxZoom ?? 6;
    this.source = new TileSource(options.tiles ?? "", async (answer, z, x, y) => readBaseTile(await readVectorTile(answer), z, x, y));
    /** @type {TileSource<ImageBitmap> | null} */
    this.reliefs = options.relief ? new TileSource(options.relief, async (answer) => createImageBitmap(await answer.blob())) : null;
    /** @type {Map<HTMLCanvasElement, Painted>} */
    this.shown = new Map();
    this.on("tileunload", (event) => this.forget(/** @type {HTMLCanvasElement} */ (/** @type {any} */ (event).tile)));
    this.on("load", () => {
      atlas.drawn("base");
      atlas.emit("view");
    });
    atlas.on("theme", () => this.shown.forEach((painted, canvas) => this.paint(canvas, painted)));
  }

  /** @param {L.Coords} coords @param {L.DoneCallback} done */
  createTile(coords, done) {
    const canvas = document.createElement("canvas");
    const number = /** @type {TileNumber} */ ([coords.z - 1, coords.x, coords.y]);
    const source = this.deepest(number);
    /** @type {Painted} */
    const painted = { number, source, drawn: source, tile: null, relief: null };
    this.shown.set(canvas, painted);
    this.fill(canvas, painted).then(() => done(undefined, canvas));
    return canvas;
  }

  /** @param {HTMLCanvasElement} canvas @param {Painted} painted */
  async fill(canvas, painted) {
    const shaded = painted.number[0] > this.reliefZoom + RELIEF_REACH ? null : (this.reliefs?.get(...ancestor(painted.number, this.reliefZoom)) ?? null);
    [painted.tile, painted.relief] = await Promise.all([this.source.get(...painted.source), shaded]);
    if (!painted.tile) await this.standIn(painted);
    if (this.shown.has(canvas)) this.paint(canvas, painted);
  }

  /** Where a tile cannot be had, paint the part of a shallower one that is there already. @param {Painted} painted */
  async standIn(painted) {
    const [z, x, y] = painted.source;
    if (this.source.blank.has(`${z}/${x}/${y}`)) return;
    for (let up = z - 1; up >= 0 && !painted.tile; up--) {
      painted.drawn = ancestor(painted.source, up);
      painted.tile = await this.source.known(...painted.drawn);
    }
  }

  /** @param {HTMLCanvasElement} canvas @param {Painted} painted */
  paint(canvas, painted) {
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
    const { dpr } = this.atlas;
    if (canvas.width !== Math.round(SIDE * dpr)) canvas.width = canvas.height = Math.round(SIDE * dpr);
    context.setTransform(dpr, 0, 0, dpr, 0, 0);
    paintBaseTile(context, painted.tile, painted.relief, {
      size: SIDE,
      zoom: painted.number[0] + 1,
      theme: this.atlas.theme,
      part: (source) => partOf(painted.number, source === "base" ? painted.drawn : ancestor(painted.number, this.reliefZoom)),
    });
  }

  /** @param {HTMLCanvasElement} canvas */
  forget(canvas) {
    const painted = this.shown.get(canvas);
    if (!painted) return;
    this.shown.delete(canvas);
    this.source.release(...painted.source);
    if (painted.number[0] <= this.reliefZoom + RELIEF_REACH) this.reliefs?.release(...ancestor(painted.number, this.reliefZoom));
  }

  /** Paint with what is here already, or ask for more again. @param {boolean} quiet */
  hush(quiet) {
    this.source.quiet = quiet;
    if (this.reliefs) this.reliefs.quiet = quiet;
  }

  /**
   * Fetch what a tile is painted from, never to be forgotten.
   *
   * @param {TileNumber} number
   */
  keep(number) {
    const shaded = number[0] <= this.reliefZoom + RELIEF_REACH;
    return Promise.all([this.source.get(...this.deepest(number)), shaded ? this.reliefs?.get(...ancestor(number, this.reliefZoom)) : null]);
  }

  /**
   * The deepest tile there is for a place: the world's, or the detailed one where it lies wholly inside the detail.
   *
   * @param {TileNumber} number
   */
  deepest(number) {
    const { detail } = this.config;
    for (let z = Math.min(number[0], detail?.maxZoom ?? 0); detail && z > this.worldMaxZoom; z--) {
      const [, x, y] = ancestor(number, z);
      const [west, south, east, north] = detail.bounds;
      const side = 2 ** z;
      const inside = lonOf(x / side) >= west && lonOf((x + 1) / side) <= east;
      if (inside && latOf((y + 1) / side) >= south && latOf(y / side) <= north) return ancestor(number, z);
    }
    return ancestor(number, this.worldMaxZoom);
  }

  /** Names on the tiles that show now, each once. @returns {BaseLabel[]} */
  labels() {
    /** @type {Map<string, BaseLabel>} */
    const labels = new Map();
    const zoom = this._map?.getZoom();
    for (const { number, tile } of this.shown.values()) {
      if (!tile || number[0] + 1 !== zoom) continue;
      for (const label of tile.labels) labels.set(`${label.kind}|${label.zh}|${label.en}|${label.x.toFixed(4)}`, label);
    }
    return [...labels.values()];
  }
}

/** The tile itself, or the one of a shallower level that holds it. @param {TileNumber} number @param {number} maxZoom @returns {TileNumber} */
function ancestor([z, x, y], maxZoom) {
  const up = Math.max(0, z - maxZoom);
  return [z - up, x >> up, y >> up];
}

/** How many times to enlarge a source tile for a tile inside it, and where it then begins. @param {TileNumber} tile @param {TileNumber} source @returns {[number, number, number]} */
function partOf([z, x, y], [sourceZ, sourceX, sourceY]) {
  const times = 2 ** (z - sourceZ);
  return [times, x - sourceX * times, y - sourceY * times];
}
