// @ts-check
export { addBasemap, createMap } from "./map.js";
export { addEven } from "./plan-even.js";
