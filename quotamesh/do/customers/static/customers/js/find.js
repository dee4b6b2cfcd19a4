// Finding a customer while one types. Markup:
//   <div class="customer-find" data-find-customer="/customers/search/">
//     <input name="customer" autocomplete="off">          (holds the code; works without this script)
//                                                         (with data-with-name on the box: the name and the code)
//   </div>
// The chosen code stands in the input; its name is shown in [data-chosen], if there is one.
const PAUSE = 120;

function enhance(box) {
  const input = box.querySelector("input");
  const told = box.querySelector("[data-chosen]");
  const list = document.createElement("ul");
  list.id = `${input.id}-found`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
  })) input.setAttribute(name, value);

  let rows = [], at = -1, timer = 0, asked = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    at = place;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const choose = (row) => {
    input.value = "withName" in box.dataset ? `${row.name} · ${row.code}` : row.code;
    if (told) told.textContent = row.name;
    close();
    input.dispatchEvent(new CustomEvent("customer-chosen", { bubbles: true, detail: row }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const draw = () => {
    list.replaceChildren(...rows.map((row, i) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${i}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const name = document.createElement("bdi");
      name.textContent = row.name;
      const more = document.createElement("span");
      more.className = "soft small";
      more.textContent = ` ${row.code}${row.owner ? " · " + row.owner : ""}`;
      item.append(name, more);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(row); });
      return item;
    }));
    list.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    mark(-1);
  };
  const ask = async () => {
    const number = ++asked;
    const answer = await fetch(`${box.dataset.findCustomer}?text=${encodeURIComponent(input.value)}`, {
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (!answer?.ok || number !== asked) return;
    rows = (await answer.json()).customers;
    draw();
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("focus", () => { if (!input.value) ask(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + step + rows.length + (at < 0 && step < 0 ? 1 : 0)) % rows.length);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(rows[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
}

document.querySelectorAll("[data-find-customer]").forEach(enhance);
