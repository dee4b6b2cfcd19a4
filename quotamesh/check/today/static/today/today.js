// The list by keyboard: j and k (or the arrows) between rows, d done, l later, x dismiss, Enter opens, n a new follow-up.
const rows = [...document.querySelectorAll("[data-row]")];

function isTyping(target) {
  return target.matches("input, select, textarea, [contenteditable=true]");
}

function present() {
  return rows.indexOf(document.activeElement?.closest("[data-row]"));
}

function move(by) {
  const row = rows[Math.min(Math.max(present() + by, 0), rows.length - 1)];
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function press(row, key) {
  const button = row?.querySelector(`[data-key="${key}"]`);
  if (!button) return;
  button.click();
  button.parentElement.querySelector("form button[name]")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = rows[present()];
  if (event.key === "j" || (event.key === "ArrowDown" && row)) move(1);
  else if (event.key === "k" || (event.key === "ArrowUp" && row)) move(-1);
  else if ("dlx".includes(event.key)) press(row, event.key);
  else if (event.key === "Enter" && event.target === row) row.querySelector("a")?.click();
  else if (event.key === "n") document.querySelector(".today-add")?.click();
  else return;
  event.preventDefault();
});

// Where the browser can install by a button, there is one.
const install = document.querySelector("[data-install]");

window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  install.hidden = false;
  install.addEventListener("click", () => event.prompt(), { once: true });
});
