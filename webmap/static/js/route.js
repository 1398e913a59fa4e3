// @ts-check
export { addBasemap, createMap } from "./map.js";
export { addServiceLine } from "./service-line.js";
