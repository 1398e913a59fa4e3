// @ts-check
/** @import {Rect, View} from "./types.js" */
/** @import {Atlas} from "./context.js" */
/** @import {Dataset} from "./dataset.js" */
import { CanvasLayer } from "./canvas-layer.js";
import { Marks } from "./cluster.js";
import { PRECISIONS, STATUSES } from "./dataset.js";
import { linesAt, paintLines } from "./lines.js";
import { copies } from "./project.js";
import { Spider } from "./spider.js";
import { paintStack, paintSymbol, SPRITE, Sprites, stackRadius } from "./symbols.js";

/** All features on one canvas; knows what stands where. */
export class FeatureLayer extends CanvasLayer {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    super(atlas, "features", 420);
    this.sprites = new Sprites(getComputedStyle(document.body).fontFamily);
    /** The theme that the sprites are painted in. */
    this.dressed = atlas.theme;
    /** Marks by zoom, for the data and the layers that show now. @type {Map<number, Marks>} */
    this.marksAt = new Map();
    /** @type {Spider | null} */
    this.spider = null;
    atlas.on("data", () => this.renew());
    atlas.on("layers", () => this.renew());
    atlas.on("select", () => this.redraw());
  }

  getEvents() {
    return { ...super.getEvents(), zoomstart: () => (this.spider = null) };
  }

  renew() {
    this.marksAt.clear();
    this.spider = null;
    this.redraw();
  }

  /** The marks at the zoom that is painted. @returns {Marks | null} */
  marks() {
    const { data, hidden } = this.atlas;
    if (!data || !this.view) return null;
    let marks = this.marksAt.get(this.view.zoom);
    if (!marks) this.marksAt.set(this.view.zoom, (marks = new Marks(data, hidden, this.view.scale)));
    return marks;
  }

  /** @param {CanvasRenderingContext2D} context @param {View} view */
  paint(context, view) {
    const { atlas } = this;
    const marks = this.marks();
    if (!atlas.data || !marks) return;
    const { hidden, selected, theme } = atlas;
    if (this.dressed !== theme) this.sprites.clear();
    this.dressed = theme;
    paintLines(context, view, atlas.data, { hidden, selected, theme });
    for (const [m, x, y] of this.visible(marks, view)) this.paintMark(context, view, marks, m, x, y);
    if (this.spider) this.paintSpider(context, view, this.spider);
    atlas.emit("painted");
  }

  /**
   * Marks on the canvas with their places on it, once for each copy of the world.
   *
   * @param {Marks} marks @param {View} view @returns {Generator<[mark: number, x: number, y: number]>}
   */
  *visible(marks, view) {
    const [first] = copies(view, 0, 1);
    const turns = copies(view, 0, 1).length;
    for (let m = marks.list.length - 1; m >= 0; m--) {
      const mark = marks.list[m];
      const y = mark.y - view.y;
      if (y < -SPRITE || y > view.height + SPRITE) continue;
      for (let k = first; k < first + turns; k++) {
        const x = mark.x + k * view.scale - view.x;
        if (x >= -SPRITE && x <= view.width + SPRITE) yield [m, x, y];
      }
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {View} view @param {Marks} marks @param {number} m @param {number} x @param {number} y */
  paintMark(context, view, marks, m, x, y) {
    const mark = marks.list[m];
    const data = marks.data;
    const single = mark.count === 1;
    const sprite = single ? this.symbolSprite(data, mark.first, view.dpr) : this.stackSprite(marks, m, view.dpr);
    put(context, sprite, x, y, view.dpr);
  }

  /** @param {Dataset} data @param {number} i @param {number} dpr */
  symbolSprite(data, i, dpr) {
    const { shape: drawn, colour } = data.layer(i).symbol;
    // A place of a layer of lines has no symbol of its own: it is a disc in their colour.
    const shape = drawn === "band" || drawn === "line" ? "circle" : drawn;
    const [status, precision] = [STATUSES[data.status[i]], PRECISIONS[data.precision[i]]];
    const { theme } = this.atlas;
    return this.sprites.get(`${shape}|${colour}|${status}|${precision}`, dpr, (context) => {
      paintSymbol(context, shape, theme.of(colour), status, precision, theme);
    });
  }

  /** @param {Marks} marks @param {number} m @param {number} dpr */
  stackSprite(marks, m, dpr) {
    const { data } = marks;
    const { theme } = this.atlas;
    const { count } = marks.list[m];
    const tally = new Array(data.layers.length).fill(0);
    for (let i = marks.list[m].first; i >= 0; i = marks.next[i]) tally[data.layerOf[i]] += data.weight[i];
    const steps = tally.map((n) => (n === 0 ? 0 : Math.max(1, Math.round((n / count) * 12))));
    const whole = steps.reduce((sum, n) => sum + n, 0);
    return this.sprites.get(`${count}|${steps.join(",")}`, dpr, (context) => {
      const shares = steps.flatMap((n, at) => (n ? [/** @type {[string, number]} */ ([theme.of(data.layers[at].symbol.colour), n / whole])] : []));
      paintStack(context, count, shares, theme);
    });
  }

  /** @param {CanvasRenderingContext2D} context @param {View} view @param {Spider} spider */
  paintSpider(context, view, spider) {
    const { theme, data } = this.atlas;
    if (!data) return;
    for (const k of copies(view, spider.centre.x / view.scale, spider.centre.x / view.scale, 200)) {
      const [left, top] = [view.x - k * view.scale, view.y];
      const reach = Math.max(...spider.legs.map((leg) => Math.hypot(leg.x - spider.centre.x, leg.y - spider.centre.y)));
      context.globalAlpha = 0.82;
      context.fillStyle = theme.card;
      disc(context, spider.centre.x - left, spider.centre.y - top, reach + 16);
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = theme.mute;
      context.lineWidth = 1;
      context.beginPath();
      for (const leg of spider.legs) {
        context.moveTo(spider.centre.x - left, spider.centre.y - top);
        context.lineTo(leg.x - left, leg.y - top);
      }
      context.stroke();
      for (const leg of spider.legs) put(context, this.symbolSprite(data, leg.i, view.dpr), leg.x - left, leg.y - top, view.dpr);
    }
  }

  /**
   * Where a point feature shows, in world pixels: on its leg, in its stack, or by itself.
   *
   * @param {number} i @returns {{x: number, y: number, radius: number} | null}
   */
  placeOf(i) {
    const leg = this.spider?.legs.find((each) => each.i === i);
    if (leg) return { x: leg.x, y: leg.y, radius: 10.5 };
    const marks = this.marks();
    const mark = marks?.list[marks.markOf[i]];
    return mark ? { x: mark.x, y: mark.y, radius: mark.count > 1 ? stackRadius(mark.count) + 4 : 10.5 } : null;
  }

  /**
   * What stands at a place of the map: a stack's mark, or features (several where lines share a track).
   *
   * @param {L.Point} at in pixels of the map's container @param {number} within tolerance in pixels
   * @returns {{mark: number, features: number[]}}
   */
  hit(at, within) {
    const { view, atlas } = this;
    const marks = this.marks();
    if (!view || !marks || !atlas.data) return { mark: -1, features: [] };
    const world = atlas.map.containerPointToLayerPoint(at).add(atlas.map.getPixelOrigin());
    const x = world.x - Math.floor(world.x / view.scale) * view.scale;
    const leg = this.spider?.nearest(x, world.y, within + 8) ?? -1;
    if (leg >= 0) return { mark: -1, features: [leg] };
    const m = marks.nearest(x, world.y, within + 8);
    if (m >= 0 && m !== this.spider?.mark) {
      return marks.list[m].count > 1 ? { mark: m, features: [] } : { mark: -1, features: [marks.list[m].first] };
    }
    return { mark: -1, features: linesAt(atlas.data, atlas.hidden, view, world.x, world.y, within) };
  }

  /** Boxes of the symbols on the canvas, which names must leave free. @returns {Generator<Rect>} */
  *boxes() {
    const { view } = this;
    const marks = this.marks();
    if (!view || !marks) return;
    for (const [m, x, y] of this.visible(marks, view)) {
      const r = marks.list[m].count > 1 ? stackRadius(marks.list[m].count) + 2 : 7;
      yield { left: x - r, top: y - r, right: x + r, bottom: y + r };
    }
    for (const leg of this.spider?.legs ?? []) {
      const [x, y] = [leg.x - view.x, leg.y - view.y];
      yield { left: x - 14, top: y - 14, right: x + 14, bottom: y + 14 };
    }
  }
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius */
export function disc(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** @param {CanvasRenderingContext2D} context @param {HTMLCanvasElement} sprite @param {number} x @param {number} y @param {number} dpr */
function put(context, sprite, x, y, dpr) {
  const side = sprite.width / dpr;
  context.drawImage(sprite, Math.round((x - side / 2) * dpr) / dpr, Math.round((y - side / 2) * dpr) / dpr, side, side);
}
