// A follow-up with one thumb: customers as one types or close by, chips for what one means most often, place and
// pictures only when asked for. Without this script the form works by plain fields.
const form = document.querySelector(".follow-up-form");
const list = form.querySelector("[data-customer-list]");
const words = form.querySelector("[data-customer-words]");
const PAUSE = 150;
const WIDEST = 1600;
const MILLION = 1e6;

const field = (name) => form.elements.namedItem(name);
const one = (selector) => form.querySelector(selector);
const token = () => one("[name=csrfmiddlewaretoken]").value;
const say = (key) => {
  words.textContent = key ? words.dataset[key] : "";
};

function set(input, value) {
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

// Customers: the recent ones stand there; what is found takes their place, what is chosen stays.
const recent = [...list.children];

function chip(customer) {
  const label = document.createElement("label");
  label.className = "fu-chip";
  const input = Object.assign(document.createElement("input"), { type: "radio", name: "customer", value: customer.uid });
  const text = Object.assign(document.createElement("span"), { textContent: customer.name, dir: "auto" });
  label.append(input, text);
  return label;
}

function show(chips) {
  const chosen = list.querySelector("label:has(:checked)");
  const value = chosen?.querySelector("input").value;
  const rest = chips.filter((each) => each.querySelector("input").value !== value);
  list.replaceChildren(...(chosen ? [chosen] : []), ...rest);
}

let asked = 0;
async function search(text) {
  const mine = ++asked;
  if (!text) {
    show(recent);
    return say("");
  }
  try {
    const answer = await fetch(`${form.dataset.customers}?text=${encodeURIComponent(text)}`);
    const { customers } = await answer.json();
    if (mine !== asked) return;
    show(customers.map(chip));
    say(customers.length ? "" : "none");
  } catch {
    const known = recent.filter((each) => each.textContent.toLowerCase().includes(text.toLowerCase()));
    show(known);
    say("offline");
  }
}

const finder = field("customer_text");
let timer;
finder?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => search(finder.value.trim()), PAUSE);
});
finder?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  const first = list.querySelector("input:not(:checked)");
  if (first && finder.value.trim()) first.click();
});

// What belongs to a customer: contacts, opportunities, and what was agreed last time.
const given = list.querySelector("input:checked")?.value;
function options(name, rows, customer) {
  const select = field(name);
  const before = select.value;
  // What the page came with stays a choice for its customer: a deal closed meanwhile, an older contact.
  const first = customer === given ? [...select.options].find((each) => each.defaultSelected && each.value) : null;
  if (first && !rows.some((row) => row.uid === first.value)) rows = [{ uid: first.value, name: first.text }, ...rows];
  const made = rows.map((row) => new Option(row.name, row.uid, row.uid === first?.value));
  select.replaceChildren(new Option("–", ""), ...made);
  select.value = rows.some((row) => row.uid === before) ? before : "";
  select.closest("[data-belonging]").hidden = !rows.length;
}

function steps(rows) {
  const box = one("[data-steps]");
  box.hidden = !rows.length;
  const lines = rows.map((row) => {
    const label = document.createElement("label");
    label.className = "fu-chip";
    const input = Object.assign(document.createElement("input"), {
      type: "checkbox", name: "closes", value: row.uid, checked: row.is_due,
    });
    label.append(input, Object.assign(document.createElement("span"), { textContent: `${row.text} · ${row.due}`, dir: "auto" }));
    return label;
  });
  one("[data-steps-list]").replaceChildren(...lines);
}

async function belonging() {
  const chosen = list.querySelector("input:checked");
  if (!chosen) return;
  try {
    const answer = await fetch(`${form.dataset.customers}${chosen.value}/`);
    if (!answer.ok) return;
    const found = await answer.json();
    options("contact", found.contacts, chosen.value);
    options("opportunity", found.opportunities, chosen.value);
    if (form.dataset.outbox) steps(found.steps);
  } catch {
    // Without a connection these stay as they are: none of them must be given.
  }
}

list.addEventListener("change", () => {
  if (finder?.value) {
    finder.value = "";
    search("");
  }
  belonging();
});

// Chips that fill the fields beside them.
one("[data-quick]").hidden = false;
function press(kind, name) {
  for (const button of form.querySelectorAll(`button[data-${kind}]`)) {
    const value = button.dataset[kind];
    button.addEventListener("click", () => set(field(name), field(name).value === value ? "" : value));
    field(name).addEventListener("input", () => button.setAttribute("aria-pressed", field(name).value === value));
    button.setAttribute("aria-pressed", field(name).value === value);
  }
}
press("step", "next_step");
press("due", "due");

// Places: asked for only when pressed.
function place() {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve([Math.round(coords.latitude * MILLION), Math.round(coords.longitude * MILLION)]),
      reject,
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    );
  });
}

async function near() {
  one("[data-near-words]").hidden = false;
  try {
    const [latitude, longitude] = await place();
    const answer = await fetch(form.dataset.near, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ latitude, longitude }),
    });
    const { customers } = await answer.json();
    show(customers.length ? customers.map(chip) : recent);
    say(customers.length ? "" : "nobody");
  } catch {
    say("refused");
  }
}

async function keepPlace(button) {
  const told = one("[data-place-words]");
  if (button.getAttribute("aria-pressed") === "true") {
    set(field("latitude"), "");
    set(field("longitude"), "");
    button.setAttribute("aria-pressed", "false");
    told.textContent = "";
    return;
  }
  try {
    const [latitude, longitude] = await place();
    set(field("latitude"), latitude);
    set(field("longitude"), longitude);
    button.setAttribute("aria-pressed", "true");
    told.textContent = told.dataset.kept;
  } catch {
    told.textContent = told.dataset.refused;
  }
}

if ("geolocation" in navigator && isSecureContext) {
  for (const [selector, act] of [["[data-near-me]", near], ["[data-keep-place]", keepPlace]]) {
    const button = one(selector);
    if (!button) continue;
    button.hidden = false;
    button.closest("[data-place]")?.removeAttribute("hidden");
    button.addEventListener("click", () => act(button));
  }
}

// Pictures of today's phones are large: they are made smaller before they are sent or wait.
async function smaller(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, WIDEST / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
  return blob.size < file.size ? new File([blob], "picture.jpg", { type: "image/jpeg" }) : file;
}

const photos = field("photos");
photos?.addEventListener("change", async () => {
  const files = await Promise.all([...photos.files].map((file) => smaller(file).catch(() => file)));
  const held = new DataTransfer();
  for (const file of files) held.items.add(file);
  photos.files = held.files;
});

// What was kept comes back: a customer that was found by searching gets its chip again.
function bring({ name, value, label }) {
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const choice = fields.find((each) => ["radio", "checkbox"].includes(each.type) && each.value === value);
  if (choice) choice.checked = true;
  else if (name === "customer") {
    const made = chip({ uid: value, name: label });
    made.querySelector("input").checked = true;
    list.prepend(made);
    belonging();
  } else if (fields.length && !["radio", "checkbox"].includes(fields[0].type)) set(fields[0], value);
}
form.addEventListener("keeper:missing", (event) => bring(event.detail));
form.addEventListener("outbox:fill", (event) => bring(event.detail));
form.addEventListener("outbox:kept", () => {
  show(recent);
  one("[data-steps]").hidden = true;
});

if (list.querySelector("input:checked")) belonging();
