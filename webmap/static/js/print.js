// @ts-check
/** @import {Atlas} from "./context.js" */
import { find, findAll, make } from "./dom.js";
import { readTheme } from "./theme.js";
import { clearRoom } from "./room.js";

/** Pixels of the map on paper: the text width of A4 in CSS pixels, the height that print.css gives the stage, less its border. */
const PAPER = { width: 678, height: 519 };
/** The map is laid out as wide as it shows on the screen, but at most this, and then made smaller. */
const WIDEST = 1200;
/** Canvas pixels for one of the screen: paper shows more than a screen does. */
const SHARPNESS = 2;

/**
 * Lay the map out for paper before it is printed, all at once, for nothing runs between this and the print.
 *
 * @param {Atlas} atlas
 */
export function addPrint(atlas) {
  /** What to put back afterwards. @type {(() => void) | null} */
  let restore = null;
  addEventListener("beforeprint", () => (restore ??= toPaper(atlas)));
  addEventListener("afterprint", () => {
    restore?.();
    restore = null;
  });
}

/** @param {Atlas} atlas @returns {() => void} */
function toPaper(atlas) {
  const { map } = atlas;
  const { style } = map.getContainer();
  const root = document.documentElement.dataset;
  const theme = root.theme;
  const [size, room, before] = [map.getSize(), clearRoom(atlas), map.getCenter()];
  const middle = map.containerPointToLatLng([(room.left + room.right) / 2, (room.top + room.bottom) / 2]);
  const shape = PAPER.width / PAPER.height;
  const width = Math.min(WIDEST, size.x, Math.max(room.right - room.left, (room.bottom - room.top) * shape));
  root.theme = "print";
  Object.assign(style, { width: `${width}px`, height: `${width / shape}px` });
  atlas.sharpness = SHARPNESS;
  show(atlas, middle);
  const sheet = flatten(map);
  const credits = make("p", { class: "paper-credits" }, find(".map-credits span")?.textContent ?? "");
  find("main")?.append(credits);
  style.zoom = String(PAPER.width / width);
  return () => {
    sheet.remove();
    credits.remove();
    map.getPane("mapPane")?.style.removeProperty("visibility");
    if (theme === undefined) delete root.theme;
    else root.theme = theme;
    Object.assign(style, { width: "", height: "", zoom: "" });
    atlas.sharpness = 1;
    show(atlas, before);
  };
}

/** @param {Atlas} atlas @param {L.LatLng} center */
function show(atlas, center) {
  atlas.theme = readTheme();
  atlas.map.invalidateSize({ pan: false });
  atlas.map.setView(center, atlas.map.getZoom(), { animate: false });
  atlas.emit("theme");
  atlas.labels?.redraw();
}

/**
 * All canvases of the map on a single one in their place. A browser prints what was done to a canvas, not what it
 * shows, and there each layer that clears itself would clear the layers below.
 *
 * @param {L.Map} map @returns {HTMLCanvasElement}
 */
function flatten(map) {
  const box = map.getContainer();
  const frame = box.getBoundingClientRect();
  const sheet = document.createElement("canvas");
  sheet.className = "map-paper";
  [sheet.width, sheet.height] = [frame.width * SHARPNESS, frame.height * SHARPNESS];
  Object.assign(sheet.style, { position: "absolute", left: "0", top: "0", width: `${frame.width}px`, height: `${frame.height}px` });
  const context = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d", { alpha: false }));
  context.scale(SHARPNESS, SHARPNESS);
  context.fillStyle = readTheme().sea;
  context.fillRect(0, 0, frame.width, frame.height);
  const layers = /** @type {HTMLCanvasElement[]} */ (findAll("canvas", box)).sort((a, b) => depthOf(a) - depthOf(b));
  for (const canvas of layers) {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    context.drawImage(canvas, left - frame.left, top - frame.top, width, height);
  }
  const pane = map.getPane("mapPane");
  if (pane) pane.style.visibility = "hidden";
  box.append(sheet);
  return sheet;
}

/** @param {HTMLCanvasElement} canvas */
function depthOf(canvas) {
  const pane = canvas.closest(".leaflet-map-pane > .leaflet-pane");
  return pane ? Number(getComputedStyle(pane).zIndex) || 0 : 0;
}
