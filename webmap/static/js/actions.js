// @ts-check
/** @import {Atlas} from "./context.js" */
import { findAll, make } from "./dom.js";

/**
 * Wire the buttons of the page that share and print.
 *
 * @param {Atlas} atlas
 */
export function addActions(atlas) {
  const toast = make("div", { class: "toast", role: "status", "aria-live": "polite" });
  toast.hidden = true;
  document.body.append(toast);
  for (const button of findAll("[data-action=share]")) button.addEventListener("click", () => void share(atlas, toast));
  for (const button of findAll("[data-action=print]")) button.addEventListener("click", () => print());
  addEventListener("pointerdown", () => (toast.hidden = true), { capture: true });
  addEventListener("keydown", () => (toast.hidden = true), { capture: true });
}

/** Copy the address, or show it to be copied where the browser does not let us. @param {Atlas} atlas @param {HTMLElement} toast */
async function share(atlas, toast) {
  toast.hidden = false;
  try {
    await navigator.clipboard.writeText(location.href);
    toast.textContent = atlas.say("copied");
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    const field = make("input", { type: "text", readonly: "", value: location.href, "aria-label": atlas.say("copyByHand") });
    toast.replaceChildren(atlas.say("copyByHand"), field);
    field.select();
  }
}
