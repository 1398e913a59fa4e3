// @ts-check
/** @import {Found} from "./types.js" */
/** @import {Atlas} from "./context.js" */
import { find, make } from "./dom.js";
import { inView } from "./in-view.js";
import { reveal } from "./room.js";
import { Finder } from "./search.js";
import { symbolIcon } from "./symbols.js";
import { placeOf } from "./popup.js";

/** Rows that are made at a time; more follow when the reader comes near the end. */
const CHUNK = 80;

/** A row of a loaded feature. @param {number} i @returns {Found} */
const loaded = (i) => ({ i, result: null });

/** Whether two rows are the same. @param {Found} a @param {Found | undefined} b */
const same = (a, b) => b !== undefined && a.i === b.i && (a.i >= 0 || a.result?.id === b.result?.id);

/** The list beside the map: what is in view, what fits the filter, or what a search found. */
export class List {
  /** @param {Atlas} atlas @param {HTMLElement} panel */
  constructor(atlas, panel) {
    this.atlas = atlas;
    this.panel = panel;
    this.rows = /** @type {HTMLElement} */ (find(".places", panel));
    this.note = /** @type {HTMLElement} */ (find(".list-note", panel));
    this.output = find("[data-list-count]", panel);
    this.query = "";
    /** What was looked for and found last. @type {{query: string, found: Found[], count: number}} */
    this.answer = { query: "", found: [], count: 0 };
    /** What is listed, in its order. @type {Found[]} */
    this.items = [];
    this.made = 0;
    this.finder = new Finder(atlas);
    /** The data that the rows are of. @type {import("./dataset.js").Dataset | null} */
    this.drawn = null;
    /** What the list waits for. @type {Promise<void>} */
    this.ready = Promise.resolve();
    this.more = make("button", { type: "button", class: "more" });
    this.more.addEventListener("click", () => this.append(true));
    this.rows.after(this.more);
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.append(false)).observe(this.more);
    this.rows.addEventListener("click", (event) => this.choose(event));
    this.rows.addEventListener("keydown", (event) => this.step(event));
    atlas.on("data", () => this.refresh());
    atlas.on("layers", () => this.query || this.refresh());
    atlas.on("select", () => this.mark());
    atlas.map.on("moveend", () => this.query || this.isHeld() || this.refresh());
    if (atlas.data) this.refresh();
  }

  /** Whether a card opened from a row is open: the list then stays as it is under the reader's hand. */
  isHeld() {
    const { popup } = this.atlas;
    return Boolean(popup?.open && popup.origin && this.rows.contains(popup.origin));
  }

  refresh() {
    const { atlas } = this;
    const { data } = atlas;
    if (!data) return;
    if (this.query) {
      if (this.answer.query === this.query) this.showAnswer();
      else this.ready = this.look(this.query);
      return;
    }
    this.finder.stop();
    this.busy(false);
    if (atlas.filter && !data.partial) {
      const listed = this.fitting();
      this.show(listed.map(loaded), atlas.say("filterFound", { n: listed.length }));
      return;
    }
    const { placed, unplaced } = inView(atlas);
    const all = data.layers.reduce((sum, layer) => sum + (atlas.hidden.has(layer.id) ? 0 : layer.count), 0);
    this.show([...placed, ...unplaced].map(loaded), atlas.say("listView", { n: placed.length, all }));
  }

  /** Everything that fits the filter, wherever it is; layers that are off at first too, for nobody switched them off. */
  fitting() {
    const { data, hidden, usual } = this.atlas;
    const listed = [];
    for (let i = 0; i < (data?.size ?? 0); i++) {
      const { id } = /** @type {import("./dataset.js").Dataset} */ (data).layer(i);
      if (!hidden.has(id) || usual.has(id)) listed.push(i);
    }
    return listed;
  }

  /** List what a query finds; what is listed stays until that is known. @param {string} query */
  async look(query) {
    this.busy(true);
    const answer = await this.finder.find(query);
    if (!answer || query !== this.query) return;
    this.answer = { query, ...answer };
    this.showAnswer();
    this.busy(false);
  }

  /** List the answer; what is loaded may have changed since it came. */
  showAnswer() {
    const { data } = this.atlas;
    const { query, found, count } = this.answer;
    const items = found.map(({ i, result }) => ({ i: result ? (data?.numberOf(result.id) ?? -1) : i, result }));
    this.show(items, this.atlas.say(count ? "listFound" : "listNone", { n: count, query }));
  }

  /** @param {boolean} busy */
  busy(busy) {
    this.rows.setAttribute("aria-busy", String(busy));
  }

  /** @param {Found[]} items @param {string} note */
  show(items, note) {
    if (this.output) this.output.textContent = String(items.length);
    if (this.note.textContent !== note) this.note.textContent = note;
    if (items.length === this.items.length && items.every((item, at) => same(item, this.items[at])) && this.drawn === this.atlas.data) return;
    this.drawn = this.atlas.data;
    const focused = this.rows.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.id : "";
    this.items = items;
    this.made = 0;
    this.rows.replaceChildren();
    this.append(false);
    if (focused) (find(`[data-id="${CSS.escape(focused)}"]`, this.rows) ?? find(".place", this.rows))?.focus({ preventScroll: true });
  }

  /** Make the next rows. @param {boolean} focus whether the first of them takes the focus */
  append(focus) {
    const next = this.items.slice(this.made, this.made + CHUNK).map((item, at) => this.row(item, this.made + at));
    this.rows.append(...next);
    this.made += next.length;
    const left = this.items.length - this.made;
    this.more.hidden = left === 0;
    this.more.textContent = this.atlas.say("more", { n: Math.min(left, CHUNK) });
    if (focus) find(".place", next[0])?.focus();
    this.mark();
  }

  /** @param {Found} item @param {number} at its place in the list */
  row(item, at) {
    const { i, result } = item;
    const data = /** @type {import("./dataset.js").Dataset} */ (this.atlas.data);
    const layer = i >= 0 ? data.layer(i) : data.layers.find((each) => each.id === result?.layer);
    const id = i >= 0 ? data.value(i, "id") : (result?.id ?? "");
    const link = i < 0 && result && result.type !== "place";
    const row = link ? make("a", { href: result.href, class: "place" }) : make("button", { type: "button", class: "place", "data-id": id });
    row.dataset.at = String(at);
    if (i >= 0) row.dataset.number = String(i);
    row.append(layer ? symbolIcon(layer.symbol.shape, layer.symbol.colour) : make("span", { class: "symbol" }));
    row.append(make("span", { class: "name" }, i >= 0 ? data.name(i) : (result?.name ?? "")));
    const meta = i >= 0 ? this.meta(i) : (result?.meta ?? []);
    row.append(make("span", { class: "meta" }, [...new Set(meta.filter(Boolean))].join(" · ")));
    const line = make("li");
    line.append(row);
    return line;
  }

  /** @param {number} i */
  meta(i) {
    const data = /** @type {import("./dataset.js").Dataset} */ (this.atlas.data);
    const meta = [data.term(i, "kind"), data.status[i] ? data.term(i, "status") : "", data.value(i, "place") || data.term(i, "country")];
    if (!data.isPlaced(i)) meta.push(this.atlas.say("unplaced"));
    else if (data.precision[i] > 1) meta.push(data.term(i, "precision"));
    return meta;
  }

  /** Show which row is open. */
  mark() {
    const { selected } = this.atlas;
    find("[aria-current]", this.rows)?.removeAttribute("aria-current");
    if (selected >= 0) find(`[data-number="${selected}"]`, this.rows)?.setAttribute("aria-current", "true");
  }

  /** @param {MouseEvent} event */
  choose(event) {
    const row = /** @type {Element} */ (event.target).closest("button.place");
    if (row instanceof HTMLElement) this.openItem(this.items[Number(row.dataset.at)], row);
  }

  /** Go to the first row, once the list has what was asked for. */
  async focusFirst() {
    await this.ready;
    find(".place", this.rows)?.focus();
  }

  /** Open the first row, once the list has what was asked for. @param {HTMLElement} from */
  async openFirst(from) {
    await this.ready;
    if (this.items.length) this.openItem(this.items[0], from);
  }

  /** @param {Found} item @param {HTMLElement} from */
  openItem({ i, result }, from) {
    const { state } = this.atlas;
    if (i >= 0) this.open(i, from);
    else if (result?.type === "place" && state) state.want(result.id, result.href);
    else if (result) location.assign(result.href);
  }

  /** @param {number} i @param {HTMLElement} from */
  open(i, from) {
    const { atlas } = this;
    const { data } = atlas;
    if (!data) return;
    if (atlas.hidden.delete(data.layer(i).id)) atlas.emit("layers");
    if (this.query) {
      const place = placeOf(atlas, i);
      if (place) reveal(atlas, place, { zoom: Math.max(atlas.map.getZoom(), data.isPoint(i) ? 8 : 4), always: true });
    }
    void atlas.popup?.show(i, { focus: true, from });
  }

  /** @param {KeyboardEvent} event */
  step(event) {
    const here = /** @type {Element} */ (event.target).closest("li");
    if (!here || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    const next = event.key === "ArrowDown" ? here.nextElementSibling : here.previousElementSibling;
    (next ? find(".place", next) : event.key === "ArrowUp" ? find("#search") : this.more)?.focus();
  }
}
