// @ts-check
/** @import {Atlas} from "./context.js" */
import { make, phone } from "./dom.js";

/** Credits of up to this many characters stand open where there is room. */
const SHORT = 90;

/**
 * Whose data the ground shows, lower right: in full where short, else behind its title.
 *
 * @param {Atlas} atlas @param {string} text
 */
export function addCredits(atlas, text) {
  const whole = text.length <= SHORT && !phone.matches;
  const box = make(whole ? "div" : "details", { class: "map-credits leaflet-control-attribution" });
  if (!whole) box.append(make("summary", {}, atlas.strings.credits ?? text.split(" · ")[0]));
  box.append(make("span", {}, text));
  Object.assign(box.style, { maxWidth: "min(46rem, calc(100vw - 24px))", maxHeight: "40vh", overflow: "auto" });
  L.DomEvent.disableClickPropagation(box);
  box.addEventListener("toggle", () => atlas.emit("view"));
  const control = new L.Control({ position: "bottomright" });
  control.onAdd = () => box;
  control.addTo(atlas.map);
}
