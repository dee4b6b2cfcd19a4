// Back to the form as it was left: the browser's history has it with all that was typed; a link could only open it afresh.
for (const link of document.querySelectorAll("[data-back]")) {
  link.addEventListener("click", (event) => {
    if (history.length < 2) return;
    event.preventDefault();
    history.back();
  });
}
