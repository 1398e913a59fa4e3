// @ts-check
export { addBasemap, createMap } from "./map.js";
export { addCoverage } from "./reach.js";
