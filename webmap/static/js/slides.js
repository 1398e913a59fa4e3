// @ts-check
/** @import {SlideOptions} from "./types.js" */
/** @import {Atlas} from "./context.js" */
/** @import {Sight} from "./flight.js" */
import { atlasOf } from "./context.js";
import { Dataset } from "./dataset.js";
import { calm, find, findAll } from "./dom.js";
import { FeatureLayer } from "./features.js";
import { sightOf, waypoints } from "./flight.js";
import { HighlightLayer } from "./highlight.js";

const FLIGHT_SECONDS = 1.6;
/** Deepest level of tiles that is kept for flights: deeper ones are seen for an instant, from the shallower. */
const FLIGHT_LEVEL = 6;
/** Side of a tile of the ground in pixels. */
const SIDE = 512;
/** Keys of the keyboard and of the clickers that speakers hold. */
const STEPS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 });

/**
 * Show a list of places one after another.
 *
 * @param {L.Map} map
 * @param {SlideOptions} options
 */
export function addSlides(map, options) {
  const atlas = atlasOf(map);
  atlas.awaited.add("features");
  atlas.data = new Dataset(options.document, atlas.lang);
  atlas.features = new FeatureLayer(atlas);
  map.addLayer(atlas.features);
  map.addLayer(new HighlightLayer(atlas));
  atlas.emit("data");
  atlas.drawn("features");
  new Deck(atlas);
}

/** The slides of the page, and the map that flies from place to place with them. */
class Deck {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.slides = findAll(".slide");
    this.voice = find(".deck-voice");
    this.counter = find(".deck-at data");
    /** Whether all that is needed has been fetched. */
    this.kept = false;
    this.at = Math.max(0, Math.min(this.slides.length, Number(location.hash.slice(1)) || 1) - 1);
    atlas.map.keyboard.disable();
    document.documentElement.dataset.deck = "1";
    this.wire();
    this.show(this.at, false);
    void this.load();
  }

  wire() {
    // Before the map hears of it: arrows step, wherever the focus is.
    document.addEventListener("keydown", (event) => this.press(event), { capture: true });
    find("[data-action=previous]")?.addEventListener("click", () => this.step(-1));
    find("[data-action=next]")?.addEventListener("click", () => this.step(1));
    addEventListener("hashchange", () => this.show((Number(location.hash.slice(1)) || 1) - 1, false));
    this.atlas.map.on("resize", () => {
      this.show(this.at, false);
      void this.load();
    });
    find(".panel")?.addEventListener("click", (event) => this.cite(event));
    this.swipe();
  }

  /** A citation leads to its source on the same card and leaves the address alone. @param {MouseEvent} event */
  cite(event) {
    const link = /** @type {Element} */ (event.target).closest("a[href^='#']");
    const source = link && find(`[id="${CSS.escape(link.getAttribute("href")?.slice(1) ?? "")}"]`, this.slides[this.at]);
    if (!source) return;
    event.preventDefault();
    const details = source.closest("details");
    if (details) details.open = true;
    source.tabIndex = -1;
    source.focus();
    source.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const onControl = event.target instanceof Element && event.target.closest("a, button, summary, input") !== null;
    if (event.key === "Escape") find("[data-action=leave]")?.click();
    else if (event.key === "Home") this.show(0);
    else if (event.key === "End") this.show(this.slides.length - 1);
    else if (STEPS[event.key] && !(event.key === " " && onControl)) this.step(event.key === " " && event.shiftKey ? -1 : STEPS[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** A finger that wipes over the card turns it. */
  swipe() {
    const panel = find(".panel");
    let from = 0;
    panel?.addEventListener("touchstart", (event) => (from = event.touches[0].clientX), { passive: true });
    panel?.addEventListener("touchend", (event) => {
      const moved = event.changedTouches[0].clientX - from;
      if (Math.abs(moved) > 64) this.step(moved < 0 ? 1 : -1);
    });
  }

  /** @param {number} by */
  step(by) {
    const to = this.at + by;
    if (to >= 0 && to < this.slides.length) this.show(to);
  }

  /** Number of a slide's feature. @param {number} at */
  feature(at) {
    return this.atlas.data?.numberOf(this.slides[at]?.dataset.id ?? "") ?? -1;
  }

  /** @param {number} to @param {boolean} [fly] */
  show(to, fly = true) {
    const { atlas, slides } = this;
    if (!slides[to]) return;
    this.at = to;
    slides.forEach((slide, at) => (slide.hidden = at !== to));
    find(".panel")?.scrollTo(0, 0);
    const values = { i: to + 1, n: slides.length, name: slides[to].dataset.name ?? "" };
    if (this.counter) this.counter.textContent = String(to + 1);
    if (this.voice) this.voice.textContent = atlas.say("slideSays", values);
    find("[data-action=previous]")?.setAttribute("aria-disabled", String(to === 0));
    find("[data-action=next]")?.setAttribute("aria-disabled", String(to === slides.length - 1));
    history.replaceState(history.state, "", `#${to + 1}`);
    atlas.selected = this.feature(to);
    atlas.emit("select");
    const sight = sightOf(atlas, atlas.selected);
    if (!sight) {
      document.documentElement.dataset.landed = "1";
      return;
    }
    atlas.map.stop();
    delete document.documentElement.dataset.landed;
    atlas.map.once("moveend", () => {
      atlas.basemap?.hush(false);
      document.documentElement.dataset.landed = "1";
    });
    // On the way only what is kept is painted; at the place nothing is missing.
    if (this.kept) atlas.basemap?.hush(true);
    if (fly && !calm.matches) atlas.map.flyTo(sight.center, sight.zoom, { duration: FLIGHT_SECONDS });
    else atlas.map.setView(sight.center, sight.zoom, { animate: false });
  }

  /** Fetch all that later slides need, so that the network may go away. */
  async load() {
    const { atlas, slides } = this;
    this.kept = false;
    delete document.documentElement.dataset.offline;
    const sights = slides.map((_, at) => sightOf(atlas, this.feature(at))).filter((sight) => sight !== null);
    const home = { center: atlas.map.getCenter(), zoom: atlas.map.getZoom() };
    const legs = sights.flatMap((sight, at) => waypoints(atlas.map, sights[at - 1] ?? home, sight));
    const views = [home, ...sights, ...legs.filter((leg) => leg.zoom <= FLIGHT_LEVEL)];
    await Promise.all([...views.map((view) => this.keep(view)), loadType(slides)]);
    this.kept = true;
    document.documentElement.dataset.offline = "ready";
    const note = find(".deck-offline");
    if (note) note.hidden = false;
  }

  /** Keep the ground of a view. @param {Sight} sight */
  async keep({ center, zoom }) {
    const { map, basemap } = this.atlas;
    if (!basemap) return;
    const middle = map.project(center, zoom);
    const half = map.getSize().divideBy(2);
    const [from, to] = [middle.subtract(half).divideBy(SIDE).floor(), middle.add(half).divideBy(SIDE).floor()];
    const across = 2 ** Math.max(0, zoom - 1);
    const tiles = [];
    for (let x = from.x; x <= to.x; x++) {
      for (let y = Math.max(0, from.y); y <= Math.min(across - 1, to.y); y++) {
        tiles.push(basemap.keep([zoom - 1, ((x % across) + across) % across, y]));
      }
    }
    await Promise.all(tiles);
  }
}

/** The web fonts of all slides, which the browser would fetch only when each shows. @param {HTMLElement[]} slides */
async function loadType(slides) {
  const titles = slides.flatMap((slide) => findAll("h2, h3, .value, .other", slide));
  const texts = new Map();
  for (const title of titles) {
    const { fontWeight, fontFamily } = getComputedStyle(title);
    const font = `${fontWeight} 16px ${fontFamily}`;
    texts.set(font, (texts.get(font) ?? "") + title.textContent);
  }
  await Promise.allSettled([...texts].map(([font, text]) => document.fonts.load(font, text)));
}
