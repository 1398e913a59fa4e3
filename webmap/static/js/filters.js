// @ts-check
/** @import {FacetAnswer} from "./types.js" */
/** @import {Atlas} from "./context.js" */
import { find, findAll, make } from "./dom.js";
import { inView } from "./in-view.js";
import { latOf, lonOf } from "./project.js";
import { fit } from "./room.js";
import { FILTERS, filterQuery } from "./state.js";

/** Zoom beyond which the map does not come nearer to what fits. */
const NEAR = 8;

/**
 * Wire the filter of the panel: the server says what can be asked for and how many places each value would give.
 *
 * @param {Atlas} atlas @param {HTMLElement} panel
 */
export function addFilters(atlas, panel) {
  const box = find("#filter", panel);
  if (box) new Filters(atlas, panel, box);
}

class Filters {
  /** @param {Atlas} atlas @param {HTMLElement} panel @param {HTMLElement} box */
  constructor(atlas, panel, box) {
    this.atlas = atlas;
    this.box = box;
    this.form = /** @type {HTMLElement} */ (find("form", box));
    this.note = /** @type {HTMLElement} */ (find(".filter-note", box));
    this.output = find("[data-filter-count]", panel);
    this.clear = /** @type {HTMLButtonElement} */ (find("[data-action=clear]", box));
    this.links = findAll("a[data-list]", panel).map((link) => /** @type {HTMLAnchorElement} */ (link));
    this.request = new AbortController();
    this.asked = false;
    this.form.addEventListener("change", () => this.apply());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.clear.addEventListener("click", () => this.set(""));
    find("#tab-filter", panel)?.addEventListener("click", () => this.asked || void this.renew());
    find("#tab-filter", panel)?.addEventListener("focus", () => this.asked || void this.renew());
    atlas.on("filter", () => void this.renew());
    atlas.on("data", () => this.look());
    /** Whether the map may move to what fits. */
    this.mayMove = Boolean(atlas.filter) && !atlas.placed;
    this.mark();
    if (atlas.filter) void this.renew();
  }

  apply() {
    const chosen = /** @type {HTMLInputElement[]} */ (findAll("input:checked", this.form));
    this.set(filterQuery(FILTERS.map((name) => [name, chosen.filter((input) => input.name === name).map((input) => input.value).join()])));
  }

  /** @param {string} filter */
  set(filter) {
    if (filter === this.atlas.filter) return;
    this.mayMove = true;
    this.atlas.filter = filter;
    this.atlas.emit("filter");
  }

  /** Go to what fits, where nothing of it shows. */
  look() {
    const { atlas, mayMove } = this;
    const { data } = atlas;
    this.mayMove = false;
    if (!mayMove || !data || data.partial || !atlas.filter || atlas.state?.wanted || inView(atlas).placed.length) return;
    const bounds = L.latLngBounds([]);
    for (let i = 0; i < data.size; i++) {
      if (data.isPoint(i)) bounds.extend([latOf(data.y[i]), lonOf(data.x[i])]);
    }
    if (bounds.isValid()) fit(atlas, bounds, NEAR);
  }

  /** Show how much is asked for, and lead to the same list elsewhere. */
  mark() {
    const { filter, lang } = this.atlas;
    const count = [...new URLSearchParams(filter).values()].reduce((sum, values) => sum + values.split(",").length, 0);
    if (this.output) this.output.textContent = count ? String(count) : "";
    this.clear.hidden = !count;
    const view = document.body.dataset.view ?? "atlas";
    const asked = [view === "atlas" ? "" : `view=${view}`, filter, `lang=${lang}`].filter(Boolean).join("&");
    for (const link of this.links) link.search = asked;
  }

  /** Ask the server for the values and their counts. */
  async renew() {
    const { atlas } = this;
    this.asked = true;
    this.mark();
    this.request.abort();
    const { signal } = (this.request = new AbortController());
    this.form.setAttribute("aria-busy", "true");
    const answer = await this.fetch(signal);
    if (signal.aborted) return;
    this.form.setAttribute("aria-busy", "false");
    if (answer) this.draw(answer);
    const said = answer && atlas.filter ? ` · ${answer.text}` : "";
    this.note.textContent = answer ? atlas.say("filterFound", { n: answer.count }) + said : atlas.say("failed");
  }

  /** @param {AbortSignal} signal @returns {Promise<FacetAnswer | null>} */
  async fetch(signal) {
    const { source, filter, lang } = this.atlas;
    const view = document.body.dataset.view ?? "atlas";
    try {
      const answer = await fetch(new URL(`../facets?view=${view}&lang=${lang}${filter && `&${filter}`}`, source), { signal });
      return answer.ok ? await answer.json() : null;
    } catch (error) {
      if (error instanceof DOMException || error instanceof TypeError || error instanceof SyntaxError) return null;
      throw error;
    }
  }

  /** Make the form anew; what was folded out stays so, and the focus where it was. @param {FacetAnswer} answer */
  draw(answer) {
    const unfolded = new Set(findAll("details[open]", this.form).map((each) => each.dataset.facet));
    const focused = document.activeElement instanceof HTMLInputElement && this.form.contains(document.activeElement) ? document.activeElement : null;
    const kept = focused && `input[name="${focused.name}"][value="${CSS.escape(focused.value)}"]`;
    const scrolled = new Map(findAll("details", this.form).map((each) => [each.dataset.facet, find("ul", each)?.scrollTop ?? 0]));
    this.form.replaceChildren(...answer.facets.filter((facet) => facet.choices.length).map((facet) => this.facet(facet, unfolded)));
    for (const each of findAll("details", this.form)) {
      const list = find("ul", each);
      if (list) list.scrollTop = scrolled.get(each.dataset.facet) ?? 0;
    }
    if (kept) find(kept, this.form)?.focus({ preventScroll: true });
  }

  /** @param {FacetAnswer["facets"][0]} facet @param {Set<string | undefined>} unfolded */
  facet(facet, unfolded) {
    const details = make("details", { "data-facet": facet.id });
    details.open = unfolded.has(facet.id) || facet.choices.some((choice) => choice.chosen);
    const list = make("ul");
    for (const choice of facet.choices) {
      const item = make("li");
      const label = make("label");
      const input = make("input", { type: "checkbox", name: facet.id, value: choice.id });
      input.checked = choice.chosen;
      label.append(input, make("span", {}, choice.text), make("data", { class: "count", "data-count": "" }, String(choice.places)));
      item.append(label);
      list.append(item);
    }
    details.append(make("summary", {}, facet.title), list);
    return details;
  }
}
