// @ts-check
export { addBasemap, createMap } from "./map.js";
export { addRepairs } from "./repairs.js";
