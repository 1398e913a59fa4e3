// @ts-check
/** @import {Mark} from "./types.js" */

/** Places that stand on one another, spread in a ring or a spiral around their common place. */
export class Spider {
  /** @param {number} mark number of the mark @param {Mark} centre @param {number[]} members */
  constructor(mark, centre, members) {
    this.mark = mark;
    this.centre = centre;
    this.legs = members.map((i, at) => {
      const [dx, dy] = members.length <= 14 ? ring(at, members.length) : spiral(at);
      return { i, x: centre.x + dx, y: centre.y + dy };
    });
  }

  /** The feature at a place in world pixels, or -1. @param {number} x @param {number} y @param {number} within */
  nearest(x, y, within) {
    let [best, least] = [-1, within * within];
    for (const leg of this.legs) {
      const distance = (leg.x - x) ** 2 + (leg.y - y) ** 2;
      if (distance < least) [best, least] = [leg.i, distance];
    }
    return best;
  }
}

/** @param {number} at @param {number} all */
function ring(at, all) {
  const radius = Math.max(30, (all * 24) / (2 * Math.PI));
  const angle = (at / all) * 2 * Math.PI - Math.PI / 2;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/** @param {number} at */
function spiral(at) {
  const angle = 2.6 * Math.sqrt(at + 4);
  return [(14 + 4.4 * angle) * Math.cos(angle), (14 + 4.4 * angle) * Math.sin(angle)];
}
