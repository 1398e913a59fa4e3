// @ts-check
/** @import {Atlas} from "./context.js" */
import { findAll } from "./dom.js";

/**
 * Keep what the reader sees in the address, and take it from there.
 *
 * The fragment is `#map=<zoom>/<lat>/<lon>&off=<layer,layer>&open=<feature id>`.
 */
export class State {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    /** Whether the address says where to look. */
    this.given = false;
    this.wanted = "";
    this.restore();
    addEventListener("hashchange", () => this.restore());
    atlas.map.on("moveend", () => this.write());
    for (const happening of /** @type {const} */ (["layers", "select"])) atlas.on(happening, () => this.write());
    atlas.on("data", () => this.reopen());
  }

  restore() {
    const said = new URLSearchParams(location.hash.slice(1));
    const place = said.get("map")?.split("/").map(Number) ?? [];
    if (place.length === 3 && place.every(Number.isFinite)) {
      this.given = true;
      this.atlas.map.setView([place[1], place[2]], place[0], { animate: false });
    }
    const off = said.get("off");
    if (off !== null) {
      this.atlas.hidden.clear();
      for (const id of off.split(",")) if (id) this.atlas.hidden.add(id);
      this.atlas.emit("layers");
    }
    this.wanted = said.get("open") ?? "";
    this.reopen();
  }

  /** Open the card that the address names, once its feature is there. */
  reopen() {
    const { atlas, wanted } = this;
    const i = wanted ? (atlas.data?.numberOf(wanted) ?? -1) : -1;
    if (i < 0) return;
    this.wanted = "";
    if (i !== atlas.selected) void atlas.popup?.show(i, { move: !this.given });
  }

  write() {
    const { map, hidden, data, selected, popup } = this.atlas;
    const { lat, lng } = map.getCenter().wrap();
    const digits = Math.max(2, Math.ceil(map.getZoom() / 3) + 1);
    let hash = `#map=${map.getZoom()}/${lat.toFixed(digits)}/${lng.toFixed(digits)}`;
    if (hidden.size) hash += `&off=${[...hidden].map(encodeURIComponent).join(",")}`;
    const open = this.wanted || (data && selected >= 0 && popup?.open ? data.value(selected, "id") : "");
    if (open) hash += `&open=${encodeURIComponent(open)}`;
    if (hash !== location.hash) history.replaceState(history.state, "", hash);
    for (const link of /** @type {HTMLAnchorElement[]} */ (findAll("a.lang, .caption a"))) link.hash = hash;
  }
}
