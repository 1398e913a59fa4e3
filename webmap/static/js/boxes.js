// @ts-check
/** @import {Rect} from "./types.js" */

const CELL = 48;

/** Boxes on a plane, to ask whether a new one would touch any. */
export class Boxes {
  constructor() {
    /** @type {Map<number, Rect[]>} */
    this.cells = new Map();
  }

  /** @param {Rect} box @returns {Generator<number>} */
  *keys(box) {
    for (let c = Math.floor(box.left / CELL); c <= Math.floor(box.right / CELL); c++) {
      for (let r = Math.floor(box.top / CELL); r <= Math.floor(box.bottom / CELL); r++) yield c * 4096 + r;
    }
  }

  /** @param {Rect} box */
  add(box) {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  /** @param {Rect} box */
  touches(box) {
    for (const key of this.keys(box)) {
      if (this.cells.get(key)?.some((other) => overlap(box, other))) return true;
    }
    return false;
  }
}

/** @param {Rect} a @param {Rect} b */
export const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** @param {Rect} inner @param {Rect} outer */
export const within = (inner, outer) =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
