// Showing and hiding what is below a unit. Children come from the server when they are first wanted; what is
// open is kept in the address, so that it can be sent to a colleague.
import { read } from "./transport.js";

export class Tree {
  constructor(model, addresses, draw) {
    Object.assign(this, { model, addresses, draw });
  }

  async restore() {
    const wanted = (new URLSearchParams(location.hash.slice(1)).get("open") ?? "").split(",").filter(Boolean);
    if (!wanted.length) return;
    const units = wanted.slice(0, 100);
    await this.load(units);
    for (const unit of units) if (this.model.row(unit)) this.model.opened.add(unit);
    this.draw();
  }

  async load(units) {
    const sheet = await read(this.addresses.rows, { ...this.model.query, unit: units });
    this.model.merge(sheet.rows, units);
    return sheet;
  }

  async toggle(row, wanted = !this.model.opened.has(row.unit)) {
    if (!row.expandable || wanted === this.model.opened.has(row.unit)) return;
    if (wanted) {
      await this.load([row.unit]);
      this.model.opened.add(row.unit);
    } else {
      this.model.opened.delete(row.unit);
    }
    this.keep();
    this.draw();
  }

  keep() {
    const open = [...this.model.opened].filter((unit) => unit !== this.model.top);
    const here = open.length ? `#${new URLSearchParams({ open: open.join(",") })}` : location.pathname + location.search;
    history.replaceState(null, "", here);
  }

  // Everything that is open, afresh.
  async refresh() {
    const shown = new Set(this.model.visible().map(([row]) => row.unit));
    const units = [...this.model.opened].filter((unit) => shown.has(unit));
    let sheet = null;
    for (let at = 0; at < units.length; at += 100) sheet = await this.load(units.slice(at, at + 100));
    if (sheet) this.model.plan = sheet.plan;
    return sheet;
  }
}
