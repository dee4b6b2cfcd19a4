// − and + beside a number; arrow keys do the same within the field. Without scripts one types.
function stepped(field, by) {
  const now = Number.parseFloat(field.value.replaceAll(",", "")) || 0;
  field.value = String(Math.max(0, now + by));
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const box of document.querySelectorAll(".stepper-box")) {
  const field = box.querySelector("input");
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) stepped(field, Number(button.dataset.step));
  });
  field.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    stepped(field, by);
  });
}
