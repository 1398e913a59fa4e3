// @ts-check
/** @import {Atlas} from "./context.js" */

/**
 * Fetch lines in more detail once the map is near enough to show it.
 *
 * @param {Atlas} atlas @param {string} url of the map document
 */
export function watchLines(atlas, url) {
  let level = 0;
  const ask = async () => {
    const { data, map } = atlas;
    const wanted = data?.lineZooms.filter((zoom) => zoom <= map.getZoom()).pop() ?? 0;
    if (wanted <= level || !data) return;
    level = wanted;
    const answer = await fetch(url.replace(/\.json$/, `/lines/${wanted}.json`));
    if (!answer.ok || atlas.data !== data) return;
    data.refine((await answer.json()).lines);
    atlas.features?.redraw();
  };
  atlas.map.on("zoomend", () => void ask());
  atlas.on("data", () => {
    level = 0;
    void ask();
  });
}
