// @ts-check
/** @import {Atlas} from "./context.js" */
import { find, findAll, make, phone } from "./dom.js";
import { clearRoom, reveal } from "./room.js";

/** Distance in pixels between the card and its place, and between the card and the edge. */
const GAP = 18;
const EDGE = 10;

/** The card that tells about one feature; a sheet from below on a phone. */
export class Popup {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.card = make("div", { class: "popup-card", role: "dialog", "aria-modal": "false", tabindex: "-1" });
    this.card.hidden = true;
    this.card.style.zIndex = "1000";
    this.close = make("button", { type: "button", class: "popup-close", "aria-label": atlas.say("close") }, "×");
    this.body = make("div", { class: "popup-body" });
    this.card.append(this.close, this.body);
    /** Where the card points. @type {L.LatLng | null} */
    this.anchor = null;
    /** What had the focus before. @type {HTMLElement | null} */
    this.origin = null;
    this.request = new AbortController();
    /** Fragments by feature id. @type {Map<string, DocumentFragment>} */
    this.known = new Map();
    this.wire();
  }

  wire() {
    const { map } = this.atlas;
    map.getContainer().append(this.card);
    L.DomEvent.disableClickPropagation(this.card);
    L.DomEvent.disableScrollPropagation(this.card);
    this.close.addEventListener("click", () => this.leave());
    this.card.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") this.leave();
    });
    this.body.addEventListener("click", (event) => this.follow(event));
    map.on("move resize", () => this.place());
    map.on("zoomstart", () => (this.card.style.opacity = "0"));
    map.on("zoomend", () => (this.card.style.opacity = ""));
  }

  /** Whether the card shows. */
  get open() {
    return !this.card.hidden;
  }

  /**
   * Tell about a feature.
   *
   * @param {number} i
   * @param {{focus?: boolean, at?: L.LatLng | null, from?: HTMLElement | null, move?: boolean}} [how] whether the
   *     focus goes in, where the card points, where the focus returns to, whether the map may move
   */
  async show(i, { focus = false, at = null, from = null, move = true } = {}) {
    const { atlas } = this;
    const { data } = atlas;
    if (!data) return;
    this.request.abort();
    this.request = new AbortController();
    const open = this.open;
    this.origin = from ?? (open ? this.origin : /** @type {HTMLElement | null} */ (document.activeElement));
    atlas.selected = i;
    this.card.hidden = false;
    atlas.emit("select");
    this.anchor = at ?? placeOf(atlas, i);
    const id = data.value(i, "id");
    if (!this.known.has(id)) this.fill([make("p", { class: "popup-message", role: "status" }, atlas.say("loading"))]);
    this.card.setAttribute("aria-label", data.name(i));
    this.card.removeAttribute("aria-labelledby");
    this.unfold(focus);
    const look = () => this.anchor && move && reveal(atlas, this.anchor);
    if (!phone.matches) look();
    const { signal } = this.request;
    const content = await this.fetch(id, signal);
    if (signal.aborted) return;
    this.fill(content ? [content.cloneNode(true)] : [make("p", { class: "popup-message", role: "alert" }, atlas.say("failed"))]);
    const title = find("#popup-title", this.body);
    if (title) {
      this.card.removeAttribute("aria-label");
      this.card.setAttribute("aria-labelledby", title.id);
    }
    this.place();
    // On a phone the card covers the map, and only now its height is known.
    if (phone.matches) look();
  }

  /**
   * Offer several features that share a place, to choose from.
   *
   * @param {number[]} features @param {string} title @param {L.LatLng} at @param {boolean} focus
   */
  offer(features, title, at, focus) {
    const { data } = this.atlas;
    if (!data) return;
    this.request.abort();
    this.origin = /** @type {HTMLElement | null} */ (document.activeElement);
    this.anchor = at;
    const article = make("article", { class: "popup choices" });
    const header = make("header");
    header.append(make("h2", { id: "popup-title" }, title));
    const list = make("ul", { class: "places" });
    for (const i of features) {
      const item = make("li");
      const button = make("button", { type: "button", class: "choice" }, data.name(i));
      button.addEventListener("click", () => this.show(i, { focus: true, at, from: this.origin }));
      item.append(button);
      list.append(item);
    }
    article.append(header, list);
    this.fill([article]);
    this.card.setAttribute("aria-labelledby", "popup-title");
    this.unfold(focus);
  }

  /** @param {Node[]} content */
  fill(content) {
    this.body.replaceChildren(...content);
    this.card.scrollTop = 0;
    document.dispatchEvent(new Event("atlas:content"));
  }

  /** @param {boolean} focus */
  unfold(focus) {
    this.card.hidden = false;
    this.place();
    if (phone.matches) this.atlas.labels?.ask();
    if (focus) this.close.focus({ preventScroll: true });
  }

  /** Close the card and give the focus back to where it came from. */
  leave() {
    if (!this.open) return;
    const inside = this.card.contains(document.activeElement);
    this.request.abort();
    this.card.hidden = true;
    this.anchor = null;
    this.atlas.selected = -1;
    this.atlas.emit("select");
    if (inside) this.back().focus({ preventScroll: true });
  }

  /** Where the focus returns to: where it came from, the same row of a list made anew, or the map. @returns {HTMLElement} */
  back() {
    const { origin } = this;
    const map = this.atlas.map.getContainer();
    if (!origin || origin === document.body) return map;
    if (origin.isConnected) return origin;
    return (origin.dataset.id && find(`.place[data-id="${CSS.escape(origin.dataset.id)}"]`)) || map;
  }

  /**
   * The server's fragment about a feature. It is parsed, never run: the page's policy allows no script in it.
   *
   * @param {string} id @param {AbortSignal} signal @returns {Promise<DocumentFragment | null>}
   */
  async fetch(id, signal) {
    const known = this.known.get(id);
    if (known) return known;
    const { atlas } = this;
    try {
      const answer = await fetch(new URL(`../../popup/${encodeURIComponent(id)}?lang=${atlas.lang}`, atlas.source), { signal });
      if (!answer.ok) return null;
      const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
      const content = document.createDocumentFragment();
      content.append(...parsed.querySelectorAll("article.popup"));
      if (atlas.page === "embed") {
        for (const link of findAll("a[href]:not([href^='#'])", content)) {
          link.setAttribute("target", "_blank");
          link.setAttribute("rel", "noopener");
        }
      }
      if (this.known.size > 40) this.known.clear();
      this.known.set(id, content);
      return content;
    } catch (error) {
      if (error instanceof DOMException || error instanceof TypeError) return null;
      throw error;
    }
  }

  /** A citation opens its source inside the card and leaves the address alone. @param {MouseEvent} event */
  follow(event) {
    const link = /** @type {Element} */ (event.target).closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    const source = this.body.querySelector(`[id="${CSS.escape(link.getAttribute("href")?.slice(1) ?? "")}"]`);
    if (!(source instanceof HTMLElement)) return;
    const details = source.closest("details");
    if (details) details.open = true;
    source.tabIndex = -1;
    source.focus();
    source.scrollIntoView({ block: "nearest" });
  }

  /** Stand beside the place, inside the part of the map that no panel covers. */
  place() {
    const { card, atlas } = this;
    if (card.hidden) return;
    if (phone.matches) {
      card.style.transform = "";
      return;
    }
    const room = clearRoom(atlas);
    const [width, height] = [card.offsetWidth, card.offsetHeight];
    const corner = { x: room.right - width - 64, y: room.top + GAP };
    const at = this.anchor ? atlas.map.latLngToContainerPoint(this.anchor) : null;
    const fits = at && at.x + GAP + width + EDGE <= room.right - 52;
    const x = at ? (fits ? at.x + GAP : at.x - GAP - width) : corner.x;
    const y = at ? at.y - Math.min(height / 3, 96) : corner.y;
    const left = Math.max(room.left + EDGE, Math.min(x, room.right - width - EDGE));
    const top = Math.max(room.top + EDGE, Math.min(y, room.bottom - height - 30));
    Object.assign(card.style, { position: "absolute", left: "0", top: "0", transform: `translate(${Math.round(left)}px, ${Math.round(top)}px)` });
  }
}

/**
 * A place to point at: where a point stands, or the vertex of a line nearest to the middle of the map.
 *
 * @param {Atlas} atlas @param {number} i @returns {L.LatLng | null}
 */
export function placeOf(atlas, i) {
  const { data, map } = atlas;
  if (!data) return null;
  const size = 2 ** map.getZoom() * 256;
  const at = (/** @type {number} */ x, /** @type {number} */ y) => map.unproject([x * size, y * size], map.getZoom());
  const centre = map.project(map.getCenter()).divideBy(size);
  if (data.isPoint(i)) return at(data.x[i] + Math.round(centre.x - data.x[i]), data.y[i]);
  let [best, least] = [/** @type {[number, number] | null} */ (null), Infinity];
  for (const { xy } of data.lines.get(i) ?? []) {
    for (let v = 0; v < xy.length; v += 2) {
      const x = xy[v] + Math.round(centre.x - xy[v]);
      const distance = Math.hypot(x - centre.x, xy[v + 1] - centre.y);
      if (distance < least) [best, least] = [[x, xy[v + 1]], distance];
    }
  }
  return best && at(...best);
}
