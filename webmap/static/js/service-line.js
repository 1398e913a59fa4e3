// @ts-check
import { atlasOf } from "./context.js";
import { find, make, phone } from "./dom.js";
import { Steps } from "./steps.js";

/** From each of these zooms on, lines are asked for in more detail. */
const LEVELS = [4, 7, 10];
/** @type {Record<string, L.PathOptions>} */
const STROKES = {
  rail: { weight: 2 },
  road: { weight: 2 },
  sea: { weight: 2.4, dashArray: "0.1 6", lineCap: "round" },
};

/**
 * Draw one rail service, and tie its stops and stays to the chart and the table of the page.
 *
 * @param {L.Map} map
 * @param {{url: string}} options
 */
export async function addServiceLine(map, options) {
  const atlas = atlasOf(map);
  atlas.awaited.add("features");
  const lines = L.layerGroup().addTo(map);
  const steps = new Steps(atlas);
  let level = -1;
  const ask = async () => {
    const wanted = LEVELS.filter((zoom) => zoom <= Math.max(LEVELS[0], map.getZoom() + 1)).pop() ?? LEVELS[0];
    if (wanted <= level) return null;
    level = wanted;
    const answer = await fetch(options.url + wanted);
    if (!answer.ok) {
      map.getContainer().append(make("p", { class: "toast", role: "alert" }, atlas.say("failed")));
      return null;
    }
    const found = await answer.json();
    draw(lines, found.features);
    return found;
  };
  const first = await ask();
  if (!first) return;
  // The buttons of the map stand on its right.
  const right = phone.matches ? 76 : 96;
  map.fitBounds(boundsOf(first.features), { paddingTopLeft: [28, 44], paddingBottomRight: [right, 32], maxZoom: 8, animate: false });
  steps.place(first.features);
  map.on("zoomend", () => void ask());
  atlas.drawn("features");
  find("#route-map")?.setAttribute("data-ready", "1");
}

/** @param {L.LayerGroup} lines @param {any[]} features */
function draw(lines, features) {
  lines.clearLayers();
  const stretches = features.filter((feature) => feature.properties.mode);
  for (const [className, wider] of /** @type {[string, number][]} */ ([["route-casing", 3], ["route-ink", 0]])) {
    for (const feature of stretches) {
      const stroke = STROKES[feature.properties.mode] ?? STROKES.rail;
      const options = wider ? { weight: (stroke.weight ?? 2) + wider } : stroke;
      const style = { ...options, className: `${className} route-${feature.properties.mode}`, interactive: false };
      lines.addLayer(L.geoJSON(feature, { style: () => style, interactive: false }));
    }
  }
}

/** @param {any[]} features */
function boundsOf(features) {
  return L.geoJSON(/** @type {any} */ ({ type: "FeatureCollection", features })).getBounds();
}
