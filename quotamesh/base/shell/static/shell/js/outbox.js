// What is written without a connection waits on this phone, for the one who wrote it, and is sent when there is one.
// A form with data-outbox sends itself from here; each entry bears a uid, so that it arrives once however often it is
// sent. Entries survive signing out and are sent only as their author, which the server checks too.
const user = document.body.dataset.user ?? "";
const box = document.querySelector("[data-outbox-box]");
const PATIENCE = 15_000;
const LABEL = 60;

// The entries, in the browser's own database: pictures are kept with them.
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("outbox", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("entries", { keyPath: "uid" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within(mode, act) {
  const base = await open();
  return new Promise((resolve, reject) => {
    const change = base.transaction("entries", mode);
    const request = act(change.objectStore("entries"));
    change.oncomplete = () => {
      base.close();
      resolve(request.result);
    };
    change.onerror = () => reject(change.error);
  });
}

const entries = async () => (await within("readonly", (store) => store.getAll())).sort((a, b) => a.at.localeCompare(b.at));
const put = (entry) => within("readwrite", (store) => store.put(entry));
const drop = (uid) => within("readwrite", (store) => store.delete(uid));

function newUid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function send(url, body) {
  return fetch(url, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
  });
}

const isJson = (answer) => (answer.headers.get("content-type") ?? "").startsWith("application/json");

// The token of a fresh page, or nothing where somebody else, or nobody, is signed in now.
async function freshToken(url) {
  const answer = await fetch(url, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.body.dataset.user !== user) return null;
  return page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? null;
}

function bodyOf(entry, token) {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value);
  body.set("csrfmiddlewaretoken", token);
  body.set("waited", "1");
  return body;
}

let sending = false;
async function flush() {
  if (sending || !user || !navigator.onLine) return;
  sending = true;
  let sent = 0;
  try {
    for (const entry of await entries()) {
      if (entry.user !== user || entry.refused) continue;
      const token = await freshToken(entry.url);
      if (!token) break;
      const answer = await send(entry.url, bodyOf(entry, token));
      if (answer.ok && isJson(answer)) {
        await drop(entry.uid);
        sent += 1;
      } else if ([413, 422].includes(answer.status) && isJson(answer)) {
        const { messages, message } = await answer.json();
        await put({ ...entry, refused: messages ?? [message] });
      } else break;
    }
  } catch {
    // Still no connection: they wait on.
  } finally {
    sending = false;
    await show(sent);
  }
}

// What waits is told on every page.
function line(entry) {
  const item = document.createElement("li");
  const text = document.createElement("bdi");
  text.textContent = `${entry.label} · ${new Date(entry.at).toLocaleString(document.documentElement.lang)}`;
  item.append(text);
  if (entry.refused) {
    const why = document.createElement("strong");
    why.textContent = entry.refused.join(" ");
    item.append(" ", why);
  }
  item.append(button("mend", () => mend(entry)), button("dropIt", () => drop(entry.uid).then(() => show(0))));
  return item;
}

function button(word, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link-button";
  made.textContent = box.dataset[word];
  made.addEventListener("click", act);
  return made;
}

function mend(entry) {
  sessionStorage.setItem("outbox-mend", entry.uid);
  location.href = entry.url;
}

async function show(sent) {
  if (!box) return;
  const all = await entries();
  const own = all.filter((entry) => entry.user === user);
  const refused = own.filter((entry) => entry.refused).length;
  const words = [];
  const count = (n, one, many) => n && words.push(n === 1 ? box.dataset[one] : box.dataset[many].replace("{n}", n));
  count(sent, "sentOne", "sentMany");
  count(own.length - refused, "waitsOne", "waitsMany");
  count(refused, "refusedOne", "refusedMany");
  count(all.length - own.length, "othersOne", "othersMany");
  box.hidden = !words.length;
  box.querySelector("[data-outbox-words]").textContent = words.join(" ");
  box.querySelector("[data-outbox-list]").replaceChildren(...own.map(line));
  box.querySelector("[data-outbox-send]").hidden = own.length === refused;
}

// Forms that send themselves.
function renew(form) {
  form.elements.namedItem("uid").value = newUid();
}

async function keep(form, fields) {
  const at = new Date().toISOString();
  fields.set("told_at", at);
  const chosen = form.querySelector("input[type=radio]:checked")?.closest("label")?.textContent.trim();
  const uid = fields.get("uid");
  await put({ uid, user: form.dataset.outbox, url: location.pathname, at, label: (chosen ?? "").slice(0, LABEL), fields: [...fields] });
  form.reset();
  renew(form);
  form.dispatchEvent(new CustomEvent("outbox:kept", { bubbles: true }));
  await show(0);
  box?.scrollIntoView({ block: "nearest" });
}

async function submit(form) {
  const fields = new FormData(form);
  try {
    const answer = await send(form.action, fields);
    if (answer.ok && isJson(answer)) {
      location.href = (await answer.json()).url;
    } else if (answer.redirected || answer.status === 403) {
      // Signed out meanwhile: it waits, and is sent after signing in again.
      await keep(form, fields);
      location.href = answer.redirected ? answer.url : form.action;
    } else form.submit();
  } catch {
    await keep(form, fields);
  }
}

async function refill(form) {
  const uid = sessionStorage.getItem("outbox-mend");
  sessionStorage.removeItem("outbox-mend");
  const entry = uid && (await entries()).find((each) => each.uid === uid && each.user === user);
  if (!entry) return;
  for (const [name, value] of entry.fields) {
    if (value instanceof File || name === "csrfmiddlewaretoken" || name === "told_at") continue;
    form.dispatchEvent(new CustomEvent("outbox:fill", { detail: { name, value, label: entry.label } }));
  }
  form.elements.namedItem("uid").value = entry.uid;
  await put({ ...entry, refused: entry.refused ?? [] });
  form.addEventListener("submit", () => drop(entry.uid), { once: true });
}

for (const form of document.querySelectorAll("form[data-outbox]")) {
  renew(form);
  addEventListener("pageshow", (event) => event.persisted && renew(form));
  refill(form);
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    await submit(form);
    busy = false;
  });
}

// The page of the form is kept by the service worker, so that it opens without a connection.
async function register() {
  if (!user || !("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  const keeps = document.querySelector("form[data-outbox]") ? [location.pathname] : [];
  active.postMessage({ user, pages: keeps, files: files.filter((name) => name.startsWith(`${location.origin}/static/`)) });
}

for (const form of document.querySelectorAll("form[data-forget]")) {
  form.addEventListener("submit", () => navigator.serviceWorker?.controller?.postMessage({ forget: true }));
}
box?.querySelector("[data-outbox-send]").addEventListener("click", flush);
addEventListener("online", flush);
show(0).then(flush);
addEventListener("load", () => register().catch(() => {}));
