// @ts-check
/** @import {CoverageOptions, View} from "./types.js" */
/** @import {Atlas} from "./context.js" */
import { CanvasLayer } from "./canvas-layer.js";
import { latOf } from "./project.js";

/** Steps of a picture that are no hours: the sea, and land that nothing reaches. */
const SEA = 0;
const UNREACHED = 255;
/** Pixels that are coloured at each move of the slider, at most: cells are coarser than what more would show. */
const MOST_PIXELS = 1_200_000;
/** Less than other layers: what is out of sight is coloured too, at every move. */
const PAD = 0.12;

/** Ground by the hours to it: which cell a pixel shows is worked out when the map rests, its colour when the limit moves. */
export class ReachLayer extends CanvasLayer {
  /** @param {Atlas} atlas @param {CoverageOptions} options @param {{steps: Uint8Array, width: number, height: number}} field */
  constructor(atlas, options, field) {
    super(atlas, "reach", 410);
    this.config = options;
    this.field = field;
    this.limit = 0;
    this.pad = PAD;
    /** How many CSS pixels a canvas pixel is wide. */
    this.coarse = 1;
    /** Step of each pixel of the canvas. */
    this.shown = new Uint8Array(0);
    /** @type {ImageData | null} */
    this.pixels = null;
    this.colours = new Uint32Array(256);
    atlas.on("theme", () => this.dress());
    this.dress();
  }

  /** Read the colours of the bands, one for each step. */
  dress() {
    const style = getComputedStyle(document.documentElement);
    const { edges, stepHours } = this.config;
    const bands = edges.map((_, i) => packed(style.getPropertyValue(`--reach-${i + 1}`).trim()));
    for (let step = 0; step < 256; step++) {
      const band = edges.findIndex((edge) => step * stepHours <= edge);
      this.colours[step] = step === SEA || step === UNREACHED || band < 0 ? 0 : bands[band];
    }
  }

  /** Show what is reached within so many steps. @param {number} limit */
  cut(limit) {
    if (limit === this.limit) return;
    this.limit = limit;
    if (this.view) this.colour();
  }

  /**
   * Cells are wide: the canvas has a pixel for each of the page, or fewer, and none more for sharp screens.
   *
   * @param {L.Point} size
   */
  prepare(size) {
    this.coarse = Math.max(1, Math.ceil(Math.sqrt((size.x * size.y) / MOST_PIXELS)));
    const context = super.prepare(size, 1 / this.coarse);
    this.canvas.style.width = `${this.canvas.width * this.coarse}px`;
    this.canvas.style.height = `${this.canvas.height * this.coarse}px`;
    return context;
  }

  /** @param {CanvasRenderingContext2D} _context @param {View} view */
  paint(_context, view) {
    this.look(view);
    this.colour();
  }

  /** Find the step that each pixel shows. @param {View} view */
  look(view) {
    const { steps, width, height } = this.field;
    const { west, north, step } = this.config;
    const { coarse } = this;
    const { width: w, height: h } = this.canvas;
    if (!this.pixels || this.pixels.width !== w || this.pixels.height !== h) {
      this.pixels = new ImageData(w, h);
      this.shown = new Uint8Array(w * h);
    }
    const column = new Int32Array(w);
    for (let x = 0; x < w; x++) {
      const lon = ((view.x + (x + 0.5) * coarse) / view.scale) * 360 - 180;
      column[x] = Math.floor(((((lon - west) % 360) + 360) % 360) / step) % width;
    }
    for (let y = 0; y < h; y++) {
      const lat = latOf((view.y + (y + 0.5) * coarse) / view.scale);
      const row = Math.floor((north - lat) / step);
      const start = y * w;
      if (row < 0 || row >= height) {
        this.shown.fill(SEA, start, start + w);
        continue;
      }
      const first = row * width;
      for (let x = 0; x < w; x++) this.shown[start + x] = steps[first + column[x]];
    }
  }

  colour() {
    const { shown, pixels } = this;
    if (!pixels) return;
    const table = this.colours.slice();
    table.fill(0, this.limit + 1);
    const out = new Uint32Array(pixels.data.buffer);
    for (let i = 0; i < out.length; i++) out[i] = table[shown[i]];
    /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d")).putImageData(pixels, 0, 0);
  }
}

/** A colour as the four bytes of a pixel. @param {string} hex */
function packed(hex) {
  const bytes = new Uint8Array([1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).concat(255));
  return new Uint32Array(bytes.buffer)[0];
}

/**
 * Fetch a field and read the steps out of its pixels.
 *
 * @param {string} url
 * @returns {Promise<{steps: Uint8Array, width: number, height: number}>}
 */
export async function readField(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  // Steps are no colours: nothing may be corrected or blended.
  const picture = await createImageBitmap(await answer.blob(), { colorSpaceConversion: "none", premultiplyAlpha: "none" });
  const { width, height } = picture;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.drawImage(picture, 0, 0);
  picture.close();
  const steps = new Uint8Array(width * height);
  // In strips: the whole picture as colours would be four times as much at once.
  const strip = 128;
  for (let top = 0; top < height; top += strip) {
    const rows = Math.min(strip, height - top);
    const { data } = context.getImageData(0, top, width, rows);
    for (let i = 0, to = top * width; i < data.length; i += 4, to++) steps[to] = data[i];
  }
  return { steps, width, height };
}
