// The controls above the sheet, and the buttons at the head of a row.
export function listenToTools(book) {
  const balance = document.getElementById("balance");
  const explain = () => {
    document.getElementById("balance-why").textContent = balance ? book.texts[balance.value] : "";
  };
  const kept = sessionStorage.getItem("targets.balance");
  if (balance && kept) balance.value = kept;
  balance?.addEventListener("change", () => {
    sessionStorage.setItem("targets.balance", balance.value);
    explain();
  });
  explain();
  for (const name of ["undo", "redo"]) {
    document.getElementById(name)?.addEventListener("click", () => book.commands.turn(name));
  }
  short(book);
  const filter = document.getElementById("book-filter");
  filter.addEventListener("change", () => filter.requestSubmit());
  book.table.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    const row = button && book.model.rows.get(button.closest("tr").dataset.key);
    if (!row) return;
    if (button.dataset.act === "fold") book.tree.toggle(row);
    else book.rules.show(row);
  });
}

function short(book) {
  const button = document.getElementById("short");
  const show = (on) => {
    book.format.short = on;
    button.setAttribute("aria-pressed", String(on));
    book.fill();
  };
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    localStorage.setItem("targets.short", on ? "1" : "");
    show(on);
  });
  const kept = localStorage.getItem("targets.short");
  show(kept === null ? matchMedia("(width < 720px)").matches : kept === "1");
}
