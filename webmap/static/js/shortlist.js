// @ts-check
/** @import {Pick} from "./store.js" */
import { find, findAll, make } from "./dom.js";
import { fromFile, joined, onPicks, readPicks, toCsv, toJson, writePicks } from "./store.js";

/** The page of the shortlist: its rows, its links and its files. */
class Shortlist {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.lang = /** @type {"zh" | "en"} */ (root.dataset.lang === "en" ? "en" : "zh");
    this.rows = /** @type {HTMLElement} */ (find(".shortlist", root));
    this.template = /** @type {HTMLTemplateElement} */ (find("template", root));
    this.file = /** @type {HTMLInputElement} */ (find("input[type=file]", root));
    this.said = /** @type {HTMLElement} */ (find(".said", root));
    /** @type {Pick[]} */
    this.picks = [];
    root.addEventListener("click", (event) => this.act(event));
    this.rows.addEventListener("input", (event) => this.edit(/** @type {HTMLElement} */ (event.target)));
    this.file.addEventListener("change", () => void this.take());
    onPicks(() => this.read());
    this.read();
  }

  read() {
    const picks = readPicks();
    this.fault(picks === null);
    this.picks = picks ?? [];
    this.show();
  }

  /** @param {Pick[]} picks */
  keep(picks) {
    this.picks = picks;
    this.fault(!writePicks(picks));
  }

  /** @param {boolean} failed */
  fault(failed) {
    const note = find("[data-fault]", this.root);
    if (note) note.hidden = !failed;
  }

  show() {
    const ticked = new Map(findAll("li", this.rows).map((row) => [row.dataset.id, this.isTicked(row)]));
    this.rows.replaceChildren(...this.picks.map((pick, at) => this.row(pick, ticked.get(pick.id) ?? at < 5)));
    for (const [part, shows] of /** @type {const} */ ([[".filled", true], [".empty", false]])) {
      const element = find(part, this.root);
      if (element) element.hidden = this.picks.length > 0 !== shows;
    }
    for (const action of ["csv", "json", "clear"]) {
      const button = /** @type {HTMLButtonElement | null} */ (find(`[data-action=${action}]`, this.root));
      if (button) button.disabled = this.picks.length === 0;
    }
    this.link();
  }

  /** @param {Pick} pick @param {boolean} ticked */
  row(pick, ticked) {
    const item = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (this.template.content.cloneNode(true)).firstElementChild);
    const other = this.lang === "zh" ? "en" : "zh";
    const link = /** @type {HTMLAnchorElement} */ (find("a", item));
    const second = /** @type {HTMLElement} */ (find(".other", item));
    item.dataset.id = pick.id;
    link.href = `/place/${encodeURIComponent(pick.id)}?lang=${this.lang}`;
    link.textContent = pick[this.lang];
    second.lang = other === "en" ? "en" : "zh-CN";
    second.textContent = pick[other] === pick[this.lang] ? "" : pick[other];
    /** @type {HTMLInputElement} */ (find("input", item)).checked = ticked;
    /** @type {HTMLTextAreaElement} */ (find("textarea", item)).value = pick.note;
    for (const control of findAll("input, textarea, button", item)) control.setAttribute("aria-description", pick[this.lang]);
    return item;
  }

  /** @param {HTMLElement} row */
  isTicked(row) {
    return /** @type {HTMLInputElement} */ (find("input", row)).checked;
  }

  /** Lead to what can be done with the ticked places. */
  link() {
    const ids = findAll("li", this.rows).filter((row) => this.isTicked(row)).map((row) => encodeURIComponent(row.dataset.id ?? ""));
    for (const link of findAll("a[data-href]", this.root)) {
      const fits = ids.length >= Number(link.dataset.least) && ids.length <= Number(link.dataset.most);
      if (fits) link.setAttribute("href", `${link.dataset.href}${ids.join(",")}&lang=${this.lang}`);
      else link.removeAttribute("href");
      link.setAttribute("aria-disabled", String(!fits));
    }
  }

  /** @param {HTMLElement} field */
  edit(field) {
    const id = field.closest("li")?.dataset.id;
    if (field instanceof HTMLTextAreaElement) this.keep(this.picks.map((pick) => (pick.id === id ? { ...pick, note: field.value } : pick)));
    else this.link();
  }

  /** @param {Event} event */
  act(event) {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button[data-action]"));
    const action = button?.dataset.action;
    if (action === "remove") this.remove(/** @type {HTMLElement} */ (button?.closest("li")));
    else if (action === "csv") save("shortlist.csv", "text/csv", toCsv(this.picks));
    else if (action === "json") save("shortlist.json", "application/json", toJson(this.picks));
    else if (action === "import") this.file.click();
    else if (action === "clear" && confirm(this.root.dataset.ask)) {
      this.keep([]);
      this.show();
    }
  }

  /** @param {HTMLElement} row */
  remove(row) {
    const next = /** @type {HTMLElement | null} */ (row.nextElementSibling ?? row.previousElementSibling);
    this.keep(this.picks.filter((pick) => pick.id !== row.dataset.id));
    this.show();
    const to = next && find(`li[data-id="${CSS.escape(next.dataset.id ?? "")}"] button`, this.rows);
    (to ?? find("[data-action=import]", this.root))?.focus();
  }

  /** Add what an exported file holds. */
  async take() {
    const content = await this.file.files?.[0]?.text();
    this.file.value = "";
    const picks = content === undefined ? null : fromFile(content);
    if (picks) {
      this.keep(joined(this.picks, picks));
      this.show();
    }
    this.said.textContent = (picks ? this.said.dataset.imported : this.said.dataset.unreadable) ?? "";
  }
}

/** @param {string} name @param {string} type @param {string} content */
function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const root = find("#shortlist");
if (root) new Shortlist(root);
