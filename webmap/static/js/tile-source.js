// @ts-check
import Pbf from "pbf";
import { VectorTile } from "@mapbox/vector-tile";

/**
 * Vector tiles by number, each fetched once, the latest kept, requests nobody waits for any more stopped.
 *
 * @template T
 */
export class TileSource {
  /**
   * @param {string} template address with {z}, {x} and {y}
   * @param {(body: Response, z: number, x: number, y: number) => Promise<T>} decode
   * @param {number} keep how many decoded tiles to remember
   */
  constructor(template, decode, keep = 96) {
    this.template = template;
    this.decode = decode;
    this.keep = keep;
    /** @type {Map<string, {users: number, stop: AbortController, ready: boolean, tile: Promise<T | null>}>} */
    this.entries = new Map();
    /** Numbers of tiles that the server says hold nothing: no reason to ask again. @type {Set<string>} */
    this.blank = new Set();
    /** While set, only what is here already is given: nothing is asked for. */
    this.quiet = false;
  }

  /**
   * The decoded tile, or null where the server has none or could not be reached.
   *
   * @param {number} z @param {number} x @param {number} y
   */
  get(z, x, y) {
    const key = `${z}/${x}/${y}`;
    const known = this.entries.get(key);
    if (known) {
      known.users++;
      this.entries.delete(key);
      this.entries.set(key, known);
      return known.tile;
    }
    if (this.quiet) return Promise.resolve(null);
    const stop = new AbortController();
    const entry = { users: 1, stop, ready: false, tile: this.load(z, x, y, stop.signal) };
    entry.tile.then((tile) => {
      entry.ready = true;
      if (tile === null && !this.blank.has(key) && this.entries.get(key) === entry) this.entries.delete(key);
    });
    this.entries.set(key, entry);
    this.trim();
    return entry.tile;
  }

  /** A tile that is loaded already or on its way, else null: nothing is asked for. @param {number} z @param {number} x @param {number} y */
  known(z, x, y) {
    return this.entries.get(`${z}/${x}/${y}`)?.tile ?? null;
  }

  /** One user less for a tile; the request ends with the last. @param {number} z @param {number} x @param {number} y */
  release(z, x, y) {
    const entry = this.entries.get(`${z}/${x}/${y}`);
    if (!entry || --entry.users > 0 || entry.ready) return;
    entry.stop.abort();
    this.entries.delete(`${z}/${x}/${y}`);
  }

  trim() {
    for (const [key, entry] of this.entries) {
      if (this.entries.size <= this.keep) return;
      if (entry.ready && entry.users <= 0) this.entries.delete(key);
    }
  }

  /** @param {number} z @param {number} x @param {number} y @param {AbortSignal} signal */
  async load(z, x, y, signal) {
    const url = this.template.replace("{z}", `${z}`).replace("{x}", `${x}`).replace("{y}", `${y}`);
    try {
      const answer = await fetch(url, { signal });
      if (answer.status === 204) this.blank.add(`${z}/${x}/${y}`);
      return answer.ok && answer.status !== 204 ? await this.decode(answer, z, x, y) : null;
    } catch (error) {
      if (error instanceof DOMException || error instanceof TypeError) return null;
      throw error;
    }
  }
}

/** @param {Response} answer */
export async function readVectorTile(answer) {
  return new VectorTile(new Pbf(await answer.arrayBuffer()));
}
