// @ts-check
import { find, findAll } from "./dom.js";

/** The cards and tables of a plan: sorted and chosen without asking the server again. */
export class Ways {
  /**
   * @param {string} way the chosen one
   * @param {{chosen: (way: string) => void, step: (number: number, move: boolean) => void}} said
   */
  constructor(way, said) {
    this.way = way;
    this.said = said;
    for (const link of findAll("[data-choose]")) link.addEventListener("click", (event) => this.clicked(event, () => this.choose(String(link.dataset.choose))));
    for (const link of findAll("[data-sort]")) link.addEventListener("click", (event) => this.clicked(event, () => this.sort(link)));
    for (const row of findAll(".way-steps [data-step]")) {
      const number = Number(row.dataset.step);
      row.addEventListener("pointerenter", () => said.step(number, false));
      row.addEventListener("pointerleave", () => said.step(-1, false));
      row.addEventListener("focusin", () => said.step(number, true));
    }
  }

  /** A click that opens a new tab is the browser's. @param {MouseEvent} event @param {() => void} act */
  clicked(event, act) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    act();
  }

  /** @param {string} way */
  choose(way) {
    this.way = way;
    for (const card of findAll(".way")) card.classList.toggle("chosen", card.dataset.way === way);
    for (const link of findAll("[data-choose]")) mark(link, link.dataset.choose === way);
    for (const table of findAll(".way-steps")) table.hidden = table.dataset.way !== way;
    remember("way", way);
    this.said.chosen(way);
  }

  /** @param {HTMLElement} link */
  sort(link) {
    const by = String(link.dataset.sort);
    const list = find(".ways");
    const cards = findAll(".way").sort((one, two) => Number(one.dataset[by]) - Number(two.dataset[by]));
    list?.append(...cards);
    for (const other of findAll("[data-sort]")) mark(other, other === link);
    remember("sort", by);
  }
}

/** @param {HTMLElement} link @param {boolean} on */
function mark(link, on) {
  if (on) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}

/** Keep a choice in the address. @param {string} name @param {string} value */
function remember(name, value) {
  const address = new URL(location.href);
  address.searchParams.set(name, value);
  history.replaceState(history.state, "", address);
}
