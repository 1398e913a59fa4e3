// @ts-check
// Folded parts of a page: an address that points into one opens it, and on paper all are open.

/** Open the fold that holds what the address points to; browsers that do so themselves are not in the way. */
function open() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target?.closest("details.fold");
  if (!target || !(fold instanceof HTMLDetailsElement) || fold.open) return;
  fold.open = true;
  target.scrollIntoView();
}

/** @type {HTMLDetailsElement[]} */
let opened = [];
addEventListener("hashchange", open);
addEventListener("beforeprint", () => {
  opened = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.fold:not([open])")]);
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
});
open();
