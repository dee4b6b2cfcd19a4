// A slider that moves is answered at once: the newest question cancels the one before.
const form = document.querySelector("form[data-levers]");
const box = form && document.getElementById(form.dataset.levers);
let asked;

function write(input) {
  const shown = form.querySelector(`output[for="${input.id}"]`);
  shown.textContent = input.dataset.unit === "+" ? `+${input.value}` : `${input.value}%`;
}

async function ask() {
  asked?.abort();
  asked = new AbortController();
  box.setAttribute("aria-busy", "true");
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  try {
    const answer = await fetch(address, { signal: asked.signal, headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    box.innerHTML = await answer.text();
    form.querySelector("[data-told]").replaceChildren(...box.querySelector("[data-moved]").childNodes);
    box.querySelector("[data-moved]").remove();
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  } finally {
    box.removeAttribute("aria-busy");
  }
}

if (form) {
  form.addEventListener("input", (event) => {
    write(event.target);
    ask();
  });
  form.addEventListener("reset", () => {
    setTimeout(() => {
      for (const input of form.querySelectorAll("input")) write(input);
      ask();
    });
  });
}
