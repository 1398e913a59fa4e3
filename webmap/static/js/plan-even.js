// @ts-check
/** @import {Lang} from "./types.js" */
import { atlasOf } from "./context.js";
import { make } from "./dom.js";
import { fit } from "./room.js";

/**
 * Draw the places of a break-even map, each in the colour of its cargo value.
 *
 * @param {L.Map} map
 * @param {{url: string, lang: Lang}} options
 */
export async function addEven(map, options) {
  const atlas = atlasOf(map);
  atlas.awaited.add("features");
  const answer = await fetch(options.url);
  if (!answer.ok) {
    map.getContainer().append(make("p", { class: "toast", role: "alert" }, atlas.say("plan_failed")));
    return;
  }
  const found = await answer.json();
  const places = L.geoJSON(found, {
    pointToLayer: ({ properties }, at) => L.circleMarker(at, { radius: 6, className: `even-point band-${properties.band ?? "none"}` }),
    onEachFeature: ({ properties }, layer) => {
      const { cargo } = properties.break_even.rail_sea;
      const value = cargo ? ` · ${Math.round(cargo[0]).toLocaleString("en")} USD/TEU` : "";
      layer.bindTooltip(make("span", {}, `${options.lang === "zh" ? properties.name_zh : properties.name_en}${value}`));
    },
  }).addTo(map);
  const compared = L.geoJSON({ ...found, features: found.features.filter((/** @type {any} */ { properties }) => properties.band !== null) });
  const bounds = compared.getBounds().isValid() ? compared.getBounds() : places.getBounds();
  if (bounds.isValid()) fit(atlas, bounds.extend([found.origin.lat, found.origin.lon]), 5, false);
  atlas.drawn("features");
}
