// @ts-check
import { find, findAll } from "./dom.js";

/** Let the list of what is missed be put in another order without another page. */
export function sortMissed() {
  const body = find("#missed-rows tbody");
  const links = /** @type {HTMLAnchorElement[]} */ (findAll("#missed-sorts a"));
  if (!body) return;
  for (const link of links)
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const sort = link.dataset.sort ?? "";
      body.append(...sorted(/** @type {HTMLTableRowElement[]} */ ([...body.children]), sort === "trade"));
      for (const other of links) {
        if (other === link) other.setAttribute("aria-current", "true");
        else other.removeAttribute("aria-current");
      }
      const address = new URL(location.href);
      address.searchParams.set("sort", sort);
      history.replaceState(history.state, "", address);
      const kept = /** @type {HTMLInputElement | null} */ (find("#link-form [name='sort']"));
      if (kept) kept.value = sort;
    });
}

/** Blank is unknown and comes last, as webmap/coverage_reach.py has it. @param {HTMLTableRowElement[]} rows @param {boolean} byTrade */
function sorted(rows, byTrade) {
  const hours = /** @param {HTMLTableRowElement} row */ (row) => Number(row.dataset.hours || Infinity);
  const trade = /** @param {HTMLTableRowElement} row */ (row) => Number(row.dataset.trade || 0);
  const late = /** @param {HTMLTableRowElement} a @param {HTMLTableRowElement} b */ (a, b) => (hours(a) === hours(b) ? 0 : hours(a) - hours(b));
  return rows.sort((a, b) => (byTrade && trade(b) - trade(a)) || late(a, b));
}
