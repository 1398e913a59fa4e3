// @ts-check
/** @import {Atlas} from "./context.js" */
import { readTheme } from "./theme.js";
import { clearRoom } from "./room.js";

/** Pixels of the map on paper: the text width of A4 in CSS pixels, and the height that print.css gives the stage. */
const PAPER = { width: 680, height: 520 };
/** The map is laid out this wide at most and then made smaller: names stay legible, more of the map shows. */
const LAYOUT_WIDTH = 900;
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
  const width = Math.min(LAYOUT_WIDTH, size.x);
  root.theme = "print";
  Object.assign(style, { width: `${width}px`, height: `${(width * PAPER.height) / PAPER.width}px`, zoom: String(PAPER.width / width) });
  atlas.sharpness = SHARPNESS;
  show(atlas, middle);
  return () => {
    if (theme === undefined) delete root.theme;
    else root.theme = theme;
    Object.assign(style, { width: "", height: "", zoom: "" });
    atlas.sharpness = 1;
    show(atlas, before);
  };
}

/** @param {Atlas} atlas @param {L.LatLng} center */
function show(atlas, center) {
  atlas.map.invalidateSize({ pan: false });
  atlas.map.setView(center, atlas.map.getZoom(), { animate: false });
  atlas.theme = readTheme();
  atlas.emit("theme");
  atlas.labels?.redraw();
}
