// @ts-check
export { addBasemap, addFeatures, createMap } from "./embed.js";
export { addCoverage } from "./reach.js";
