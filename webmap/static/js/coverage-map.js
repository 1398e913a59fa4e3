// @ts-check
export { addBasemap, addFeatures, addPanel, createMap } from "./atlas.js";
export { addCoverage } from "./reach.js";
