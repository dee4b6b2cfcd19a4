// The service worker: pages come from the network; without one, the form that was opened last comes from the phone.
// Kept are that one page and the product's own files; nothing else of anybody's data. Signing out forgets the page,
// and so does another user who signs in.
const PAGES = "pages-1";
const FILES = "files-1";
const OWNER = "/owner-of-the-pages";
const SIGN_OUT = "/sign-out/";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(begin()));

async function begin() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => ![PAGES, FILES].includes(name)).map((name) => caches.delete(name)));
  await self.clients.claim();
}

// One message after the other: two pages that tell whose they are must not undo each other.
let told = Promise.resolve();
self.addEventListener("message", (event) => {
  const { data } = event;
  told = told.then(() => (data.forget ? caches.delete(PAGES) : keep(data))).catch(() => {});
  event.waitUntil(told);
});

async function keep({ user, pages, files }) {
  let cache = await caches.open(PAGES);
  const owner = await (await cache.match(OWNER))?.text();
  if (owner !== user) {
    await caches.delete(PAGES);
    cache = await caches.open(PAGES);
    await cache.put(OWNER, new Response(user));
  }
  if (pages.length) {
    const store = await caches.open(FILES);
    await Promise.all([...pages.map((page) => fetchInto(cache, page)), ...files.map((file) => fetchInto(store, file))]);
  }
}

async function fetchInto(cache, address) {
  if (HASHED.test(address) && (await cache.match(address))) return;
  const answer = await fetch(address, { credentials: "same-origin" });
  if (answer.ok && !answer.redirected) await cache.put(address, answer);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.method !== "GET") {
    if (address.pathname === SIGN_OUT) event.waitUntil(caches.delete(PAGES));
    return;
  }
  if (address.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(request, address));
});

async function file(request) {
  const kept = await caches.match(request, { cacheName: FILES });
  if (kept && HASHED.test(request.url)) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

// A page that was kept is kept anew each time it comes from the network, so that it is never older than the last look.
async function page(request, address) {
  const cache = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    if (await cache.match(address.pathname)) {
      if (answer.ok && !answer.redirected) await cache.put(address.pathname, answer.clone());
      else if (answer.redirected || answer.status === 0) await cache.delete(address.pathname);
    }
    return answer;
  } catch (error) {
    const kept = (await cache.match(address.pathname)) ?? (await elsewhere(cache));
    if (kept) return kept;
    throw error;
  }
}

// Any other page without a connection leads to the form that works without one.
async function elsewhere(cache) {
  const keys = await cache.keys();
  const form = keys.map((request) => new URL(request.url).pathname).find((path) => path !== OWNER);
  return form ? Response.redirect(form, 302) : undefined;
}
