// The list of plans: a form that came back with errors opens again; "copy" fills the form of a new plan.
const dialog = document.getElementById("new-plan");

if (dialog && document.querySelector("[data-open='new-plan']")) dialog.showModal();

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button || !dialog) return;
  const form = dialog.querySelector("form[method=post]");
  form.elements.copy_of.value = button.dataset.copy;
  form.elements.fiscal_year.value = button.dataset.year;
  dialog.showModal();
  form.elements.name.focus();
});
