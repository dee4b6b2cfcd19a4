// Short answers at the corner. From a page: dispatch "shell:toast" with {text, undo, level}; from the server the
// header HX-Trigger: {"shell:toast": {"text": "…", "undo": "/address"}} does the same.
const STAY = 7000;
const region = document.getElementById("toasts");

function fade(toast) {
  if ("stay" in toast.dataset) return;
  let timer = setTimeout(() => toast.remove(), STAY);
  const hold = () => clearTimeout(timer);
  const go = () => { hold(); timer = setTimeout(() => toast.remove(), STAY); };
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, hold);
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, go);
}

function add({ text, undo = "", level = "success" }) {
  const pattern = document.getElementById(undo ? "toast-undo" : "toast-plain");
  const toast = pattern.content.firstElementChild.cloneNode(true);
  toast.dataset.level = level;
  if (level === "error") {
    toast.dataset.stay = "";
    toast.querySelector(".state-sign").textContent = "▼";
  }
  toast.querySelector(".toast-text").textContent = text;
  if (undo) toast.querySelector("form").action = undo;
  region.append(toast);
  fade(toast);
}

if (region) {
  for (const toast of region.querySelectorAll(".toast:not([data-level=error])")) fade(toast);
  region.addEventListener("click", (event) => {
    event.target.closest("[data-close]")?.closest(".toast").remove();
  });
  document.addEventListener("shell:toast", (event) => add(event.detail));
}
