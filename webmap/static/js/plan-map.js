// @ts-check
import { atlasOf } from "./context.js";
import { make } from "./dom.js";
import { Ways } from "./plan-ways.js";
import { fit, reveal } from "./room.js";

/** Dashes tell the modes apart without colour; css/plan.css has the colours. @type {Record<string, L.PathOptions>} */
const STROKES = {
  rail: {},
  road: { dashArray: "5 4" },
  sea: { dashArray: "0.1 6", lineCap: "round" },
  air: { dashArray: "12 5" },
};

/**
 * Draw the ways of a shipment, the chosen one strong, and tie them to the cards and tables of the page.
 *
 * @param {L.Map} map
 * @param {{url: string, way: string}} options
 */
export async function addPlan(map, options) {
  const atlas = atlasOf(map);
  atlas.awaited.add("features");
  const drawing = L.layerGroup().addTo(map);
  /** Points of the chosen way by step. @type {Map<number, L.CircleMarker>} */
  const points = new Map();
  /** @type {any[]} */
  let features = [];
  const ways = new Ways(options.way, {
    chosen: (way) => {
      draw(drawing, points, features, way);
      show(atlas, features, way);
    },
    step: (number, move) => {
      for (const [at, point] of points) {
        point.getElement()?.classList.toggle("lit", at === number);
        if (at !== number) continue;
        point.bringToFront();
        if (move) reveal(atlas, point.getLatLng());
      }
    },
  });
  const answer = await fetch(options.url);
  if (!answer.ok) {
    map.getContainer().append(make("p", { class: "toast", role: "alert" }, atlas.say("plan_failed")));
    return;
  }
  ({ features } = await answer.json());
  draw(drawing, points, features, ways.way);
  show(atlas, features, ways.way);
  atlas.drawn("features");
}

/**
 * @param {L.LayerGroup} drawing @param {Map<number, L.CircleMarker>} points
 * @param {any[]} features @param {string} way
 */
function draw(drawing, points, features, way) {
  drawing.clearLayers();
  points.clear();
  const lines = features.filter(({ geometry }) => geometry.type !== "Point");
  const mine = (/** @type {any} */ { properties }) => properties.way === way && !properties.open;
  const put = (/** @type {any} */ feature, /** @type {string} */ name, /** @type {L.PathOptions} */ how) => {
    const className = `plan-line ${name} mode-${feature.properties.mode}`;
    drawing.addLayer(L.geoJSON(feature, { style: () => ({ ...how, className, interactive: false }), interactive: false }));
  };
  for (const line of lines) if (line.properties.open) put(line, "of-open", { weight: 2, dashArray: "2 4" });
  for (const line of lines) if (!line.properties.open && !mine(line)) put(line, "of-other", { ...STROKES[line.properties.mode], weight: 1.6 });
  for (const line of lines) if (mine(line)) put(line, "casing", { weight: 7 });
  for (const line of lines) if (mine(line)) put(line, "of-chosen", { ...STROKES[line.properties.mode], weight: 3.6 });
  for (const feature of features.filter(mine)) place(drawing, points, feature);
}

/** A point where a step is, or where a leg ends. @param {L.LayerGroup} drawing @param {Map<number, L.CircleMarker>} points @param {any} feature */
function place(drawing, points, feature) {
  const { step } = feature.properties;
  const at = end(feature.geometry);
  const stop = feature.geometry.type === "Point";
  const point = L.circleMarker(at, { radius: stop ? 4.5 : 3, className: `plan-point${stop ? " stop" : ""}` });
  const row = document.querySelector(`.way-steps:not([hidden]) [data-step="${step}"] th`);
  if (row) point.bindTooltip(() => make("span", {}, (row.textContent ?? "").replace(/\s+/g, " ").trim()));
  points.set(step, point);
  drawing.addLayer(point);
}

/** Where a line ends. @param {any} geometry @returns {[lat: number, lon: number]} */
function end({ type, coordinates }) {
  const line = type === "MultiLineString" ? coordinates[coordinates.length - 1] : coordinates;
  const [lon, lat] = type === "Point" ? coordinates : line[line.length - 1];
  return [lat, lon];
}

/** @param {import("./context.js").Atlas} atlas @param {any[]} features @param {string} way */
function show(atlas, features, way) {
  const shown = features.filter(({ properties }) => properties.way === way && !properties.open);
  const bounds = L.geoJSON(/** @type {any} */ ({ type: "FeatureCollection", features: shown })).getBounds();
  if (bounds.isValid()) fit(atlas, bounds, 8, false);
}
