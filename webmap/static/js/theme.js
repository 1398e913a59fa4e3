// @ts-check

const FALLBACK = {
  ink: "#1d2a33",
  mute: "#5d6b75",
  paper: "#fbfaf6",
  card: "#fffefb",
  line: "#dcd8cf",
  sea: "#e3ebee",
  land: "#f6f3ec",
  home: "#fdfbf5",
  border: "#d3cdbf",
  "border-home": "#a79d89",
  accent: "#b3352c",
  halo: "#fbfaf6",
};

/**
 * Colours by name, whether the ground is dark, and the shade of a layer's colour that suits the ground.
 *
 * @typedef {Record<keyof typeof FALLBACK, string> & {dark: boolean, of: (colour: string) => string}} Theme
 */

/** Colours of the page as the canvases need them. @returns {Theme} */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const theme = /** @type {Theme} */ ({ ...FALLBACK });
  for (const name of /** @type {(keyof typeof FALLBACK)[]} */ (Object.keys(FALLBACK))) {
    theme[name] = style.getPropertyValue(`--${name}`).trim() || FALLBACK[name];
  }
  theme.of = (colour) => style.getPropertyValue(`--layer-${colour.slice(1).toLowerCase()}`).trim() || colour;
  theme.dark = lightness(theme.paper) < 0.4;
  return theme;
}

/**
 * Call back when the reader or the page changes the theme.
 *
 * @param {() => void} changed
 */
export function watchTheme(changed) {
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
    matchMedia(query).addEventListener("change", changed);
  }
  const root = document.documentElement;
  new MutationObserver(changed).observe(root, { attributes: true, attributeFilter: ["data-theme", "class"] });
}

/** Perceived lightness of a CSS colour, 0 to 1. @param {string} colour */
export function lightness(colour) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  context.fillStyle = colour;
  const hex = context.fillStyle;
  if (!hex.startsWith("#")) return 0.5;
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  return 0.299 * r + 0.587 * g + 0.114 * b;
}
