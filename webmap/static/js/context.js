// @ts-check
/** @import {Lang, MapOptions} from "./types.js" */
/** @import {Dataset} from "./dataset.js" */
/** @import {Basemap} from "./basemap.js" */
/** @import {FeatureLayer} from "./features.js" */
/** @import {LabelLayer} from "./labels.js" */
/** @import {Popup} from "./popup.js" */
/** @import {State} from "./state.js" */
import { readTheme, watchTheme } from "./theme.js";

/** @typedef {"data" | "filter" | "layers" | "select" | "hover" | "view" | "theme" | "painted"} Happening */

/** Everything that belongs to one map on the page. */
export class Atlas {
  /** @param {L.Map} map @param {MapOptions} options */
  constructor(map, options) {
    this.map = map;
    /** @type {Lang} */
    this.lang = options.lang;
    this.page = options.page ?? "explore";
    this.strings = options.strings ?? {};
    /** The first view. */
    this.home = { center: options.center, zoom: options.zoom, narrow: options.narrow };
    this.theme = readTheme();
    this.events = new EventTarget();
    /** @type {Dataset | null} */
    this.data = null;
    /** Ids of the layers that are switched off. @type {Set<string>} */
    this.hidden = new Set();
    /** Ids of the layers that are off at first. @type {Set<string>} */
    this.usual = new Set();
    /** What is asked for, as a query; blank for everything. */
    this.filter = "";
    /** Number of the chosen feature, -1 for none. */
    this.selected = -1;
    this.hovered = -1;
    /** Canvas pixels for one of the screen; more for paper. */
    this.sharpness = 1;
    /** Address of the map document; others are relative to it. */
    this.source = "";
    /** @type {Basemap | null} */
    this.basemap = null;
    /** @type {FeatureLayer | null} */
    this.features = null;
    /** @type {LabelLayer | null} */
    this.labels = null;
    /** @type {Popup | null} */
    this.popup = null;
    /** @type {State | null} */
    this.state = null;
    /** Whether the address has placed the map already. */
    this.placed = false;
    /** What the first picture still waits for. @type {Set<string>} */
    this.awaited = new Set();
    watchTheme(() => {
      this.theme = readTheme();
      this.emit("theme");
    });
  }

  /** Canvas pixels for one CSS pixel. */
  get dpr() {
    return (window.devicePixelRatio || 1) * this.sharpness;
  }

  /** @param {Happening} happening */
  emit(happening) {
    this.events.dispatchEvent(new Event(happening));
  }

  /** @param {Happening} happening @param {() => void} listener */
  on(happening, listener) {
    this.events.addEventListener(happening, listener);
  }

  /**
   * A phrase in the page's language, its {holes} filled.
   *
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  say(key, values = {}) {
    return (this.strings[key] ?? key).replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
  }

  /** A part of the first picture is on the canvas. @param {string} part */
  drawn(part) {
    if (!this.awaited.delete(part) || this.awaited.size > 0) return;
    this.labels?.redraw();
    document.documentElement.dataset.drawn = "1";
    performance.mark("atlas-drawn");
  }
}

/** @type {WeakMap<L.Map, Atlas>} */
const atlases = new WeakMap();

/** @param {L.Map} map @param {Atlas} atlas */
export const register = (map, atlas) => void atlases.set(map, atlas);

/** @param {L.Map} map */
export function atlasOf(map) {
  const atlas = atlases.get(map);
  if (!atlas) throw new Error("This map is not an atlas map; make it with createMap().");
  return atlas;
}
