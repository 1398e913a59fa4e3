// @ts-check
/** @import {Atlas} from "./context.js" */
import { find, findAll } from "./dom.js";
import { inView } from "./in-view.js";

/**
 * Wire the server's legend: switches, and counts of what is in view.
 *
 * @param {Atlas} atlas
 */
export function addLegend(atlas) {
  const rows = findAll("[data-layer]");
  for (const row of rows) {
    const toggle = find("[role=switch]", row);
    toggle?.addEventListener("click", (event) => {
      const id = row.dataset.layer ?? "";
      if (event.altKey) alone(atlas, rows, id);
      else if (!atlas.hidden.delete(id)) atlas.hidden.add(id);
      atlas.emit("layers");
    });
  }
  const show = () => rows.forEach((row) => find("[role=switch]", row)?.setAttribute("aria-checked", String(!atlas.hidden.has(row.dataset.layer ?? ""))));
  const count = () => countInView(atlas, rows);
  atlas.on("layers", () => {
    show();
    count();
  });
  atlas.on("data", count);
  atlas.map.on("moveend", count);
  // A legend that folds out covers names.
  rows[0]?.closest("details")?.addEventListener("toggle", () => atlas.emit("view"));
  show();
}

/** Only this layer; all layers where it is already alone. @param {Atlas} atlas @param {HTMLElement[]} rows @param {string} id */
function alone(atlas, rows, id) {
  const others = rows.map((row) => row.dataset.layer ?? "").filter((each) => each !== id);
  const already = !atlas.hidden.has(id) && others.every((each) => atlas.hidden.has(each));
  atlas.hidden.clear();
  if (!already) others.forEach((each) => atlas.hidden.add(each));
}

/** @param {Atlas} atlas @param {HTMLElement[]} rows */
function countInView(atlas, rows) {
  const { data } = atlas;
  if (!data) return;
  const { counts } = inView(atlas);
  for (const row of rows) {
    const at = data.layers.findIndex((layer) => layer.id === row.dataset.layer);
    const cell = find(".count .shown", row);
    if (at < 0 || !cell) continue;
    const all = data.layers[at].count;
    cell.textContent = counts[at] >= all ? String(all) : atlas.say("countInView", { n: counts[at], all });
  }
}
