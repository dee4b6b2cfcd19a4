// Lock, floor, cap and own weight of a unit, in a dialog.
import { Refused, send } from "./transport.js";

export class Rules {
  constructor(book) {
    this.book = book;
    this.dialog = document.getElementById("rule-dialog");
    this.form = document.getElementById("rule-form");
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
  }

  show(row) {
    if (!this.dialog || !row?.balances.length || row.line !== "total") return false;
    this.row = row;
    const { elements } = this.form;
    this.form.querySelector("[data-rule=unit]").textContent = row.holder && row.holder !== row.name ? `${row.name} · ${row.holder}` : row.name;
    this.tell("");
    elements.locked.checked = row.rule?.locked ?? false;
    for (const name of ["floor", "cap"]) {
      const amount = row.rule?.[name];
      elements[name].value = amount === null || amount === undefined ? "" : this.book.format.plain(amount);
    }
    elements.weight.value = row.rule?.weight ?? "";
    this.dialog.showModal();
    elements.locked.focus();
    return true;
  }

  tell(text) {
    this.form.querySelector("[data-rule=problem]").textContent = text;
  }

  values() {
    const { elements } = this.form;
    const values = { locked: elements.locked.checked };
    for (const name of ["floor", "cap"]) {
      const text = elements[name].value.trim();
      values[name] = text ? this.book.format.read(text) : null;
      elements[name].toggleAttribute("aria-invalid", Boolean(text) && values[name] === null);
    }
    values.weight = elements.weight.value.trim() ? Number(elements.weight.value) : null;
    return values;
  }

  async save() {
    const { model, addresses } = this.book;
    const values = this.values();
    if (this.form.querySelector("[aria-invalid]")) return;
    try {
      await send(addresses.set_rule, { indicator: model.query.indicator, unit: this.row.unit, ...values }, "PATCH");
    } catch (problem) {
      this.tell(problem instanceof Refused ? problem.message : this.book.texts.offline);
      return;
    }
    this.dialog.close();
    await this.book.catchUp({ quiet: true });
    this.book.cell()?.focus();
  }
}
