// @ts-check
/** @param {L.Map} _map */
export function addPanel(_map) {}
