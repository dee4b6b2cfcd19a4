// Theme, row height and folded navigation groups: kept in this browser.
const root = document.documentElement;

function remember(name, value) {
  if (value) {
    root.dataset[name] = value;
    localStorage.setItem(`shell.${name}`, value);
  } else {
    delete root.dataset[name];
    localStorage.removeItem(`shell.${name}`);
  }
}

function show() {
  for (const button of document.querySelectorAll("[data-set]")) {
    const chosen = (root.dataset[button.dataset.set] ?? "") === button.dataset.value;
    button.setAttribute("aria-pressed", String(chosen));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-set]");
  if (!button) return;
  remember(button.dataset.set, button.dataset.value);
  show();
});

for (const part of document.querySelectorAll("details[data-remember]")) {
  const key = `shell.${part.dataset.remember}`;
  const kept = localStorage.getItem(key);
  if (kept) part.open = kept === "open";
  // What one is looking at is never folded away.
  if (part.querySelector("[aria-current]")) part.open = true;
  part.addEventListener("toggle", () => localStorage.setItem(key, part.open ? "open" : "closed"));
}

show();
