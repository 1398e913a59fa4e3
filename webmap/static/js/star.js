// @ts-check
import { findAll } from "./dom.js";
import { onPicks, readPicks, writePicks } from "./store.js";

const STAR = "[data-action=star]";

/** Show on every star whether its place is on the shortlist. */
function dress() {
  const ids = new Set(readPicks()?.map((pick) => pick.id));
  for (const star of findAll(STAR)) star.setAttribute("aria-pressed", String(ids.has(star.dataset.id ?? "")));
}

/** @param {HTMLElement} star */
function toggle(star) {
  const picks = readPicks();
  const { id = "", name = "", other = "", failed = "" } = star.dataset;
  const rest = picks?.filter((pick) => pick.id !== id);
  const [zh, en] = document.documentElement.lang === "en" ? [other, name] : [name, other];
  const next = rest && rest.length === picks?.length ? [...rest, { id, zh, en, note: "" }] : rest;
  if (!next || !writePicks(next)) {
    star.setAttribute("aria-label", failed);
    star.title = failed;
    star.setAttribute("aria-disabled", "true");
  }
  dress();
}

document.addEventListener("click", (event) => {
  const star = event.target instanceof Element ? event.target.closest(STAR) : null;
  if (star instanceof HTMLElement) toggle(star);
});
// Cards come and go after the page has loaded.
document.addEventListener("atlas:content", dress);
onPicks(dress);
dress();
