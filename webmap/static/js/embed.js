// @ts-check
export { addBasemap, createMap } from "./map.js";
export { addFeatures } from "./load.js";
