// @ts-check
/** @import {BaseLabel, Rect, View} from "./types.js" */
/** @import {Atlas} from "./context.js" */
import { copies } from "./project.js";

/**
 * A name that asks for a place: its anchor in canvas pixels, how it is set, how much it matters (small first).
 *
 * @typedef {object} Name
 * @property {string[]} rows
 * @property {number} x
 * @property {number} y
 * @property {number} order
 * @property {number} size of the type in pixels
 * @property {number} weight
 * @property {"ink" | "mute" | "accent"} colour
 * @property {number} spacing in em
 * @property {number} offset from the anchor to the text in pixels; 0 sets it on the anchor
 * @property {boolean} dot whether the anchor is marked
 */

/** How each kind of base name is set, and between which zooms. */
const KINDS = /** @type {Record<string, {size: number, weight: number, colour: "ink" | "mute", spacing: number, offset: number, from: number, to: number, order: number}>} */ ({
  country: { size: 12, weight: 600, colour: "mute", spacing: 0.14, offset: 0, from: 2, to: 7, order: 0 },
  province: { size: 11.5, weight: 400, colour: "mute", spacing: 0.1, offset: 0, from: 5, to: 8, order: 30 },
  prefecture: { size: 12, weight: 500, colour: "ink", spacing: 0, offset: 5, from: 6, to: 11, order: 20 },
  city: { size: 11.5, weight: 400, colour: "ink", spacing: 0, offset: 5, from: 3, to: 20, order: 40 },
  county: { size: 11.5, weight: 400, colour: "mute", spacing: 0, offset: 0, from: 8, to: 20, order: 50 },
});

/** How many names of features a zoom bears. @param {number} zoom */
const featureNames = (zoom) => (zoom < 4 ? 8 : zoom < 6 ? 16 : zoom < 8 ? 32 : 90);

/**
 * Names of the base map that belong to a view.
 *
 * @param {Atlas} atlas @param {View} view @returns {Name[]}
 */
export function baseNames(atlas, view) {
  /** @type {Name[]} */
  const names = [];
  for (const label of atlas.basemap?.labels() ?? []) {
    const kind = KINDS[label.kind] ?? KINDS.city;
    if (view.zoom < kind.from || view.zoom > kind.to || label.rank > view.zoom * 2 + 2) continue;
    const text = textOf(label, atlas.lang);
    const { size, weight, colour, offset } = kind;
    const spacing = atlas.lang === "zh" ? kind.spacing * 2 : kind.spacing;
    for (const k of copies(view, label.x, label.x, 60)) {
      const [x, y] = [(label.x + k) * view.scale - view.x, label.y * view.scale - view.y];
      names.push({ rows: [text], x, y, order: kind.order + label.rank * 3, size, weight, colour, spacing, offset, dot: offset > 0 });
    }
  }
  return names;
}

/** @param {BaseLabel} label @param {"zh" | "en"} lang */
const textOf = (label, lang) => (lang === "zh" ? label.zh || label.en : label.en || label.zh);

/**
 * Names of the features that stand alone, the chosen one first.
 *
 * @param {Atlas} atlas @param {View} view @returns {Name[]}
 */
export function featureNamesOf(atlas, view) {
  const { data, features } = atlas;
  const marks = features?.marks();
  if (!data || !features || !marks) return [];
  /** @type {Name[]} */
  const names = [];
  const most = featureNames(view.zoom) * 4;
  for (const [m, x, y] of features.visible(marks, view)) {
    const mark = marks.list[m];
    const i = mark.first;
    if (mark.count > 1 || i === atlas.selected) continue;
    names.push(nameOf(data.name(i), x, y, 12 + data.layerOf[i] + (view.zoom < 8 ? 0 : -10)));
    if (names.length > 3000) break;
  }
  names.sort((a, b) => a.order - b.order);
  names.length = Math.min(names.length, most);
  const chosen = atlas.selected >= 0 ? features.placeOf(atlas.selected) : null;
  if (chosen) {
    for (const k of copies(view, chosen.x / view.scale, chosen.x / view.scale, 60)) {
      const name = nameOf(data.name(atlas.selected), chosen.x + k * view.scale - view.x, chosen.y - view.y, -100);
      names.push({ ...name, weight: 600, colour: "accent", offset: chosen.radius + 4 });
    }
  }
  return names;
}

/** @param {string} text @param {number} x @param {number} y @param {number} order @returns {Name} */
function nameOf(text, x, y, order) {
  return { rows: rowsOf(text), x, y, order, size: 11.5, weight: 500, colour: "ink", spacing: 0, offset: 9, dot: false };
}

/** A long name in rows of about equal length, broken where it reads best and never cut. @param {string} text */
function rowsOf(text) {
  const hanzi = /[\u3400-\u9fff]/.test(text);
  const most = hanzi ? 11 : 24;
  const rows = [];
  let rest = text;
  for (let left = Math.ceil(text.length / most); rest.length > most; left--) {
    const cut = breakOf(rest, hanzi, most, Math.ceil(rest.length / Math.max(2, left)));
    rows.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest ? [...rows, rest] : rows;
}

/** Where to break a text: near a length, at a bracket, a mark or a blank. @param {string} text @param {boolean} hanzi @param {number} most @param {number} wanted */
function breakOf(text, hanzi, most, wanted) {
  const breaks = [...text.matchAll(hanzi ? /(?=[（(“])|(?<=[）)·、—–])/g : /\s/g)].map((match) => match.index);
  const near = breaks.filter((at) => at > 2 && at <= most).sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
  return near ?? Math.min(most, wanted);
}

/**
 * Boxes where a name may stand around its anchor, best first.
 *
 * @param {Name} name @param {number} width @param {number} height
 * @returns {{box: Rect, align: CanvasTextAlign}[]}
 */
export function standings({ x, y, offset }, width, height) {
  const at = (/** @type {number} */ left, /** @type {number} */ top, /** @type {CanvasTextAlign} */ align) => ({
    box: { left, top, right: left + width, bottom: top + height },
    align,
  });
  if (offset === 0) return [at(x - width / 2, y - height / 2, "center")];
  const down = y - height / 2;
  const near = offset * 0.7;
  return [
    at(x + offset, down, "left"),
    at(x - offset - width, down, "right"),
    at(x - width / 2, y - offset - height, "center"),
    at(x - width / 2, y + offset, "center"),
    at(x + near, y - near - height, "left"),
    at(x + near, y + near, "left"),
    at(x - near - width, y - near - height, "right"),
    at(x - near - width, y + near, "right"),
  ];
}
