// @ts-check
/** @import {Mark} from "./types.js" */
/** @import {Dataset} from "./dataset.js" */

/** Below this many points symbols stand apart at 20 pixels, above it at 44. */
const MANY = 4000;

/** The marks of all visible points at one zoom, with a grid to find them by place. */
export class Marks {
  /**
   * One pass over the points: each joins a mark nearer than the gap or becomes one.
   *
   * @param {Dataset} data @param {Set<string>} hidden ids of layers that are switched off
   * @param {number} scale width of the world in pixels
   */
  constructor(data, hidden, scale) {
    this.scale = scale;
    this.data = data;
    this.gap = data.size > MANY ? 44 : 20;
    /** @type {Mark[]} */
    this.list = [];
    /** Next feature in the same mark, -1 at its end. */
    this.next = new Int32Array(data.size).fill(-1);
    /** Mark of each feature, -1 where it has none. */
    this.markOf = new Int32Array(data.size).fill(-1);
    const bits = Math.max(8, Math.ceil(Math.log2(data.size + 1)) + 1);
    this.mask = 2 ** bits - 1;
    this.head = new Int32Array(2 ** bits).fill(-1);
    this.after = new Int32Array(data.size).fill(-1);
    const off = data.layers.map((layer) => hidden.has(layer.id));
    for (let i = 0; i < data.size; i++) {
      if (!off[data.layerOf[i]] && data.isPoint(i)) this.add(i);
    }
  }

  /** @param {number} column @param {number} row */
  slot(column, row) {
    return (Math.imul(column, 73856093) ^ Math.imul(row, 19349663)) & this.mask;
  }

  /** @param {number} i */
  add(i) {
    const { data, scale, gap } = this;
    const [x, y] = [data.x[i] * scale, data.y[i] * scale];
    const near = this.nearest(x, y, gap);
    const mark = this.list[near];
    if (mark) {
      this.next[i] = mark.first;
      mark.first = i;
      mark.count += data.weight[i];
      this.markOf[i] = near;
      return;
    }
    const slot = this.slot(Math.floor(x / gap), Math.floor(y / gap));
    this.after[this.list.length] = this.head[slot];
    this.head[slot] = this.markOf[i] = this.list.length;
    this.list.push({ x, y, first: i, count: data.weight[i] });
  }

  /**
   * The mark nearest to a place in world pixels and within a distance of at most the gap, or -1.
   *
   * @param {number} x @param {number} y @param {number} within
   */
  nearest(x, y, within) {
    const { gap } = this;
    const [column, row] = [Math.floor(x / gap), Math.floor(y / gap)];
    let [best, least] = [-1, within * within];
    for (let c = column - 1; c <= column + 1; c++) {
      for (let r = row - 1; r <= row + 1; r++) {
        for (let m = this.head[this.slot(c, r)]; m >= 0; m = this.after[m]) {
          const mark = this.list[m];
          const distance = (mark.x - x) ** 2 + (mark.y - y) ** 2;
          if (distance < least) [best, least] = [m, distance];
        }
      }
    }
    return best;
  }

  /** Features of a mark in the order of their layers. @param {number} m @returns {number[]} */
  members(m) {
    const members = [];
    for (let i = this.list[m].first; i >= 0; i = this.next[i]) members.push(i);
    return members.reverse();
  }
}
