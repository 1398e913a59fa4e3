// @ts-check
/** @import {FeatureOptions, MapDocument} from "./types.js" */
/** @import {Atlas} from "./context.js" */
import { atlasOf } from "./context.js";
import { Dataset } from "./dataset.js";
import { make } from "./dom.js";
import { FeatureTiles } from "./feature-tiles.js";
import { FeatureLayer } from "./features.js";
import { HighlightLayer } from "./highlight.js";
import { Walk } from "./keyboard.js";
import { addLegend } from "./legend.js";
import { watchLines } from "./line-detail.js";
import { addPointer } from "./pointer.js";
import { Popup } from "./popup.js";
import { State } from "./state.js";

/**
 * Put the features of a map document on a map, with their legend, cards and keys.
 *
 * @param {L.Map} map
 * @param {FeatureOptions} options
 */
export async function addFeatures(map, options) {
  const atlas = atlasOf(map);
  atlas.awaited.add("features");
  atlas.source = new URL(options.url, location.href).href;
  for (const id of options.hidden ?? []) {
    atlas.hidden.add(id);
    atlas.usual.add(id);
  }
  atlas.popup = new Popup(atlas);
  atlas.state = new State(atlas);
  addLegend(atlas);
  const loader = new Loader(atlas, options.url);
  if (!(await loader.load())) return;
  atlas.features = new FeatureLayer(atlas);
  map.addLayer(atlas.features);
  map.addLayer(new HighlightLayer(atlas));
  addPointer(atlas);
  new Walk(atlas);
  watchLines(atlas, options.url);
  atlas.emit("data");
  atlas.drawn("features");
}

/** Fetches what fits the filter, anew whenever that changes. */
class Loader {
  /** @param {Atlas} atlas @param {string} url of everything */
  constructor(atlas, url) {
    this.atlas = atlas;
    this.url = url;
    this.request = new AbortController();
    /** @type {FeatureTiles | null} */
    this.tiles = null;
    atlas.on("filter", () => void this.renew());
  }

  /** Make what fits the atlas's data. @returns {Promise<boolean>} whether it came, and nothing later was asked for */
  async load() {
    const { atlas } = this;
    this.request.abort();
    const { signal } = (this.request = new AbortController());
    const doc = await fetchDocument(atlas.filter ? `${this.url}?${atlas.filter}` : this.url, signal);
    if (signal.aborted) return false;
    if (!doc) {
      atlas.map.getContainer().append(make("p", { class: "toast", role: "alert" }, atlas.say("failed")));
      return false;
    }
    this.tiles?.stop();
    this.tiles = doc.mode === "tiles" ? new FeatureTiles(atlas, doc) : null;
    if (this.tiles) await this.tiles.load();
    else atlas.data = new Dataset(doc, atlas.lang);
    return true;
  }

  async renew() {
    const { atlas } = this;
    const open = atlas.data && atlas.popup?.open && atlas.selected >= 0 ? atlas.data.value(atlas.selected, "id") : "";
    if (!(await this.load())) return;
    atlas.selected = open && atlas.data ? atlas.data.numberOf(open) : -1;
    if (open && atlas.selected < 0) atlas.popup?.leave();
    atlas.emit("data");
  }
}

/** @param {string} url @param {AbortSignal} signal @returns {Promise<MapDocument | null>} */
async function fetchDocument(url, signal) {
  try {
    const answer = await fetch(url, { signal });
    return answer.ok ? await answer.json() : null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}
