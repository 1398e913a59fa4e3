// @ts-check
/** @import {Rect, View} from "./types.js" */
/** @import {Atlas} from "./context.js" */
/** @import {Name} from "./names.js" */
import { Boxes, overlap, within } from "./boxes.js";
import { CanvasLayer } from "./canvas-layer.js";
import { baseNames, featureNamesOf, standings } from "./names.js";
import { covered } from "./room.js";

/** Height of a row of type, in sizes of the type. */
const LEADING = 1.25;

/** Distance in pixels within which equal names mean one place. */
const SAME = 160;

/** The names on the map, placed one after another by how much they matter; none touches another or is cut. */
export class LabelLayer extends CanvasLayer {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    super(atlas, "labels", 440);
    this.family = getComputedStyle(document.body).fontFamily;
    /** @type {Map<string, number>} */
    this.widths = new Map();
    this.asked = false;
    /** Where each name stands, to write it but once for a place. @type {Map<string, Name[]>} */
    this.written = new Map();
    for (const happening of /** @type {const} */ (["view", "painted"])) atlas.on(happening, () => this.ask());
    addEventListener("atlas:panel", () => this.ask());
  }

  /** Redraw once before the next frame, however many parts have changed. */
  ask() {
    if (this.asked) return;
    this.asked = true;
    queueMicrotask(() => {
      this.asked = false;
      this.redraw();
    });
  }

  /** @param {CanvasRenderingContext2D} context @param {View} view */
  paint(context, view) {
    const { atlas } = this;
    const size = atlas.map.getSize();
    const [padX, padY] = [(view.width - size.x) / 2, (view.height - size.y) / 2];
    const frame = { left: padX, top: padY, right: padX + size.x, bottom: padY + size.y };
    const hidden = covered(atlas).map((box) => ({
      left: box.left + padX,
      top: box.top + padY,
      right: box.right + padX,
      bottom: box.bottom + padY,
    }));
    this.written.clear();
    const taken = new Boxes();
    for (const box of hidden) taken.add(box);
    for (const box of atlas.features?.boxes() ?? []) taken.add(box);
    const names = [...featureNamesOf(atlas, view), ...baseNames(atlas, view)].sort((a, b) => a.order - b.order);
    for (const name of names) this.place(context, name, frame, hidden, taken);
  }

  /** @param {CanvasRenderingContext2D} context @param {Name} name @param {Rect} frame @param {Rect[]} hidden @param {Boxes} taken */
  place(context, name, frame, hidden, taken) {
    if (this.isWritten(name)) return;
    const font = `${name.weight} ${name.size}px ${this.family}`;
    const width = Math.max(...name.rows.map((row) => this.widthOf(context, row, font, name.spacing * name.size)));
    const height = name.rows.length * name.size * LEADING;
    if (name.dot) {
      const dot = { left: name.x - 3, top: name.y - 3, right: name.x + 3, bottom: name.y + 3 };
      if (taken.touches(dot) || hidden.some((box) => overlap(dot, box))) return;
    }
    for (const { box, align } of standings(name, width, height)) {
      const cut = overlap(box, frame) && !within(box, frame);
      const wide = { left: box.left - 3, top: box.top - 1, right: box.right + 3, bottom: box.bottom + 1 };
      if (cut || taken.touches(wide)) continue;
      taken.add(wide);
      if (name.dot) taken.add({ left: name.x - 3, top: name.y - 3, right: name.x + 3, bottom: name.y + 3 });
      this.write(context, name, box, align, font);
      this.written.set(keyOf(name), [...(this.written.get(keyOf(name)) ?? []), name]);
      return;
    }
  }

  /** Whether the same name stands near already: a town and its county, a city and its station. @param {Name} name */
  isWritten(name) {
    return this.written.get(keyOf(name))?.some((other) => Math.hypot(other.x - name.x, other.y - name.y) < SAME) ?? false;
  }

  /** @param {CanvasRenderingContext2D} context @param {Name} name @param {Rect} box @param {CanvasTextAlign} align @param {string} font */
  write(context, name, box, align, font) {
    const { theme } = this.atlas;
    context.font = font;
    space(context, name.spacing * name.size);
    context.textAlign = align;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.strokeStyle = theme.halo;
    context.fillStyle = theme[name.colour];
    context.lineWidth = 3;
    const x = align === "left" ? box.left : align === "right" ? box.right : (box.left + box.right) / 2;
    name.rows.forEach((row, at) => {
      const y = box.top + (at + 0.5) * name.size * LEADING;
      context.strokeText(row, x, y);
      context.fillText(row, x, y);
    });
    if (!name.dot) return;
    context.beginPath();
    context.arc(name.x, name.y, 2, 0, 2 * Math.PI);
    context.lineWidth = 2.4;
    context.stroke();
    context.fill();
  }

  /** @param {CanvasRenderingContext2D} context @param {string} row @param {string} font @param {number} spacing in pixels */
  widthOf(context, row, font, spacing) {
    const key = `${font}|${row}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      context.font = font;
      space(context, spacing);
      width = context.measureText(row).width;
      if (this.widths.size > 20000) this.widths.clear();
      this.widths.set(key, width);
    }
    return width;
  }
}

/** A name without the word for its kind. @param {Name} name */
const keyOf = (name) => name.rows.join(" ").replace(/(?<=..)[省市县区]$/, "");

/** Set type wide where the browser can. @param {CanvasRenderingContext2D} context @param {number} pixels */
function space(context, pixels) {
  if ("letterSpacing" in context) context.letterSpacing = `${pixels}px`;
}
