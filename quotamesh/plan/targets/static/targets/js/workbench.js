// The split workbench: everything wired together.
import { copyAndPaste } from "./clipboard.js";
import { Commands } from "./commands.js";
import { Editor } from "./editing.js";
import { Format } from "./format.js";
import { drawHead } from "./head.js";
import { listenToKeys } from "./keys.js";
import { Model } from "./model.js";
import { Note } from "./note.js";
import { Render } from "./render.js";
import { Rules } from "./rules.js";
import { chooseByMouse, Selection } from "./selection.js";
import { listenToTools } from "./tools.js";
import { Tree } from "./tree.js";
import { catchUp, watch } from "./watch.js";
import { put } from "./words.js";

class Book {
  constructor(data) {
    const { currency, digits } = data.sheet;
    this.texts = data.texts;
    this.addresses = data.addresses;
    this.standing = data.standing;
    this.table = document.getElementById("book");
    this.model = new Model(data);
    this.format = new Format(digits, currency, data.texts.shortUnits);
    this.render = new Render(this.table, this.model, this.format, this.texts);
    this.selection = new Selection(this.render, () => this.sumUp());
    this.tree = new Tree(this.model, this.addresses, () => this.draw());
    this.note = new Note(document.getElementById("book-box"), document.getElementById("book-note"), this.texts);
    this.commands = new Commands(this);
    this.editor = new Editor(this);
    this.rules = new Rules(this);
  }

  balance() {
    return document.getElementById("balance")?.value ?? "units";
  }

  columnName(column) {
    return this.table.tHead.rows[0].cells[column + 1].textContent;
  }

  cell() {
    return this.render.at(this.selection.active);
  }

  draw() {
    this.render.draw();
    this.selection.follow();
    if (this.table.contains(document.activeElement) || document.activeElement === document.body) this.cell()?.focus({ preventScroll: true });
    this.finish();
  }

  fill() {
    this.render.fill();
    this.finish();
  }

  finish() {
    drawHead(this);
    this.sumUp();
    for (const name of ["undo", "redo"]) {
      const button = document.getElementById(name);
      if (button) button.disabled = !this.standing[`can_${name}`];
    }
  }

  // Rows may have come or gone; while one is typing only amounts are filled in.
  async refresh() {
    await this.tree.refresh();
    if (this.editor.open) this.fill();
    else this.draw();
  }

  catchUp(options) {
    return catchUp(this, options);
  }

  sumUp() {
    const cells = [...this.selection.cells()];
    const rows = cells.map(({ row, column }) => this.model.amount(this.render.order[row][0], column));
    const many = cells.length > 1;
    const sum = this.format.full(rows.reduce((total, amount) => total + amount, 0));
    const unit = this.format.currency ?? "";
    const text = many ? put(this.texts.selection, { count: cells.length, sum }) : sum;
    document.querySelector("[data-status=selection]").textContent = cells.length ? `${text} ${unit}`.trim() : "";
  }

  say(text) {
    document.querySelector("[data-status=said]").textContent = text;
  }
}

const book = new Book(JSON.parse(document.getElementById("book-json").textContent));
book.render.head();
book.draw();
chooseByMouse(book.table, book.selection, () => book.editor.begin());
listenToKeys(book);
listenToTools(book);
copyAndPaste(book);
watch(book);
await book.tree.restore();
