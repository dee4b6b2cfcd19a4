// Where one is in the grid, and the block that is chosen. Column -1 is the head of a row.
import { keyOf } from "./model.js";

export class Selection {
  constructor(render, changed) {
    Object.assign(this, { render, changed });
    this.active = { row: 0, column: 0 };
    this.anchor = { ...this.active };
    this.keys = [null, null];
    this.painted = [];
  }

  get columns() {
    return this.render.model.columns.length;
  }

  row(place = this.active) {
    return this.render.order[place.row]?.[0];
  }

  set(place, { extend = false, focus = true } = {}) {
    const row = Math.max(0, Math.min(place.row, this.render.order.length - 1));
    const column = Math.max(-1, Math.min(place.column, this.columns - 1));
    this.active = { row, column };
    if (!extend) this.anchor = { ...this.active };
    this.paint();
    if (focus) this.render.at(this.active)?.focus({ preventScroll: false });
    this.changed();
  }

  move(rows, columns, options) {
    this.set({ row: this.active.row + rows, column: this.active.column + columns }, options);
  }

  // Rows may have come or gone: stay on the same unit.
  follow() {
    const at = (key, place) => {
      const found = this.render.order.findIndex(([row]) => keyOf(row) === key);
      return { ...place, row: found < 0 ? Math.min(place.row, this.render.order.length - 1) : found };
    };
    this.active = at(this.keys[0], this.active);
    this.anchor = at(this.keys[1], this.anchor);
    this.paint();
  }

  block() {
    const [rows, columns] = ["row", "column"].map((name) => [this.active[name], this.anchor[name]].sort((a, b) => a - b));
    return { top: rows[0], bottom: rows[1], left: Math.max(0, columns[0]), right: columns[1] };
  }

  *cells() {
    const { top, bottom, left, right } = this.block();
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) yield { row, column };
    }
  }

  paint() {
    for (const cell of this.painted) {
      cell.classList.remove("cell-chosen", "cell-active");
      cell.removeAttribute("aria-selected");
      cell.tabIndex = -1;
    }
    const active = this.render.at(this.active);
    const chosen = [...this.cells()].map((place) => this.render.at(place)).filter(Boolean);
    for (const cell of chosen) {
      if (chosen.length > 1) cell.classList.add("cell-chosen");
      cell.setAttribute("aria-selected", "true");
    }
    if (active) {
      active.classList.add("cell-active");
      active.tabIndex = 0;
    }
    this.painted = active ? [...chosen, active] : chosen;
    this.keys = [this.active, this.anchor].map((place) => (this.row(place) ? keyOf(this.row(place)) : null));
  }
}

// Choosing with the mouse: press, drag, and Shift to extend.
export function chooseByMouse(table, selection, opened) {
  let dragging = false;
  const place = (event) => {
    const cell = event.target.closest?.("td, th");
    const line = cell?.closest("tbody tr");
    return line && { row: [...line.parentElement.rows].indexOf(line), column: cell.cellIndex - 1 };
  };
  table.addEventListener("pointerdown", (event) => {
    const at = place(event);
    if (!at || event.button || event.target.closest("input, .book-button")) return;
    dragging = event.pointerType === "mouse" && at.column >= 0;
    selection.set(at, { extend: event.shiftKey });
    if (dragging) event.preventDefault();
  });
  table.addEventListener("pointerover", (event) => {
    const at = dragging && event.buttons === 1 && place(event);
    if (at && at.column >= 0) selection.set(at, { extend: true, focus: false });
  });
  document.addEventListener("pointerup", () => { dragging = false; });
  table.addEventListener("dblclick", (event) => {
    if (place(event)?.column >= 0) opened();
  });
}
