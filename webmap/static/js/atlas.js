// @ts-check
export { addBasemap, createMap } from "./map.js";
export { addFeatures } from "./load.js";
export { addPanel } from "./panel.js";
import "./star.js";
