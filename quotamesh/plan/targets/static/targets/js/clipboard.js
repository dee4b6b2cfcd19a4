// Blocks to and from a spreadsheet, and filling down. One paste is one step of the undo list.
import { put } from "./words.js";

const inGrid = (book) => book.table.contains(document.activeElement) && document.activeElement.tagName !== "INPUT";

export function copyAndPaste(book) {
  document.addEventListener("copy", (event) => {
    if (!inGrid(book)) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", asText(book));
    book.say(put(book.texts.copied, { count: [...book.selection.cells()].length }));
  });
  document.addEventListener("paste", (event) => {
    if (!inGrid(book)) return;
    event.preventDefault();
    paste(book, event.clipboardData.getData("text/plain"));
  });
}

function asText(book) {
  const { top, bottom, left, right } = book.selection.block();
  const lines = [];
  for (let row = top; row <= bottom; row += 1) {
    const amounts = book.render.order[row][0].amounts.slice(left, right + 1);
    lines.push(amounts.map((amount) => book.format.plain(amount)).join("\t"));
  }
  return lines.join("\n");
}

export function parseBlock(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  return lines.map((line) => line.split("\t").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1")));
}

function paste(book, text) {
  const values = parseBlock(text);
  const block = book.selection.block();
  const alone = values.length === 1 && values[0].length === 1;
  const height = alone ? block.bottom - block.top + 1 : values.length;
  const width = alone ? block.right - block.left + 1 : Math.max(...values.map((line) => line.length));
  const value = (row, column) => (alone ? values[0][0] : values[row]?.[column]);
  store(book, block, height, width, value);
}

export function fillDown(book) {
  const { top, bottom, left, right } = book.selection.block();
  if (top === bottom) return;
  const source = book.render.order[top][0];
  const value = (row, column) => book.format.plain(source.amounts[left + column]);
  store(book, { top: top + 1, left }, bottom - top, right - left + 1, value);
}

export function clear(book) {
  const { top, bottom, left, right } = book.selection.block();
  store(book, { top, left }, bottom - top + 1, right - left + 1, () => "0");
}

// The first column is the sum of the others: a block that covers both sets only the others.
function store(book, { top, left }, height, width, value) {
  const step = [];
  for (let down = 0; down < height; down += 1) {
    const row = book.render.order[top + down]?.[0];
    for (let across = 0; row && across < width; across += 1) {
      const column = left + across;
      const text = value(down, across);
      if (!text || column >= book.model.columns.length || (!column && width > 1)) continue;
      if (!allowed(book, row, { row: top + down, column })) return;
      step.push({ row, column, text, seen: row.amounts[column] });
    }
  }
  if (step.length) book.commands.edit(step, put(book.texts.pasted, { count: step.length }));
}

function allowed(book, row, place) {
  const ok = row.balances.includes(book.balance()) && !row.locked;
  if (!ok) {
    book.selection.set(place);
    book.editor.mayEdit(row);
  }
  return ok;
}
