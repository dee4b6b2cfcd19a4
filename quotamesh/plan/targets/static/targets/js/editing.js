// Typing into a cell. Totals follow while one types; Enter, Tab or leaving the cell stores, Escape takes back.
import { keyOf } from "./model.js";

export class Editor {
  constructor(book) {
    this.book = book;
    this.open = null;
  }

  begin(text) {
    const { model, selection, render, format, note } = this.book;
    const { column } = selection.active;
    const row = selection.row();
    if (this.open || column < 0 || !row || !this.mayEdit(row)) return;
    note.hide();
    const key = `${keyOf(row)}|${column}`;
    const draft = model.drafts.get(key);
    const cell = render.at(selection.active);
    const input = document.createElement("input");
    input.autocomplete = "off";
    input.inputMode = "decimal";
    input.setAttribute("aria-label", `${row.name}, ${this.book.columnName(column)}`);
    input.value = text ?? draft?.text ?? format.plain(row.amounts[column]);
    this.open = { row, column, seen: row.amounts[column], input, cell };
    cell.replaceChildren(input);
    input.focus();
    if (text === undefined) input.select();
    input.addEventListener("input", () => this.foresee());
    input.addEventListener("blur", () => this.commit());
    this.foresee();
  }

  mayEdit(row) {
    const { texts, balance } = this.book;
    if (!row.balances.length) return this.refuse(texts.readOnly);
    if (row.locked) return this.refuse(texts.isLocked.replace("%(unit)s", row.name));
    if (!row.balances.includes(balance())) return this.refuse(texts.otherBalance);
    return true;
  }

  refuse(message) {
    this.book.note.show(this.book.cell(), message);
    return false;
  }

  foresee() {
    const { model, format } = this.book;
    const { row, column, input } = this.open;
    const typed = format.read(input.value);
    const difference = typed === null ? 0 : typed - row.amounts[column];
    model.foresee(row, column, difference, this.book.balance());
    this.book.fill();
  }

  close() {
    const { open } = this;
    this.open = null;
    this.book.model.preview.clear();
    open.input.remove();
    this.book.fill();
    return open;
  }

  cancel() {
    if (!this.open) return;
    const { row, column } = this.close();
    this.book.model.drafts.delete(`${keyOf(row)}|${column}`);
    this.book.fill();
    this.book.cell()?.focus();
  }

  // True when something is to be stored.
  commit() {
    if (!this.open) return false;
    const { format } = this.book;
    const { row, column, seen, input } = this.close();
    const text = input.value.trim();
    if (!text || format.read(text) === seen) {
      this.book.model.drafts.delete(`${keyOf(row)}|${column}`);
      this.book.fill();
      return false;
    }
    this.book.commands.edit([{ row, column, text, seen }]);
    return true;
  }
}
