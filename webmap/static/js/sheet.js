// @ts-check
import { find, phone } from "./dom.js";

const HEIGHTS = /** @type {const} */ (["peek", "half", "full"]);
/** Names of the grip's action at each height. */
const ACTIONS = { peek: "sheetPeek", half: "sheetHalf", full: "sheetFull" };

/**
 * On a phone the panel is a sheet in three heights, moved by its grip: by click, by keys or by dragging.
 *
 * @param {HTMLElement} panel
 * @param {(key: string) => string} say
 * @returns {(height: "peek" | "half" | "full") => void}
 */
export function addSheet(panel, say) {
  const grip = find("[data-action=sheet]", panel);
  if (!grip) return () => {};
  const name = find(".visually-hidden", grip) ?? grip;
  const set = (/** @type {"peek" | "half" | "full"} */ height) => {
    panel.dataset.sheet = height;
    panel.style.height = "";
    grip.setAttribute("aria-expanded", String(height !== "peek"));
    name.textContent = say(ACTIONS[height]);
  };
  const at = () => HEIGHTS.indexOf(/** @type {"peek"} */ (panel.dataset.sheet ?? "peek"));
  set("peek");
  let dragged = false;
  grip.addEventListener("click", () => {
    if (!dragged) set(HEIGHTS[(at() + 1) % HEIGHTS.length]);
    dragged = false;
  });
  grip.addEventListener("keydown", (event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    set(HEIGHTS[Math.max(0, Math.min(2, at() + step))]);
  });
  grip.addEventListener("pointerdown", (down) => {
    if (!phone.matches) return;
    grip.setPointerCapture(down.pointerId);
    const start = panel.offsetHeight;
    dragged = false;
    const move = (/** @type {PointerEvent} */ event) => {
      const rise = down.clientY - event.clientY;
      if (Math.abs(rise) > 6) dragged = true;
      if (dragged) panel.style.height = `${Math.max(72, start + rise)}px`;
    };
    const end = () => {
      grip.removeEventListener("pointermove", move);
      if (dragged) set(nearest(panel.offsetHeight));
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", end, { once: true });
    grip.addEventListener("pointercancel", end, { once: true });
  });
  return set;
}

/** @param {number} height in pixels */
function nearest(height) {
  const share = height / innerHeight;
  return share < 0.3 ? "peek" : share < 0.72 ? "half" : "full";
}
