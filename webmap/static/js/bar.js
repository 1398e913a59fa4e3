// @ts-check
// The bar above every page: its menu of maps closes as menus do, and the strip of pages shows where one is.

const menu = document.querySelector("details.maps");
if (menu instanceof HTMLDetailsElement) closing(menu);
reveal(document.querySelector(".bar .pages"));

/** Close an open menu on Escape, on a press elsewhere, and when the focus leaves it. @param {HTMLDetailsElement} menu */
function closing(menu) {
  const summary = menu.querySelector("summary");
  /** @param {EventTarget | null} target */
  const isInside = (target) => target instanceof Node && menu.contains(target);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    // Escape closes one thing: the menu, not what lies below it too.
    event.stopPropagation();
    if (isInside(document.activeElement)) summary?.focus();
    menu.open = false;
  }, { capture: true });
  document.addEventListener("pointerdown", (event) => {
    if (!isInside(event.target)) menu.open = false;
  }, { capture: true });
  menu.addEventListener("focusout", (event) => {
    // Focus that goes nowhere (another window, a press on plain ground) is no way out of the menu.
    if (event.relatedTarget && !isInside(event.relatedTarget)) menu.open = false;
  });
}

/** Bring the page one is on into view where the strip of pages is longer than the screen. @param {Element | null} strip */
function reveal(strip) {
  const here = strip?.querySelector("[aria-current]");
  if (!strip || !(here instanceof HTMLElement)) return;
  const past = here.getBoundingClientRect().right + 32 - strip.getBoundingClientRect().right;
  if (past > 0) strip.scrollLeft += past;
}
