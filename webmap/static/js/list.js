// @ts-check
/** @import {Atlas} from "./context.js" */
import { find, make } from "./dom.js";
import { inView } from "./in-view.js";
import { reveal } from "./room.js";
import { Search } from "./search.js";
import { symbolIcon } from "./symbols.js";
import { placeOf } from "./popup.js";

/** Rows that are made at a time; more follow when the reader comes near the end. */
const CHUNK = 80;

/** The list beside the map: what is in view, or what a search found. */
export class List {
  /** @param {Atlas} atlas @param {HTMLElement} panel */
  constructor(atlas, panel) {
    this.atlas = atlas;
    this.panel = panel;
    this.rows = /** @type {HTMLElement} */ (find(".places", panel));
    this.note = /** @type {HTMLElement} */ (find(".list-note", panel));
    this.output = find("[data-list-count]", panel);
    this.query = "";
    /** Features of the list in its order. @type {number[]} */
    this.features = [];
    this.made = 0;
    /** @type {Search | null} */
    this.search = null;
    this.more = make("button", { type: "button", class: "more" });
    this.more.addEventListener("click", () => this.append(true));
    this.rows.after(this.more);
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.append(false)).observe(this.more);
    this.rows.addEventListener("click", (event) => this.choose(event));
    this.rows.addEventListener("keydown", (event) => this.step(event));
    atlas.on("data", () => this.renew());
    atlas.on("layers", () => this.refresh());
    atlas.on("select", () => this.mark());
    atlas.map.on("moveend", () => this.query || this.isHeld() || this.refresh());
    if (atlas.data) this.renew();
  }

  renew() {
    this.search = this.atlas.data && new Search(this.atlas.data);
    this.refresh();
  }

  /** Whether a card opened from a row is open: the list then stays as it is under the reader's hand. */
  isHeld() {
    const { popup } = this.atlas;
    return Boolean(popup?.open && popup.origin && this.rows.contains(popup.origin));
  }

  refresh() {
    const { atlas } = this;
    const { data } = atlas;
    if (!data || !this.search) return;
    if (this.query) {
      const found = this.search.find(this.query);
      const key = found.length ? "listFound" : "listNone";
      this.show(found, atlas.say(key, { n: found.length, query: this.query }));
      return;
    }
    const { placed, unplaced } = inView(atlas);
    const all = data.layers.reduce((sum, layer) => sum + (atlas.hidden.has(layer.id) ? 0 : layer.count), 0);
    this.show([...placed, ...unplaced], atlas.say("listView", { n: placed.length, all }));
  }

  /** @param {number[]} features @param {string} note */
  show(features, note) {
    if (this.output) this.output.textContent = String(features.length);
    if (this.note.textContent !== note) this.note.textContent = note;
    if (features.length === this.features.length && features.every((i, at) => i === this.features[at])) return;
    const focused = this.rows.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.id : "";
    this.features = features;
    this.made = 0;
    this.rows.replaceChildren();
    this.append(false);
    if (focused) (find(`[data-id="${CSS.escape(focused)}"]`, this.rows) ?? find(".place", this.rows))?.focus({ preventScroll: true });
  }

  /** Make the next rows. @param {boolean} focus whether the first of them takes the focus */
  append(focus) {
    const next = this.features.slice(this.made, this.made + CHUNK).map((i) => this.row(i));
    this.rows.append(...next);
    this.made += next.length;
    const left = this.features.length - this.made;
    this.more.hidden = left === 0;
    this.more.textContent = this.atlas.say("more", { n: Math.min(left, CHUNK) });
    if (focus) find(".place", next[0])?.focus();
    this.mark();
  }

  /** @param {number} i */
  row(i) {
    const data = /** @type {import("./dataset.js").Dataset} */ (this.atlas.data);
    const { shape, colour } = data.layer(i).symbol;
    const item = make("li");
    const button = make("button", { type: "button", class: "place", "data-id": data.value(i, "id"), "data-number": String(i) });
    const meta = [data.term(i, "kind"), data.status[i] ? data.term(i, "status") : "", data.value(i, "place") || data.term(i, "country")];
    if (!data.isPlaced(i)) meta.push(this.atlas.say("unplaced"));
    else if (data.precision[i] > 1) meta.push(data.term(i, "precision"));
    button.append(symbolIcon(shape, colour), make("span", { class: "name" }, data.name(i)));
    button.append(make("span", { class: "meta" }, [...new Set(meta.filter(Boolean))].join(" · ")));
    item.append(button);
    return item;
  }

  /** Show which row is open. */
  mark() {
    const { selected } = this.atlas;
    find("[aria-current]", this.rows)?.removeAttribute("aria-current");
    if (selected >= 0) find(`[data-number="${selected}"]`, this.rows)?.setAttribute("aria-current", "true");
  }

  /** @param {MouseEvent} event */
  choose(event) {
    const button = /** @type {Element} */ (event.target).closest(".place");
    if (button instanceof HTMLElement) this.open(Number(button.dataset.number), button);
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
