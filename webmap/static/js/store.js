// @ts-check

const KEY = "atlas-shortlist";
const ID = /^[A-Za-z0-9][\w-]*$/;
const HEAD = ["id", "name_zh", "name_en", "note"];

/** A place on the shortlist, with the reader's own note. @typedef {{id: string, zh: string, en: string, note: string}} Pick */

/** The shortlist of this browser, null where the browser keeps nothing for pages. @returns {Pick[] | null} */
export function readPicks() {
  try {
    return picksOf(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Keep the shortlist; whether the browser did. @param {Pick[]} picks */
export function writePicks(picks) {
  try {
    localStorage.setItem(KEY, JSON.stringify(picks));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** Tell when another tab changes the shortlist. @param {() => void} listener */
export function onPicks(listener) {
  addEventListener("storage", (event) => (event.key === KEY || event.key === null) && listener());
}

/** What of some data is a shortlist: entries with an id, each once. @param {unknown} data @returns {Pick[]} */
function picksOf(data) {
  /** @type {Map<string, Pick>} */
  const picks = new Map();
  for (const entry of Array.isArray(data) ? data : []) {
    const { id, zh, en, note } = Object(entry);
    if (typeof id === "string" && ID.test(id)) picks.set(id, { id, zh: text(zh) || id, en: text(en) || id, note: text(note) });
  }
  return [...picks.values()];
}

/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value : "");

/** @param {Pick[]} picks */
export const toJson = (picks) => `${JSON.stringify(picks, null, 2)}\n`;

/** A table with a mark at its head that tells spreadsheets it is UTF-8. @param {Pick[]} picks */
export function toCsv(picks) {
  const rows = [HEAD, ...picks.map(({ id, zh, en, note }) => [id, zh, en, note])];
  return `\ufeff${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

/** @param {string} cell */
const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The shortlist in an exported file, null where the file is none. @param {string} content @returns {Pick[] | null} */
export function fromFile(content) {
  const plain = content.replace(/^\ufeff/, "");
  const picks = plain.trimStart().startsWith("[") ? fromJson(plain) : fromCsv(plain);
  return picks.length ? picks : null;
}

/** @param {string} content */
function fromJson(content) {
  try {
    return picksOf(JSON.parse(content));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** @param {string} content */
function fromCsv(content) {
  const [head, ...rows] = cells(content);
  if (!head || head.join() !== HEAD.join()) return [];
  return picksOf(rows.map(([id, zh, en, note]) => ({ id, zh, en, note })));
}

/** Rows of cells of a CSV file (RFC 4180). @param {string} content */
function cells(content) {
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, bare, inQuotes, end] of content.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows[rows.length - 1].push(bare === undefined ? inQuotes : bare.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.some(Boolean));
}

/** Two shortlists as one: the first keeps its order and its notes. @param {Pick[]} own @param {Pick[]} others */
export function joined(own, others) {
  const known = new Map(own.map((pick) => [pick.id, pick]));
  for (const pick of others) {
    const mine = known.get(pick.id);
    known.set(pick.id, mine ? { ...mine, note: mine.note || pick.note } : pick);
  }
  return [...known.values()];
}
