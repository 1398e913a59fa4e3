// @ts-check
/** @import {View} from "./types.js" */
/** @import {Atlas} from "./context.js" */
import { CanvasLayer } from "./canvas-layer.js";
import { disc } from "./features.js";
import { paintLine } from "./lines.js";
import { copies } from "./project.js";

/** Rings around the chosen and the pointed-at feature: a canvas of its own, so that pointing repaints nothing else. */
export class HighlightLayer extends CanvasLayer {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    super(atlas, "highlight", 430);
    atlas.on("hover", () => this.redraw());
    atlas.on("painted", () => this.redraw());
  }

  /** @param {CanvasRenderingContext2D} context @param {View} view */
  paint(context, view) {
    const { data, hovered, selected, theme } = this.atlas;
    if (!data) return;
    if (hovered >= 0 && hovered !== selected && data.lines.has(hovered)) {
      paintLine(context, view, data, hovered, theme, theme.of(data.stroke(hovered).colour));
      context.setLineDash([]);
      context.globalAlpha = 1;
    }
    this.ring(context, view, hovered, theme.ink, 1.5);
    this.ring(context, view, selected, theme.accent, 2.5);
  }

  /** @param {CanvasRenderingContext2D} context @param {View} view @param {number} i @param {string} colour @param {number} width */
  ring(context, view, i, colour, width) {
    const place = i >= 0 ? this.atlas.features?.placeOf(i) : null;
    if (!place) return;
    const x = place.x / view.scale;
    for (const k of copies(view, x, x, 40)) {
      disc(context, place.x + k * view.scale - view.x, place.y - view.y, place.radius);
      context.strokeStyle = this.atlas.theme.card;
      context.lineWidth = width + 2.5;
      context.stroke();
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
  }
}
