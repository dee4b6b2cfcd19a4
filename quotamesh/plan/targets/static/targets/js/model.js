// The sheet in memory: rows by key, columns, what is being typed, and what that would change.
export const keyOf = (row) => `${row.unit}|${row.line}`;

export class Model {
  constructor(data) {
    this.top = data.top;
    this.query = data.query;
    this.state = data.state;
    this.columns = data.sheet.columns;
    this.revision = data.standing.revision;
    this.plan = data.sheet.plan;
    this.rows = new Map();
    this.opened = new Set([data.top]);
    this.drafts = new Map();
    this.preview = new Map();
    this.merge(data.sheet.rows);
  }

  // Take in rows as the server tells them; those of opened units that are not told any more are gone.
  merge(rows, opened = []) {
    const told = new Set(rows.map(keyOf));
    for (const [key, row] of this.rows) {
      if (opened.includes(row.parent) && !told.has(key) && row.unit !== this.top) this.rows.delete(key);
    }
    for (const row of rows) this.rows.set(keyOf(row), row);
  }

  row(unit, line = "total") {
    return this.rows.get(`${unit}|${line}`);
  }

  below(unit) {
    return [...this.rows.values()].filter((row) => row.parent === unit && keyOf(row) !== `${this.top}|total`);
  }

  // Rows as they stand on the screen: [row, level].
  visible() {
    const shown = [];
    const add = (row, level) => {
      shown.push([row, level]);
      if (row.line === "total" && this.opened.has(row.unit)) {
        for (const child of this.below(row.unit)) add(child, level + 1);
      }
    };
    add(this.row(this.top), 1);
    return shown;
  }

  amount(row, column) {
    return row.amounts[column] + (this.preview.get(`${keyOf(row)}|${column}`) ?? 0);
  }

  // What typing would change: the row's own whole, and everything above where the total follows.
  foresee(row, column, difference, balance) {
    this.preview.clear();
    if (!difference) return;
    const add = (each, at) => this.preview.set(`${keyOf(each)}|${at}`, difference);
    add(row, column);
    const whole = this.whole(column, balance);
    if (whole !== null) add(row, whole);
    const alone = row.unit === this.top && row.line === "total";
    if (balance !== "parent" || alone) return;
    for (let above = this.row(row.parent); above; above = above.unit === this.top ? null : this.row(above.parent)) {
      add(above, column);
      if (whole !== null) add(above, whole);
      if (above.unit === this.top) break;
    }
  }

  // The column that changes along: the whole with its part. The year of a state is its last month, and nothing else.
  whole(column, balance) {
    const byMonth = this.query.by === "month";
    if (!byMonth || !this.state) return column && !(byMonth && balance === "periods") ? 0 : null;
    const last = this.columns.length - 1;
    return column === 0 ? last : column === last ? 0 : null;
  }

  // Children of the top, added up: what the foot of the sheet shows.
  placed(column) {
    return this.below(this.top)
      .filter((row) => row.line === "total")
      .reduce((sum, row) => sum + this.amount(row, column), 0);
  }

  own(line, column = 0) {
    const row = this.row(this.top, line);
    return row ? this.amount(row, column) : 0;
  }

  change(row, column, balance, typed) {
    const { product, first_month, month_count } = this.columns[column];
    return { unit: row.unit, line: row.line, product, first_month, month_count, balance, ...typed };
  }
}
