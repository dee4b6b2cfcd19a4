// What changes the plan: edits of one step, undo and redo. The server's answer is the truth; what it refuses is
// told at the cell, and what was typed is kept.
import { keyOf } from "./model.js";
import { inTurn, Refused, send } from "./transport.js";
import { put } from "./words.js";

export class Commands {
  constructor(book) {
    this.book = book;
    this.waiting = new Set();
    this.busy = 0;
  }

  // Steps are lists of {row, column, text, seen}; `seen` is what stood there when one began to type.
  edit(step, said = this.book.texts.saved) {
    const { model } = this.book;
    for (const { row, column, text } of step) model.drafts.set(`${keyOf(row)}|${column}`, { text });
    model.preview.clear();
    this.book.fill();
    this.waiting.add(step);
    return this.run(() => this.store(step, said), (problem) => this.refuse(step, problem));
  }

  async store(step, said) {
    const { model, balance, addresses } = this.book;
    this.waiting.delete(step);
    const changes = step.map(({ row, column, text, seen }) => model.change(row, column, balance(), { text, seen }));
    const standing = await send(addresses.edit_plan, { indicator: model.query.indicator, changes });
    this.forget(step);
    await this.settle(standing, said);
  }

  turn(name) {
    const { texts, addresses, standing } = this.book;
    if (!(name === "undo" ? standing.can_undo : standing.can_redo) && !this.busy) {
      this.book.say(name === "undo" ? texts.nothingToUndo : texts.nothingToRedo);
      return null;
    }
    const work = async () => this.settle(await send(addresses[name]), name === "undo" ? texts.undone : texts.redone);
    return this.run(work, (problem) => this.book.note.show(this.book.cell(), this.told(problem)));
  }

  run(work, refused) {
    this.busy += 1;
    this.book.say(this.book.texts.saving);
    return inTurn(async () => {
      try {
        await work();
      } catch (problem) {
        this.book.say("");
        refused(problem);
      } finally {
        this.busy -= 1;
      }
    });
  }

  // Fresh amounts. When nobody else wrote meanwhile, they are what the next edit in line has seen.
  async settle(standing, said) {
    const { model } = this.book;
    const mine = standing.revision === model.revision + 1;
    model.revision = standing.revision;
    this.book.standing = standing;
    await this.book.refresh();
    if (mine) this.see();
    this.book.say(said);
  }

  see() {
    const { model, editor } = this.book;
    for (const each of [...this.waiting].flat().concat(editor.open ?? [])) {
      each.seen = model.rows.get(keyOf(each.row))?.amounts[each.column] ?? each.seen;
    }
  }

  forget(step) {
    for (const { row, column } of step) this.book.model.drafts.delete(`${keyOf(row)}|${column}`);
  }

  // Escape on a cell that was refused: it shows again what stands there.
  forgive() {
    const { note, selection, model } = this.book;
    note.hide();
    const row = selection.row();
    if (row && model.drafts.delete(`${keyOf(row)}|${selection.active.column}`)) this.book.fill();
  }

  told(problem) {
    return problem instanceof Refused ? problem.message : this.book.texts.offline;
  }

  refuse(step, problem) {
    const { model, texts, note, format } = this.book;
    const at = step[problem.details?.at ?? 0] ?? step[0];
    model.drafts.set(`${keyOf(at.row)}|${at.column}`, { text: at.text, wrong: true });
    this.book.fill();
    const drop = async () => {
      this.forget(step);
      await this.book.refresh();
    };
    const cell = this.book.render.lines.get(keyOf(at.row))?.cells[at.column + 1];
    if (problem.code !== "stale_cell") {
      note.show(cell, this.told(problem), [[texts.again, () => this.edit(step)], [texts.drop, drop]]);
      return;
    }
    const [seen, now] = [problem.details.seen, problem.details.now].map((amount) => format.full(amount));
    const mine = () => this.edit(step.map((each) => (each === at ? { ...each, seen: problem.details.now } : each)));
    note.show(cell, put(texts.changedMeanwhile, { seen, now }), [
      [put(texts.keepTheirs, { amount: now }), drop],
      [`${texts.takeMine}: ${at.text}`, mine],
    ]);
  }
}
