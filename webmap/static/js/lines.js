// @ts-check
/** @import {Part, View} from "./types.js" */
/** @import {Dataset} from "./dataset.js" */
/** @import {Theme} from "./theme.js" */
import { STATUSES } from "./dataset.js";
import { copies } from "./project.js";

/** Least distance in pixels between drawn vertices. */
const STEP = 0.7;

/**
 * Trace all parts of a line, on every copy of the world that shows.
 *
 * @param {CanvasRenderingContext2D} context @param {View} view @param {Part[]} parts
 */
function trace(context, view, parts) {
  context.beginPath();
  for (const part of parts) {
    if (part.south * view.scale < view.y || part.north * view.scale > view.y + view.height) continue;
    for (const k of copies(view, part.west, part.east, 8)) tracePart(context, view, part.xy, k);
  }
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Float64Array} xy @param {number} k */
function tracePart(context, view, xy, k) {
  let [lastX, lastY] = [Infinity, Infinity];
  for (let at = 0; at < xy.length; at += 2) {
    const x = (xy[at] + k) * view.scale - view.x;
    const y = xy[at + 1] * view.scale - view.y;
    if (at === 0) context.moveTo(x, y);
    else if (at < xy.length - 2 && Math.abs(x - lastX) < STEP && Math.abs(y - lastY) < STEP) continue;
    else context.lineTo(x, y);
    [lastX, lastY] = [x, y];
  }
}

/** Width and dash of a line by its layer's shape and its status. @param {Dataset} data @param {number} i */
function strokeOf(data, i) {
  const status = STATUSES[data.status[i]];
  const thin = status === "unknown" ? 1.1 : 1.5;
  const { style } = data.stroke(i);
  const width = style === "band" ? 4 * thin : style === "dotted" ? 2 * thin : thin;
  const dashed = status === "planned" || status === "under_construction" || status === "aspiration";
  const dash = style === "dotted" ? [0.1, width * 2] : dashed ? [width * 2 + 3, width + 2] : [];
  return { width, dash, faded: status === "closed" ? 0.4 : status === "unknown" ? 0.75 : 1 };
}

/**
 * Paint the visible lines: casing first, so that crossings and bundles stay readable; bands lie under thin lines.
 *
 * @param {CanvasRenderingContext2D} context @param {View} view @param {Dataset} data
 * @param {{hidden: Set<string>, selected: number, theme: Theme}} how
 */
export function paintLines(context, view, data, how) {
  const { theme } = how;
  context.lineJoin = context.lineCap = "round";
  const order = [...data.lines.keys()].filter((i) => !how.hidden.has(data.layer(i).id));
  const weight = (/** @type {number} */ i) => (i === how.selected ? 3 : data.stroke(i).style === "band" ? 1 : 2);
  order.sort((a, b) => weight(a) - weight(b));
  for (const i of order) paintLine(context, view, data, i, theme, i === how.selected ? theme.accent : "");
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/**
 * Paint one line with its casing; a colour of its own sets it off from the others.
 *
 * @param {CanvasRenderingContext2D} context @param {View} view @param {Dataset} data @param {number} i
 * @param {Theme} theme @param {string} colour
 */
export function paintLine(context, view, data, i, theme, colour) {
  const { width, dash, faded } = strokeOf(data, i);
  const wide = width + (colour ? 1.5 : 0);
  trace(context, view, data.lines.get(i) ?? []);
  context.lineJoin = "round";
  context.setLineDash([]);
  context.strokeStyle = theme.card;
  context.globalAlpha = 0.9;
  context.lineWidth = wide + 2.4;
  context.stroke();
  context.setLineDash(dash);
  context.lineCap = dash.length && data.stroke(i).style !== "dotted" ? "butt" : "round";
  context.strokeStyle = colour || theme.of(data.stroke(i).colour);
  context.globalAlpha = colour ? 1 : faded;
  context.lineWidth = wide;
  context.stroke();
}

/**
 * Lines that pass within a distance of a place in world pixels, nearest first.
 *
 * @param {Dataset} data @param {Set<string>} hidden @param {View} view @param {number} x @param {number} y @param {number} within
 * @returns {number[]}
 */
export function linesAt(data, hidden, view, x, y, within) {
  /** @type {[number, number][]} */
  const found = [];
  for (const [i, parts] of data.lines) {
    if (hidden.has(data.layer(i).id)) continue;
    const reach = within + strokeOf(data, i).width / 2;
    const least = Math.min(...parts.map((part) => distanceTo(part, view.scale, x, y, reach)));
    if (least <= reach) found.push([least, i]);
  }
  return found.sort((a, b) => a[0] - b[0]).map(([, i]) => i);
}

/** @param {Part} part @param {number} scale @param {number} x @param {number} y @param {number} reach */
function distanceTo(part, scale, x, y, reach) {
  const k = Math.round((x / scale) - (part.west + part.east) / 2);
  const px = x - k * scale;
  if (px < part.west * scale - reach || px > part.east * scale + reach) return Infinity;
  if (y < part.north * scale - reach || y > part.south * scale + reach) return Infinity;
  let least = Infinity;
  const { xy } = part;
  for (let at = 2; at < xy.length; at += 2) {
    const [ax, ay] = [xy[at - 2] * scale, xy[at - 1] * scale];
    const [bx, by] = [xy[at] * scale - ax, xy[at + 1] * scale - ay];
    const along = bx || by ? Math.max(0, Math.min(1, ((px - ax) * bx + (y - ay) * by) / (bx * bx + by * by))) : 0;
    least = Math.min(least, Math.hypot(px - ax - along * bx, y - ay - along * by));
  }
  return least;
}
