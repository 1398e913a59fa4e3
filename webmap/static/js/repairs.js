// @ts-check
/** @import {Lang} from "./types.js" */
import { atlasOf } from "./context.js";
import { make } from "./dom.js";

/** Colours of what was done, as css/network.css has them for the key. @type {Record<string, string>} */
const COLOURS = { join: "#b3261e", link: "#6b3fa0", gauge_change: "#0f6f6a", passage: "#1d5fa8", line: "#8a6a00", line_out: "#7a7a7a" };

/**
 * Draw what was joined, linked and changed on a network, each line with its name.
 *
 * @param {L.Map} map
 * @param {{url: string, lang: Lang}} options
 */
export async function addRepairs(map, options) {
  const atlas = atlasOf(map);
  atlas.awaited.add("features");
  const answer = await fetch(options.url);
  if (!answer.ok) {
    map.getContainer().append(make("p", { class: "toast", role: "alert" }, atlas.say("failed")));
    return;
  }
  const renderer = L.canvas({ padding: 0.5, tolerance: 6 });
  /** @param {any} feature */
  const style = (feature) => {
    const { kind } = feature.properties;
    return { color: COLOURS[kind], weight: kind === "join" ? 4 : 3, dashArray: kind === "line_out" ? "6 6" : undefined, renderer };
  };
  const marks = L.layerGroup().addTo(map);
  L.geoJSON(await answer.json(), {
    style,
    pointToLayer: (feature, at) => L.circleMarker(at, { ...style(feature), radius: 6, fillOpacity: 0.8 }),
    onEachFeature: (feature, layer) => {
      const { row, name_zh, name_en, length_km } = feature.properties;
      const text = make("span", {}, `${options.lang === "zh" ? name_zh : name_en} · ${row} · ${length_km} km`);
      layer.bindTooltip(text, { sticky: true });
      // A gap of a kilometre is no pixel wide on a map of a continent: a dot says where it is.
      if (feature.properties.kind === "join") marks.addLayer(L.circleMarker(middle(feature), { ...style(feature), radius: 2, weight: 1 }));
    },
  }).addTo(map);
  atlas.drawn("features");
}

/** Where the middle of a line is, seen from its ends. @param {any} feature @returns {[lat: number, lon: number]} */
function middle(feature) {
  const [[west, south], [east, north]] = feature.geometry.coordinates;
  return [(south + north) / 2, (west + east) / 2];
}
