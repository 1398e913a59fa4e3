// @ts-check
export { addBasemap, createMap } from "./map.js";
export { addSlides } from "./slides.js";
import "./star.js";
