// A file may be dropped onto its field as well as chosen; its name is shown in words that do not
// depend on the browser's language.
for (const area of document.querySelectorAll("[data-drop]")) {
  const input = area.querySelector("input[type=file]");
  const name = area.querySelector("[data-drop-name]");
  input.addEventListener("change", () => {
    name.textContent = [...input.files].map((file) => file.name).join(", ");
  });
  const over = (on) => area.classList.toggle("drop-over", on);
  for (const kind of ["dragenter", "dragover"]) {
    area.addEventListener(kind, (event) => {
      event.preventDefault();
      over(true);
    });
  }
  area.addEventListener("dragleave", () => over(false));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
