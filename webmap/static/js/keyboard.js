// @ts-check
/** @import {Atlas} from "./context.js" */
import { make } from "./dom.js";
import { inView } from "./in-view.js";
import { placeOf } from "./popup.js";
import { reveal } from "./room.js";
import { fold } from "./pointer.js";

const STEPS = /** @type {Record<string, number>} */ ({ n: 1, N: 1, ArrowRight: 1, ArrowDown: 1, p: -1, P: -1, ArrowLeft: -1, ArrowUp: -1 });

/**
 * Walk through the features in view without a mouse: Enter begins and opens, N and P or arrows step, Escape leaves.
 */
export class Walk {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    /** Features to walk through, null while not walking. @type {number[] | null} */
    this.path = null;
    this.at = 0;
    const box = atlas.map.getContainer();
    this.voice = make("p", { class: "visually-hidden", role: "status", "aria-live": "polite" });
    const help = make("p", { class: "visually-hidden", id: "map-help" }, atlas.say("mapHelp"));
    box.append(this.voice, help);
    box.setAttribute("aria-describedby", help.id);
    box.addEventListener("keydown", (event) => this.press(event), { capture: true });
    box.addEventListener("focusout", (event) => {
      if (event.target === box && !box.contains(/** @type {Node | null} */ (event.relatedTarget))) this.stop("");
    });
    atlas.on("layers", () => this.stop(""));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.target !== this.atlas.map.getContainer() || event.altKey || event.ctrlKey || event.metaKey) return;
    const taken = this.path ? this.walking(event.key) : this.resting(event.key);
    if (!taken) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {string} key */
  resting(key) {
    if (key === "Enter") return this.start();
    if (key !== "Escape") return false;
    if (this.atlas.popup?.open) this.atlas.popup.leave();
    else return fold(this.atlas);
    return true;
  }

  /** @param {string} key */
  walking(key) {
    const { path } = this;
    if (!path) return false;
    if (STEPS[key]) this.go((this.at + STEPS[key] + path.length) % path.length);
    else if (key === "Home") this.go(0);
    else if (key === "End") this.go(path.length - 1);
    else if (key === "Enter") void this.atlas.popup?.show(path[this.at], { focus: true, from: this.atlas.map.getContainer() });
    else if (key === "Escape") this.stop("navLeft");
    else return false;
    return true;
  }

  start() {
    /** @type {number[]} */
    const path = inView(this.atlas).placed;
    if (path.length === 0) {
      this.voice.textContent = this.atlas.say("navEmpty");
      return true;
    }
    this.path = path;
    this.go(0);
    return true;
  }

  /** @param {number} at */
  go(at) {
    const { atlas, path } = this;
    if (!path || !atlas.data) return;
    this.at = at;
    const i = path[at];
    const place = placeOf(atlas, i);
    if (place) reveal(atlas, place);
    atlas.selected = i;
    atlas.emit("select");
    const values = { name: atlas.data.name(i), kind: atlas.data.term(i, "kind"), i: at + 1, n: path.length };
    this.voice.textContent = atlas.say("navStep", values);
  }

  /** @param {string} word what to say, "" for nothing */
  stop(word) {
    if (!this.path) return;
    this.path = null;
    this.voice.textContent = word ? this.atlas.say(word) : "";
    if (this.atlas.popup?.open) return;
    this.atlas.selected = -1;
    this.atlas.emit("select");
  }
}
