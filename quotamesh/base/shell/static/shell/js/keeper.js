// Nothing typed is lost: a form with data-keep="key" is noted down while one types and offered again after a
// crash, a lost connection or a closed tab. Passwords and files are never noted; signing out forgets everything but
// the forms with data-keep-for="user": those are kept for this user alone, and offered when they have signed in again.
const PREFIX = "draft:";
const OWN = "kept:";
const SKIP = new Set(["password", "file", "hidden", "submit", "button"]);
const PAUSE = 300;

const keyOf = ({ dataset }) =>
  (dataset.keepFor ? `${OWN}${dataset.keepFor}:` : PREFIX) + location.pathname + ":" + dataset.keep;
const fields = (form) => [...form.elements].filter((field) => field.name && !SKIP.has(field.type));
const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

function values(form) {
  return fields(form).map((field) =>
    isChoice(field)
      ? [field.name, field.checked, field.value, field.closest("label")?.textContent.trim() ?? ""]
      : [field.name, field.value],
  );
}

function fill(form, noted) {
  const now = fields(form);
  const named = (name) => now.filter((field) => field.name === name);
  const places = {};
  for (const [name, value, choice, label] of noted) {
    const place = (places[name] = (places[name] ?? -1) + 1);
    const field = choice === undefined ? named(name)[place] : named(name).find((each) => each.value === choice);
    if (!field) {
      // A choice that was found by searching does not stand there any more: the form knows how to bring it back.
      if (value) form.dispatchEvent(new CustomEvent("keeper:missing", { detail: { name, value: choice, label } }));
      continue;
    }
    if (isChoice(field)) field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function note(form, sent = false) {
  localStorage.setItem(keyOf(form), JSON.stringify({ sent, values: values(form) }));
}

function offer(form, noted) {
  const pattern = document.getElementById("keeper-offer");
  const box = pattern.content.firstElementChild.cloneNode(true);
  box.querySelector("[data-restore]").addEventListener("click", () => {
    fill(form, noted);
    box.remove();
  });
  box.querySelector("[data-drop-draft]").addEventListener("click", () => {
    localStorage.removeItem(keyOf(form));
    box.remove();
  });
  form.prepend(box);
}

function begin(form) {
  const stored = JSON.parse(localStorage.getItem(keyOf(form)) ?? "null");
  const refused = form.querySelector(".errorlist");
  const arrived = stored?.sent && document.querySelector(".toast[data-level=success]");
  const same = stored && JSON.stringify(stored.values) === JSON.stringify(values(form));
  if (same || arrived) localStorage.removeItem(keyOf(form));
  else if (stored && !refused) offer(form, stored.values);

  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => note(form), PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    note(form, true);
  });
  // What waits to be sent is noted elsewhere.
  form.addEventListener("outbox:kept", () => {
    clearTimeout(timer);
    localStorage.removeItem(keyOf(form));
  });
}

function forgetAll(onlySent) {
  const whose = onlySent ? [PREFIX, OWN] : [PREFIX];
  for (const key of Object.keys(localStorage).filter((name) => whose.some((each) => name.startsWith(each)))) {
    if (!onlySent || JSON.parse(localStorage.getItem(key)).sent) localStorage.removeItem(key);
  }
}

const kept = [...document.querySelectorAll("form[data-keep]")];
kept.forEach(begin);
// A page without the form is where a form that was accepted leads; a page of a refusal says that it is one.
if (!kept.length && !document.querySelector("[data-refused]")) forgetAll(true);
for (const form of document.querySelectorAll("form[data-forget]")) {
  form.addEventListener("submit", () => forgetAll(false));
}
