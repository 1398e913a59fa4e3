// @ts-check
/** @import {FeatureOptions, MapDocument} from "./types.js" */
import { atlasOf } from "./context.js";
import { Dataset } from "./dataset.js";
import { make } from "./dom.js";
import { FeatureTiles } from "./feature-tiles.js";
import { FeatureLayer } from "./features.js";
import { HighlightLayer } from "./highlight.js";
import { Walk } from "./keyboard.js";
import { addLegend } from "./legend.js";
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
  for (const id of options.hidden ?? []) atlas.hidden.add(id);
  atlas.popup = new Popup(atlas);
  new State(atlas);
  addLegend(atlas);
  const doc = await fetchDocument(options.url);
  if (!doc) {
    map.getContainer().append(make("p", { class: "toast", role: "alert" }, atlas.say("failed")));
    return;
  }
  atlas.features = new FeatureLayer(atlas);
  if (doc.mode === "tiles") await new FeatureTiles(atlas, doc).load();
  else atlas.data = new Dataset(doc, atlas.lang);
  map.addLayer(atlas.features);
  map.addLayer(new HighlightLayer(atlas));
  addPointer(atlas);
  new Walk(atlas);
  atlas.emit("data");
  atlas.drawn("features");
}

/** @param {string} url @returns {Promise<MapDocument | null>} */
async function fetchDocument(url) {
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.json() : null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return null;
    throw error;
  }
}
