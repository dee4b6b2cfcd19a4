// A form that only chooses what is looked at applies itself; without a script its button does.
for (const form of document.querySelectorAll("form[data-submit-on-change]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
