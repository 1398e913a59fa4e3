// @ts-check
/** @import {Atlas} from "./context.js" */
import { addActions } from "./actions.js";
import { atlasOf } from "./context.js";
import { find, findAll, phone } from "./dom.js";
import { addFilters } from "./filters.js";
import { List } from "./list.js";
import { addPrint } from "./print.js";
import { addSheet } from "./sheet.js";

/**
 * Wire the panel of an explore page: tabs, search, list and the phone's sheet.
 *
 * @param {L.Map} map
 */
export function addPanel(map) {
  const atlas = atlasOf(map);
  const panel = find("#panel");
  if (!panel) return;
  const sheet = addSheet(panel, (key) => atlas.say(key));
  const list = new List(atlas, panel);
  const open = addTabs(panel);
  addSearch(list, panel, () => {
    open("list");
    if (phone.matches && panel.dataset.sheet === "peek") sheet("half");
  });
  addFilters(atlas, panel);
  addActions(atlas);
  addPrint(atlas);
  find("a.skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    open("list");
    find("#list")?.focus();
  });
  if (phone.matches) new MutationObserver(() => atlas.labels?.ask()).observe(panel, { attributes: true });
  new ResizeObserver(() => atlas.labels?.ask()).observe(panel);
  giveWay(atlas, panel, sheet);
}

/**
 * On a phone the sheet sinks while a card is open and comes back as it was.
 *
 * @param {Atlas} atlas @param {HTMLElement} panel @param {ReturnType<typeof addSheet>} sheet
 */
function giveWay(atlas, panel, sheet) {
  let before = "";
  atlas.on("select", () => {
    if (!phone.matches) return;
    if (atlas.popup?.open) {
      before ||= panel.dataset.sheet ?? "";
      sheet("peek");
    } else if (before) {
      sheet(/** @type {"peek"} */ (before));
      before = "";
    }
  });
}

/** @param {HTMLElement} panel @returns {(id: string) => void} */
function addTabs(panel) {
  const tabs = findAll("[role=tab]", panel);
  const open = (/** @type {string} */ id) => {
    for (const tab of tabs) {
      const chosen = tab.getAttribute("aria-controls") === id;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      const body = find(`#${tab.getAttribute("aria-controls")}`);
      if (body) body.hidden = !chosen;
    }
  };
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => open(tab.getAttribute("aria-controls") ?? ""));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = tabs[(at + step + tabs.length) % tabs.length];
      next.focus();
      open(next.getAttribute("aria-controls") ?? "");
    });
  });
  open(tabs.find((tab) => tab.getAttribute("aria-selected") === "true")?.getAttribute("aria-controls") ?? "layers");
  return open;
}

/** @param {List} list @param {HTMLElement} panel @param {() => void} begin */
function addSearch(list, panel, begin) {
  const field = /** @type {HTMLInputElement | null} */ (find("#search", panel));
  if (!field) return;
  const search = () => {
    list.query = field.value.trim();
    if (list.query) begin();
    list.refresh();
  };
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      void list.focusFirst();
    } else if (event.key === "Enter" && list.query) {
      event.preventDefault();
      void list.openFirst(field);
    }
  });
  field.form?.addEventListener("submit", (event) => event.preventDefault());
}
