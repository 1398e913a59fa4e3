// @ts-check

const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element with text and attributes; text from data never meets a parser.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} [attributes]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
}

/**
 * An inline SVG of one path, hidden from assistive technology.
 *
 * @param {string} d
 * @param {Record<string, string>} attributes of the path
 * @param {string} [className]
 */
export function icon(d, attributes, className = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-10 -10 20 20");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", d);
  for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
  svg.append(path);
  return svg;
}

/**
 * A button of the map with an icon and a name.
 *
 * @param {string} name
 * @param {string} d path of the icon
 * @param {string} action
 */
export function iconButton(name, d, action) {
  const button = make("button", { type: "button", "aria-label": name, title: name, "data-action": action });
  const sign = icon(d, { fill: "none", stroke: "currentColor", "stroke-width": "1.7", "stroke-linecap": "round", "stroke-linejoin": "round" });
  sign.setAttribute("width", "20");
  sign.setAttribute("height", "20");
  button.append(sign);
  return button;
}

/** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement | null} */
export const find = (selector, root = document) => root.querySelector(selector);

/** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement[]} */
export const findAll = (selector, root = document) => [...root.querySelectorAll(selector)].map((e) => /** @type {HTMLElement} */ (e));

export const phone = matchMedia("(max-width: 640px)");
export const calm = matchMedia("(prefers-reduced-motion: reduce)");
