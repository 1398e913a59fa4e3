// @ts-check
/** @import {Atlas} from "./context.js" */
import { calm, iconButton, make } from "./dom.js";
import { goHome } from "./room.js";

const PLUS = "M-5 0H5M0 -5V5";
const MINUS = "M-5 0H5";
const HOME = "M-6 0L0 -6L6 0M-4 -1V6H4V-1";
const WHOLE = "M-6 -2V-6H-2M2 -6H6V-2M6 2V6H2M-2 6H-6V2";
const MOVE = "M0 -7V7M-7 0H7M-2 -5L0 -7L2 -5M-2 5L0 7L2 5M-5 -2L-7 0L-5 2M5 -2L7 0L5 2";
/** Icon and direction of each pan button. */
const PANS = /** @type {[action: string, icon: string, x: number, y: number][]} */ ([
  ["panUp", "M-5 3L0 -3L5 3", 0, -1],
  ["panLeft", "M3 -5L-3 0L3 5", -1, 0],
  ["panRight", "M-3 -5L3 0L-3 5", 1, 0],
  ["panDown", "M-5 -3L0 3L5 -3", 0, 1],
]);

/**
 * The buttons of the map: zoom, first view, full screen, and panning without dragging.
 *
 * @param {Atlas} atlas
 */
export function addControls(atlas) {
  const { map } = atlas;
  const box = make("div", { class: "map-buttons leaflet-bar", role: "group", "aria-label": atlas.say("mapButtons") });
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  const button = (/** @type {string} */ action, /** @type {string} */ d, /** @type {() => void} */ act) => {
    const made = iconButton(atlas.say(action), d, action);
    made.addEventListener("click", act);
    box.append(made);
    return made;
  };
  const zoomIn = button("zoomIn", PLUS, () => map.zoomIn());
  const zoomOut = button("zoomOut", MINUS, () => map.zoomOut());
  button("home", HOME, () => goHome(atlas, !calm.matches));
  if (document.fullscreenEnabled) addFullscreen(atlas, button("fullscreen", WHOLE, () => void toggleFullscreen()));
  addPans(atlas, box, button);
  const limit = () => {
    zoomIn.setAttribute("aria-disabled", String(map.getZoom() >= map.getMaxZoom()));
    zoomOut.setAttribute("aria-disabled", String(map.getZoom() <= map.getMinZoom()));
  };
  map.on("zoomend", limit);
  limit();
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => box;
  control.addTo(map);
}

async function toggleFullscreen() {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen();
}

/** @param {Atlas} atlas @param {HTMLButtonElement} button */
function addFullscreen(atlas, button) {
  document.addEventListener("fullscreenchange", () => {
    const name = atlas.say(document.fullscreenElement ? "exitFullscreen" : "fullscreen");
    button.setAttribute("aria-label", name);
    button.title = name;
    button.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
  });
}

/** @param {Atlas} atlas @param {HTMLElement} box @param {(action: string, d: string, act: () => void) => HTMLButtonElement} button */
function addPans(atlas, box, button) {
  const pad = make("div", { class: "map-pans", id: "map-pans" });
  pad.hidden = true;
  const opener = button("pan", MOVE, () => {
    pad.hidden = !pad.hidden;
    opener.setAttribute("aria-expanded", String(!pad.hidden));
    atlas.emit("view");
  });
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", pad.id);
  for (const [action, d, x, y] of PANS) {
    const pan = iconButton(atlas.say(action), d, action);
    pan.addEventListener("click", () => {
      const size = atlas.map.getSize();
      atlas.map.panBy([x * size.x * 0.3, y * size.y * 0.3], { animate: !calm.matches });
    });
    pad.append(pan);
  }
  box.append(pad);
}

