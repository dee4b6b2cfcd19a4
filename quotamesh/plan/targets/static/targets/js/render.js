// From the model to the table. Rows are made once and their cells filled again when amounts change.
import { keyOf } from "./model.js";
import { symbol, word } from "./words.js";

export class Render {
  constructor(table, model, format, texts) {
    Object.assign(this, { table, model, format, texts });
    this.lines = new Map();
    this.order = [];
  }

  head() {
    const row = this.table.tHead.insertRow();
    const columns = [this.texts.unit, ...this.model.columns.map((column, at) => this.label(column, at))];
    for (const [at, text] of columns.entries()) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = text;
      const column = this.model.columns[at - 1];
      if (at) cell.className = "cell-number";
      if (column?.spring_festival) this.mark(cell);
      row.append(cell);
    }
  }

  mark(cell) {
    const sign = document.createElement("abbr");
    sign.className = "book-festival";
    sign.title = this.texts.festival;
    sign.textContent = this.texts.festivalShort;
    cell.append(" ", sign);
  }

  label(column, at) {
    if (this.model.query.by === "product") return at ? column.product_name : this.whole(column);
    if (column.month_count === 12) return this.texts.year;
    const [year, month] = column.period.split("-").map(Number);
    return new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", timeZone: "UTC" })
      .format(Date.UTC(year, month - 1, 15));
  }

  whole(column) {
    return this.model.query.product ? column.product_name : this.texts.all;
  }

  draw() {
    const body = this.table.tBodies[0];
    this.order = this.model.visible();
    const wanted = this.order.map(([row, level]) => this.line(row, level));
    body.replaceChildren(...wanted);
    this.fill();
  }

  line(row, level) {
    const key = keyOf(row);
    const known = this.lines.get(key) ?? this.make(row, key);
    known.setAttribute("aria-level", level);
    known.cells[0].className = `tree-${Math.min(level - 1, 6)}`;
    if (row.expandable) known.setAttribute("aria-expanded", this.model.opened.has(row.unit));
    return known;
  }

  make(row, key) {
    const line = document.createElement("tr");
    line.dataset.key = key;
    line.classList.toggle("book-own", row.line !== "total");
    const head = document.createElement("th");
    head.scope = "row";
    head.tabIndex = -1;
    line.append(head);
    for (const at of this.model.columns.keys()) {
      const cell = line.insertCell();
      cell.tabIndex = -1;
      cell.dataset.column = at;
    }
    this.lines.set(key, line);
    return line;
  }

  fill() {
    for (const [row] of this.order) {
      const line = this.lines.get(keyOf(row));
      this.name(line.cells[0], row);
      for (const at of this.model.columns.keys()) this.cell(line.cells[at + 1], row, at);
    }
    this.foot();
  }

  name(cell, row) {
    const known = `${row.name}|${row.holder}|${JSON.stringify(row.rule)}|${row.locked}|${this.model.opened.has(row.unit)}`;
    if (cell.dataset.known === known) return;
    cell.dataset.known = known;
    cell.replaceChildren(...word(row, this.model, this.format, this.texts));
  }

  cell(cell, row, at) {
    if (cell.querySelector("input")) return;
    const draft = this.model.drafts.get(`${keyOf(row)}|${at}`);
    const locked = row.locked;
    const text = draft?.text ?? this.format.cell(this.model.amount(row, at));
    cell.replaceChildren(...(draft?.wrong ? ["▲ "] : locked && !at ? [symbol("lock"), " "] : []), text);
    cell.title = draft?.wrong ? "" : this.format.full(row.amounts[at]);
    cell.classList.toggle("cell-locked", locked);
    cell.classList.toggle("cell-wrong", Boolean(draft?.wrong));
    cell.classList.toggle("cell-changed", Boolean(draft && !draft.wrong) || this.model.preview.has(`${keyOf(row)}|${at}`));
    cell.classList.toggle("book-read", !row.balances.length);
    cell.setAttribute("aria-readonly", String(locked || !row.balances.length));
    cell.toggleAttribute("aria-invalid", Boolean(draft?.wrong));
  }

  foot() {
    const foot = this.table.tFoot;
    if (!foot.rows.length) {
      const row = foot.insertRow();
      row.append(document.createElement("th"));
      row.cells[0].scope = "row";
      row.cells[0].textContent = `Σ ${this.texts.sum}`;
      for (const _ of this.model.columns) row.insertCell().className = "cell-number";
    }
    const leaf = !this.model.below(this.model.top).some((row) => row.line === "total");
    foot.hidden = leaf;
    for (const at of this.model.columns.keys()) {
      foot.rows[0].cells[at + 1].textContent = this.format.cell(this.model.placed(at));
    }
  }

  at(place) {
    const line = this.lines.get(keyOf(this.order[place.row]?.[0] ?? { unit: "", line: "" }));
    return line?.cells[place.column + 1];
  }
}
