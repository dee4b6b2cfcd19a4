// The keyboard of a spreadsheet. Tab leaves the grid unless one is typing.
import { clear, fillDown } from "./clipboard.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const PAGE = 12;

export function listenToKeys(book) {
  book.table.addEventListener("keydown", (event) => {
    const done = book.editor.open ? whileTyping(book, event) : whileMoving(book, event);
    if (done) event.preventDefault();
  });
}

function whileTyping(book, event) {
  if (event.isComposing) return false;
  if (event.key === "Escape") {
    book.editor.cancel();
  } else if (event.key === "Enter" || event.key === "Tab") {
    book.editor.commit();
    const by = event.shiftKey ? -1 : 1;
    book.selection.move(event.key === "Enter" ? by : 0, event.key === "Tab" ? by : 0);
  } else {
    return false;
  }
  return true;
}

function whileMoving(book, event) {
  if (event.ctrlKey || event.metaKey) return withControl(book, event);
  if (event.altKey) return false;
  const arrow = ARROWS[event.key];
  if (arrow) return step(book, event, arrow);
  if (event.key === "F10" && event.shiftKey) return book.rules.show(book.selection.row());
  return plain(book, event) || typed(book, event);
}

function step(book, event, [rows, columns]) {
  const { selection, model, tree } = book;
  const row = selection.row();
  const onHead = selection.active.column === -1;
  if (onHead && columns && !event.shiftKey && row?.expandable && row.unit !== model.top) {
    const open = model.opened.has(row.unit);
    if (columns > 0 !== open) {
      tree.toggle(row, columns > 0);
      return true;
    }
  }
  selection.move(rows, columns, { extend: event.shiftKey });
  return true;
}

function plain(book, event) {
  const { selection, render } = book;
  const last = selection.columns - 1;
  const moves = {
    Home: () => selection.set({ row: selection.active.row, column: -1 }, { extend: event.shiftKey }),
    End: () => selection.set({ row: selection.active.row, column: last }, { extend: event.shiftKey }),
    PageUp: () => selection.move(-PAGE, 0, { extend: event.shiftKey }),
    PageDown: () => selection.move(PAGE, 0, { extend: event.shiftKey }),
    Enter: () => (selection.active.column < 0 ? book.tree.toggle(selection.row()) : selection.move(event.shiftKey ? -1 : 1, 0)),
    " ": () => selection.active.column < 0 && book.tree.toggle(selection.row()),
    F2: () => (selection.active.column < 0 ? book.rules.show(selection.row()) : book.editor.begin()),
    Delete: () => clear(book),
    Backspace: () => book.editor.begin(""),
    Escape: () => book.commands.forgive(),
    ContextMenu: () => book.rules.show(selection.row()),
  };
  if (!moves[event.key] || !render.order.length) return false;
  moves[event.key]();
  return true;
}

function typed(book, event) {
  if (event.key === "Process") {
    book.editor.begin("");
    return false;
  }
  if (event.key.length !== 1 || book.selection.active.column < 0) return false;
  book.editor.begin(event.key);
  return true;
}

function withControl(book, event) {
  const { selection, render } = book;
  const turns = {
    z: () => book.commands.turn(event.shiftKey ? "redo" : "undo"),
    y: () => book.commands.turn("redo"),
    d: () => fillDown(book),
    a: () => {
      selection.set({ row: 0, column: 0 }, { focus: false });
      selection.set({ row: render.order.length - 1, column: selection.columns - 1 }, { extend: true });
    },
    home: () => selection.set({ row: 0, column: 0 }, { extend: event.shiftKey }),
    end: () => selection.set({ row: render.order.length - 1, column: selection.columns - 1 }, { extend: event.shiftKey }),
  };
  const turn = turns[event.key.toLowerCase()];
  turn?.();
  return Boolean(turn);
}
