// Menus and dialogs are native; this adds arrow keys, closing after a choice, and dialogs in older browsers.
const ENTRIES = "a, button, input, select";

function step(menu, by) {
  const entries = [...menu.querySelectorAll(ENTRIES)];
  const at = entries.indexOf(document.activeElement);
  entries.at((at + by + entries.length) % entries.length)?.focus();
}

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (event.newState === "open" && menu.matches?.("[data-menu]")) menu.querySelector(ENTRIES)?.focus();
}, true);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("[data-menu]");
  if (!menu) return;
  if (event.key === "ArrowDown") step(menu, 1);
  else if (event.key === "ArrowUp") step(menu, -1);
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const entry = event.target.closest("[data-menu] button[type=button]");
  entry?.closest("[data-menu]").hidePopover();
});

if (!("commandForElement" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[commandfor]");
    const dialog = button && document.getElementById(button.getAttribute("commandfor"));
    if (!dialog) return;
    if (button.getAttribute("command") === "show-modal") dialog.showModal();
    else dialog.close();
  });
}
