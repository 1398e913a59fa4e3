// @ts-check
/** @import {CoverageOptions} from "./types.js" */
/** @import {Atlas} from "./context.js" */
import { atlasOf } from "./context.js";
import { find, findAll, make } from "./dom.js";
import { sortMissed } from "./missed.js";
import { readField, ReachLayer } from "./reach-layer.js";

/**
 * Lay a field of hours over a map and let a slider cut it.
 *
 * @param {L.Map} map
 * @param {CoverageOptions} options
 */
export async function addCoverage(map, options) {
  const atlas = atlasOf(map);
  atlas.awaited.add("reach");
  sortMissed();
  const slider = new Slider(atlas, options);
  markOrigin(atlas, options);
  if (options.link) drawLink(atlas, options.link);
  try {
    const layer = new ReachLayer(atlas, options, await readField(options.url));
    slider.layer = layer;
    layer.limit = slider.steps;
    layer.addTo(map);
  } catch {
    map.getContainer().append(make("p", { class: "toast", role: "alert" }, atlas.say("failed")));
  }
  atlas.drawn("reach");
}

/** The slider, and everything on the page that its limit decides. */
class Slider {
  /** @param {Atlas} atlas @param {CoverageOptions} options */
  constructor(atlas, options) {
    this.atlas = atlas;
    this.config = options;
    /** @type {ReachLayer | null} */
    this.layer = null;
    this.input = /** @type {HTMLInputElement} */ (find("#reach"));
    this.asked = false;
    this.rows = /** @type {HTMLTableRowElement[]} */ (findAll("#missed-rows tbody tr"));
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("change", () => this.keep());
    for (const edge of findAll(".reach-edges li")) edge.style.left = `${Number(edge.dataset.share) * 100}%`;
    this.fill();
  }

  /** The limit in steps of the picture. */
  get steps() {
    return Number(this.input.value);
  }

  /** Redraw once before the next frame, however often the thumb has moved. */
  ask() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.layer?.cut(this.steps);
      this.say();
    });
  }

  /** Write the numbers of this limit. */
  say() {
    const { config, atlas, steps } = this;
    const days = daysText((steps * config.stepHours) / 24);
    const of = /** @param {keyof CoverageOptions["cumulative"]} name */ (name) => config.cumulative[name][steps] ?? 0;
    const places = of("places").toLocaleString("en");
    const people = peopleText(of("people"), config.lang);
    write(".reach-numbers .first data", days);
    write('[data-reach="places"] data', places);
    write('[data-reach="people"] data', people);
    write('[data-reach="countries"] data', String(of("countries")));
    write('[data-reach="zones"] data', String(of("zones")));
    this.input.setAttribute("aria-valuetext", atlas.say("reachText", { days, places, people }));
    this.fill();
  }

  /** Colour the track up to the thumb. */
  fill() {
    const { min, max } = this.input;
    this.input.style.setProperty("--filled", `${((this.steps - Number(min)) / (Number(max) - Number(min))) * 100}%`);
  }

  /** When the thumb is let go: the list of what is missed, the form and the address follow. */
  keep() {
    this.layer?.cut(this.steps);
    this.say();
    const hours = this.steps * this.config.stepHours;
    let late = 0;
    for (const row of this.rows) {
      const known = row.dataset.hours !== "";
      row.hidden = known && Number(row.dataset.hours) <= hours;
      if (!row.hidden) late++;
      const by = find(".late", row);
      // Rounded up, as the server has it: what is missed by minutes is missed.
      if (by && known) by.textContent = (Math.ceil((Math.max(Number(row.dataset.hours) - hours, 0) / 24) * 10 - 1e-6) / 10).toFixed(1);
    }
    write("#missed-note [data-said='late']", String(late));
    write("#missed-note [data-said='days']", daysText(hours / 24));
    const days = /** @type {HTMLInputElement | null} */ (find("#days"));
    if (!days) return;
    days.value = daysText(hours / 24);
    const linked = /** @type {HTMLInputElement | null} */ (find("#link-days"));
    if (linked) linked.value = days.value;
    const address = new URL(location.href);
    address.searchParams.set("days", days.value);
    history.replaceState(history.state, "", address);
    for (const link of /** @type {HTMLAnchorElement[]} */ (findAll("a.lang"))) {
      const other = new URL(link.href);
      other.searchParams.set("days", days.value);
      link.href = other.href;
    }
  }
}

/** @param {string} selector @param {string} text */
function write(selector, text) {
  const element = find(selector);
  if (element && element.textContent !== text) element.textContent = text;
}

/** Days with two decimals at most, as webmap/coverage_view.py writes them. @param {number} days */
export const daysText = (days) => String(Number(days.toFixed(2)));

/** A sum of people, as webmap/coverage_view.py writes it. @param {number} people @param {string} lang */
export function peopleText(people, lang) {
  if (lang === "zh") {
    if (people >= 1e8) return `${(people / 1e8).toFixed(2)}亿`;
    return people >= 1e4 ? `${(people / 1e4).toFixed(0)}万` : people.toLocaleString("en");
  }
  if (people >= 1e9) return `${(people / 1e9).toFixed(2)} bn`;
  return people >= 1e6 ? `${(people / 1e6).toFixed(1)} m` : people.toLocaleString("en");
}

/** A mark where the ways begin. @param {Atlas} atlas @param {CoverageOptions} options */
function markOrigin(atlas, options) {
  const pane = atlas.map.createPane("origin");
  pane.style.zIndex = "415";
  pane.style.pointerEvents = "none";
  const dot = L.circleMarker(options.origin, { pane: "origin", renderer: L.canvas({ pane: "origin" }), radius: 8, weight: 3, fillOpacity: 1, interactive: false });
  const dress = () => dot.setStyle({ color: atlas.theme.card, fillColor: atlas.theme.accent });
  dress();
  dot.addTo(atlas.map);
  atlas.on("theme", dress);
}

/** The missing link, dashed as what is planned is: it does not exist. @param {Atlas} atlas @param {NonNullable<CoverageOptions["link"]>} link */
function drawLink(atlas, link) {
  const line = L.polyline(link.line, { pane: "origin", weight: 4, dashArray: "9 7", interactive: false });
  const dress = () => line.setStyle({ color: atlas.theme.accent });
  dress();
  atlas.on("theme", dress);
  line.addTo(atlas.map).bindTooltip(link.text, { permanent: true, direction: "top", offset: [0, -28] });
  atlas.map.fitBounds(line.getBounds(), { padding: [60, 60], maxZoom: 5 });
}
