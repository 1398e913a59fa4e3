// @ts-check
/** @import {Found, SearchAnswer} from "./types.js" */
/** @import {Atlas} from "./context.js" */
/** @import {Dataset} from "./dataset.js" */

/** Letters and digits only, without case, accents and width. @param {string} text */
const plain = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}|]+/gu, " ")
    .trim();

/** Rest between two letters of somebody who types, in milliseconds. */
const PAUSE = 90;
const MOST = 100;

/** Asks the server what a query finds; what was asked before is dropped. */
export class Finder {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.request = new AbortController();
  }

  stop() {
    this.request.abort();
  }

  /**
   * What the server finds, in its order; where it cannot be reached, what is loaded and has the query in a name.
   *
   * @param {string} query @returns {Promise<{found: Found[], count: number} | null>} null where something else was asked for since
   */
  async find(query) {
    this.stop();
    const { signal } = (this.request = new AbortController());
    await new Promise((done) => setTimeout(done, PAUSE));
    const answer = signal.aborted ? null : await this.ask(query, signal);
    if (signal.aborted) return null;
    const { data } = this.atlas;
    if (answer) return { count: answer.count, found: answer.results.map((result) => ({ i: data?.numberOf(result.id) ?? -1, result })) };
    const loaded = data ? findLoaded(data, query) : [];
    return { count: loaded.length, found: loaded.map((i) => ({ i, result: null })) };
  }

  /** @param {string} query @param {AbortSignal} signal @returns {Promise<SearchAnswer | null>} */
  async ask(query, signal) {
    const { atlas } = this;
    const asked = new URLSearchParams({ q: query.slice(0, MOST), lang: atlas.lang, limit: String(MOST) });
    try {
      const answer = await fetch(new URL(`../search?${asked}`, atlas.source), { signal });
      return answer.ok ? await answer.json() : null;
    } catch (error) {
      if (error instanceof DOMException || error instanceof TypeError || error instanceof SyntaxError) return null;
      throw error;
    }
  }
}

/**
 * Loaded features with a query in one of their names: whole name first, then its beginning, a word's, anywhere.
 *
 * @param {Dataset} data @param {string} query @returns {number[]}
 */
export function findLoaded(data, query) {
  const wanted = plain(query).replaceAll("|", " ").trim();
  if (!wanted) return [];
  const words = wanted.split(" ");
  /** @type {number[][]} */
  const ranks = [[], [], [], []];
  for (let i = 0; i < data.size; i++) {
    const all = ["zh", "en", "alias", "place"].map((column) => data.value(i, /** @type {"zh"} */ (column)));
    const rank = rankOf(`|${all.map(plain).join("|")}|`, wanted, words);
    if (rank >= 0) ranks[rank].push(i);
  }
  return ranks.flat();
}

/** @param {string} names @param {string} wanted @param {string[]} words */
function rankOf(names, wanted, words) {
  if (names.includes(`|${wanted}|`)) return 0;
  if (names.includes(`|${wanted}`)) return 1;
  if (names.includes(` ${wanted}`)) return 2;
  return words.every((word) => names.includes(word)) ? 3 : -1;
}
