// Lists by keyboard: / to the search box, ↑ ↓ between rows, Enter opens a row's first link. Typing in a box with
// data-narrow hides rows that do not hold its words.
const ROWS = "table[data-rows] > tbody > tr";

function isTyping(target) {
  return target.matches("input, select, textarea, [contenteditable=true]");
}

function shownRows(table) {
  return [...table.tBodies[0].rows].filter((row) => !row.hidden);
}

function move(row, by) {
  const rows = shownRows(row.closest("table"));
  const next = rows[rows.indexOf(row) + by];
  if (!next) return;
  row.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function narrow(box) {
  const table = document.getElementById(box.dataset.narrow);
  if (!table) return;
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of table.tBodies[0].rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !isTyping(event.target) && !event.ctrlKey && !event.metaKey) {
    const box = document.querySelector("[data-narrow], input[type=search]");
    if (box) {
      event.preventDefault();
      box.focus();
    }
    return;
  }
  const row = event.target.closest?.(ROWS);
  if (!row || isTyping(event.target)) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(row, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && event.target === row) {
    row.querySelector("a[href]")?.click();
  }
});

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-narrow]")) narrow(event.target);
});

document.addEventListener("submit", (event) => {
  if (event.submitter === null && document.activeElement?.matches("[data-narrow]")) event.preventDefault();
});

for (const table of document.querySelectorAll("table[data-rows]")) {
  if (table.tBodies[0]?.rows.length) table.tBodies[0].rows[0].tabIndex = 0;
}
