// @ts-check
/** @import {Shape} from "./types.js" */
/** @import {Theme} from "./theme.js" */
import { icon } from "./dom.js";

const f = (/** @type {number} */ n) => n.toFixed(2);

/** A regular polygon or, with an inner radius, a star. @param {number} corners @param {number} radius @param {number} [inner] */
function polygon(corners, radius, inner) {
  const points = [];
  const steps = inner ? corners * 2 : corners;
  for (let i = 0; i < steps; i++) {
    const r = inner && i % 2 ? inner : radius;
    const angle = (i / steps) * 2 * Math.PI - Math.PI / 2;
    points.push(`${f(r * Math.cos(angle))} ${f(r * Math.sin(angle))}`);
  }
  return `M${points.join("L")}Z`;
}

const circle = (/** @type {number} */ r) => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;

/** Outlines around 0,0 of about equal visual weight. @type {Record<Shape, string>} */
const OUTLINES = {
  diamond: "M0 -6L6 0L0 6L-6 0Z",
  circle: circle(5),
  square: "M-4.5 -4.5H4.5V4.5H-4.5Z",
  triangle: "M0 -5.8L5.6 4.2H-5.6Z",
  pentagon: polygon(5, 5.6),
  hexagon: polygon(6, 5.5),
  star: polygon(5, 7, 3.2),
  cross: "M-1.8 -5.2H1.8V-1.8H5.2V1.8H1.8V5.2H-1.8V1.8H-5.2V-1.8H-1.8Z",
  ring: circle(4),
  line: "M-9 0H9",
  band: "M-9 0H9",
};

/** @type {Map<Shape, Path2D>} */
const paths = new Map();

/** @param {Shape} shape */
function pathOf(shape) {
  let path = paths.get(shape);
  if (!path) paths.set(shape, (path = new Path2D(OUTLINES[shape] ?? OUTLINES.circle)));
  return path;
}

/** The symbol of a layer for the list; its colour is looked up by the page's style. @param {Shape} shape @param {string} colour */
export function symbolIcon(shape, colour) {
  const open = shape === "line" || shape === "band" || shape === "ring";
  const width = { line: "2", band: "6", ring: "2.4" }[/** @type {"line"} */ (shape)] ?? "0";
  const paint = { fill: open ? "none" : "currentColor", stroke: open ? "currentColor" : "none", "stroke-width": width };
  const svg = icon(OUTLINES[shape] ?? OUTLINES.circle, paint, "symbol");
  for (const [name, value] of Object.entries({ color: colour, width: "18", height: "18" })) svg.setAttribute(name, value);
  return svg;
}

/** Half the side of a sprite in CSS pixels: room for the halo of a place known only to its city. */
export const SPRITE = 18;

/**
 * Paint one symbol around 0,0: fill or outline by status, crisp or a soft disc by precision.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Shape} shape @param {string} colour @param {string} status @param {string} precision @param {Theme} theme
 */
export function paintSymbol(context, shape, colour, status, precision, theme) {
  const vague = precision === "city" || precision === "country";
  if (vague) paintHalo(context, colour, precision === "country" ? 17 : 14);
  context.save();
  const hollow = status === "under_construction" || status === "planned" || status === "aspiration" || status === "unknown";
  const scale = (vague ? 0.8 : 1) * (hollow ? 1.12 : 1);
  context.scale(scale, scale);
  const path = pathOf(shape);
  context.lineJoin = "round";
  context.strokeStyle = theme.card;
  context.lineWidth = shape === "ring" ? 5.4 : 3;
  context.stroke(path);
  context.fillStyle = hollow || shape === "ring" ? theme.card : colour;
  if (status === "closed") context.globalAlpha = 0.45;
  context.fill(path);
  if (hollow || shape === "ring") {
    context.strokeStyle = status === "unknown" ? theme.mute : colour;
    context.lineWidth = status === "unknown" ? 1.1 : shape === "ring" ? 2 : 1.5;
    if (hollow && status !== "unknown") context.setLineDash(status === "aspiration" ? [1.3, 1.5] : [2.6, 1.4]);
    context.stroke(path);
  }
  context.restore();
  if (status === "closed") paintCross(context, theme);
}

/** @param {CanvasRenderingContext2D} context @param {string} colour @param {number} radius */
function paintHalo(context, colour, radius) {
  const soft = context.createRadialGradient(0, 0, 2, 0, 0, radius);
  soft.addColorStop(0, colour);
  soft.addColorStop(0.75, colour);
  soft.addColorStop(1, "transparent");
  context.save();
  context.globalAlpha = 0.16;
  context.fillStyle = soft;
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fill();
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {Theme} theme */
function paintCross(context, theme) {
  context.strokeStyle = theme.ink;
  context.lineWidth = 1.4;
  context.beginPath();
  context.moveTo(-5.5, -5.5);
  context.lineTo(5.5, 5.5);
  context.moveTo(-5.5, 5.5);
  context.lineTo(5.5, -5.5);
  context.stroke();
}

/** Radius in pixels of the disc that stands for several places. @param {number} count */
export const stackRadius = (count) => (count < 10 ? 9.5 : count < 100 ? 11.5 : count < 1000 ? 14 : 17);

/**
 * Paint the disc for several places around 0,0: how many, in a ring of their layers' colours.
 *
 * @param {CanvasRenderingContext2D} context @param {number} count
 * @param {[colour: string, share: number][]} shares adding up to 1
 * @param {Theme} theme
 */
export function paintStack(context, count, shares, theme) {
  const radius = stackRadius(count);
  context.fillStyle = theme.card;
  context.beginPath();
  context.arc(0, 0, radius + 1.6, 0, 2 * Math.PI);
  context.fill();
  let angle = -Math.PI / 2;
  context.lineWidth = 2.6;
  for (const [colour, share] of shares) {
    context.strokeStyle = colour;
    context.beginPath();
    context.arc(0, 0, radius - 0.6, angle, (angle += share * 2 * Math.PI));
    context.stroke();
  }
  context.fillStyle = theme.ink;
  context.font = `600 ${count < 100 ? 11 : 10}px ${context.canvas.dataset.font ?? "sans-serif"}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(count < 10000 ? String(count) : `${Math.round(count / 1000)}k`, 0, 0.5);
}

/** Symbols painted once and copied: tens of thousands cost no more than their copies. */
export class Sprites {
  /** @param {string} font */
  constructor(font) {
    this.font = font;
    /** @type {Map<string, HTMLCanvasElement>} */
    this.made = new Map();
  }

  clear() {
    this.made.clear();
  }

  /**
   * The sprite of a key, painted when it is first asked for; its middle is the place.
   *
   * @param {string} key @param {number} dpr @param {(context: CanvasRenderingContext2D) => void} paint
   */
  get(key, dpr, paint) {
    const full = `${dpr}|${key}`;
    let sprite = this.made.get(full);
    if (!sprite) {
      sprite = document.createElement("canvas");
      sprite.dataset.font = this.font;
      sprite.width = sprite.height = Math.ceil(2 * SPRITE * dpr);
      const context = /** @type {CanvasRenderingContext2D} */ (sprite.getContext("2d"));
      context.setTransform(dpr, 0, 0, dpr, sprite.width / 2, sprite.width / 2);
      paint(context);
      if (this.made.size > 4000) this.made.clear();
      this.made.set(full, sprite);
    }
    return sprite;
  }
}
