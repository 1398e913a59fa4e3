// @ts-check
export { addBasemap, createMap } from "./map.js";
export { addPlan } from "./plan-map.js";
