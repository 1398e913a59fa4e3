// @ts-check
/** @import {Dataset} from "./dataset.js" */

/** Letters and digits only, without case, accents and width. @param {string} text */
const plain = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}|]+/gu, " ")
    .trim();

/** Finds features by any of their names; the index is made when it is first asked. */
export class Search {
  /** @param {Dataset} data */
  constructor(data) {
    this.data = data;
    /** Names of each feature in plain letters, between bars. @type {string[] | null} */
    this.names = null;
  }

  index() {
    const { data } = this;
    const names = [];
    for (let i = 0; i < data.size; i++) {
      const all = ["zh", "en", "alias", "place"].map((column) => data.value(i, /** @type {"zh"} */ (column)));
      names.push(`|${all.map(plain).join("|")}|`);
    }
    return names;
  }

  /**
   * Features that match a query: whole name first, then beginning of a name, of a word, anywhere.
   *
   * @param {string} query @returns {number[]}
   */
  find(query) {
    const wanted = plain(query).replaceAll("|", " ").trim();
    if (!wanted) return [];
    this.names ??= this.index();
    const words = wanted.split(" ");
    const solid = words.join("");
    /** @type {number[][]} */
    const ranks = [[], [], [], [], []];
    this.names.forEach((names, i) => {
      const rank = rankOf(names, wanted, words, solid);
      if (rank >= 0) ranks[rank].push(i);
    });
    return ranks.flat();
  }
}

/** @param {string} names @param {string} wanted @param {string[]} words @param {string} solid */
function rankOf(names, wanted, words, solid) {
  if (names.includes(`|${wanted}|`)) return 0;
  if (names.includes(`|${wanted}`)) return 1;
  if (names.includes(` ${wanted}`)) return 2;
  if (words.every((word) => names.includes(word))) return 3;
  return names.replaceAll(" ", "").includes(solid) ? 4 : -1;
}
