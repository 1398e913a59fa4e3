// @ts-check
/** @import {FeatureOptions, MapDocument} from "./types.js" */
import { atlasOf } from "./context.js";
import { Dataset } from "./dataset.js";
import { FeatureLayer } from "./features.js";
import { HighlightLayer } from "./highlight.js";

/**
 * Put the features of a map document on a map.
 *
 * @param {L.Map} map
 * @param {FeatureOptions} options
 */
export async function addFeatures(map, options) {
  const atlas = atlasOf(map);
  atlas.awaited.add("features");
  atlas.source = new URL(options.url, location.href).href;
  for (const id of options.hidden ?? []) atlas.hidden.add(id);
  const answer = await fetch(options.url);
  /** @type {MapDocument} */
  const doc = await answer.json();
  atlas.features = new FeatureLayer(atlas);
  atlas.data = new Dataset(doc, atlas.lang);
  atlas.features.addTo(map);
  new HighlightLayer(atlas).addTo(map);
  atlas.emit("data");
  atlas.drawn("features");
}
