// @ts-check
/** @import {Atlas} from "./context.js" */
import { find, findAll } from "./dom.js";
import { reveal } from "./room.js";

const KEYS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity });

/** The steps of one service, in chart, table and map at once: what is chosen in one is chosen in all. */
export class Steps {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    /** Elements of the chart by number: the order of travel is the order of numbers. @type {HTMLElement[]} */
    this.marks = [];
    for (const mark of findAll(".tdc-step")) this.marks[Number(mark.dataset.row)] = mark;
    this.rows = findAll(".route-steps tbody tr");
    /** @type {Map<number, L.CircleMarker>} */
    this.markers = new Map();
    /** Where each element is, as the map has it. @type {Map<number, L.LatLng>} */
    this.places = new Map();
    this.chosen = -1;
    for (const [number, mark] of this.marks.entries()) this.listen(mark, number);
    for (const row of this.rows) {
      const number = Number(row.dataset.row);
      row.addEventListener("pointerenter", () => this.choose(number));
      row.addEventListener("focusin", () => this.choose(number, { move: true }));
    }
    this.rove(0);
  }

  /** @param {HTMLElement} mark @param {number} number */
  listen(mark, number) {
    mark.addEventListener("pointerenter", () => this.choose(number));
    mark.addEventListener("focus", () => this.choose(number, { move: true }));
    mark.addEventListener("keydown", (event) => this.key(event, number));
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      mark.focus();
      this.choose(number, { move: true });
    });
  }

  /** @param {KeyboardEvent} event @param {number} number */
  key(event, number) {
    const step = KEYS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(this.marks.length - 1, number + step));
    this.rove(to);
    this.marks[to].focus();
  }

  /** One stop of the tab key for the whole chart; the arrow keys go on from there. @param {number} number */
  rove(number) {
    for (const [at, mark] of this.marks.entries()) mark.setAttribute("tabindex", at === number ? "0" : "-1");
  }

  /**
   * Put stops and stays on the map; they are reached by keyboard as the chart is.
   *
   * @param {any[]} features
   */
  place(features) {
    const { map } = this.atlas;
    for (const feature of features) {
      const { number, kind, place, what } = feature.properties;
      if (number === undefined) continue;
      const [lon, lat] = feature.geometry.coordinates;
      const at = L.latLng(lat, lon);
      this.places.set(number, at);
      const marker = L.circleMarker(at, { radius: kind === "halt" ? 5 : 3.5, className: `route-mark route-${kind}` });
      marker.bindTooltip(`${place} · ${what}`, { direction: "top", offset: [0, -6] });
      marker.on("mouseover", () => this.choose(number));
      marker.on("click", () => this.marks[number]?.focus());
      marker.addTo(map);
      this.markers.set(number, marker);
    }
    for (const [number, mark] of this.marks.entries()) {
      // A stretch begins at the stop or stay before it.
      if (!this.places.has(number)) this.places.set(number, this.places.get(number - 1) ?? this.places.get(0) ?? map.getCenter());
      mark.classList.toggle("tdc-placed", true);
    }
    if (this.chosen >= 0) this.choose(this.chosen);
  }

  /** @param {number} number @param {{move?: boolean}} [how] */
  choose(number, { move = false } = {}) {
    if (number !== this.chosen) {
      this.light(this.chosen, false);
      this.chosen = number;
    }
    this.light(number, true);
    this.rove(number);
    const said = find(".tdc-said");
    if (said) said.textContent = this.marks[number]?.getAttribute("aria-label") ?? "";
    const place = this.places.get(number);
    if (move && place) reveal(this.atlas, place);
  }

  /** @param {number} number @param {boolean} on */
  light(number, on) {
    this.marks[number]?.classList.toggle("chosen", on);
    find(`#row-${number}`)?.classList.toggle("chosen", on);
    const marker = this.markerOf(number);
    if (!marker) return;
    marker.getElement()?.classList.toggle("chosen", on);
    if (on) marker.bringToFront().openTooltip();
    else marker.closeTooltip();
  }

  /** The marker of an element; of a stretch that of where it begins. @param {number} number */
  markerOf(number) {
    for (let at = number; at >= 0; at--) if (this.markers.has(at)) return this.markers.get(at);
    return undefined;
  }
}
