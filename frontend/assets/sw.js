// Opens the application without network: its files, the last page of each list, one's own claims.
//
// The server comes first wherever it answers in time; what is kept here only fills in. Writes never pass through here:
// the application keeps those itself (frontend/src/outbox).

// Everything the application is made of; a new build has another list and therefore another cache.
const FILES = {{files}};
const SHELL = "maillage-shell-{{digest}}";
// The landing page, and the frame of every other page.
const LANDING = "/";
const FRAME = "/aujourdhui";
// What the server said last, for the person who is logged in; emptied at log-out.
const KEPT = "maillage-kept-1";
// Photos that were looked at: a cache of their own, so that they push no list out.
const PHOTOS = "maillage-photos-1";
// Tells the application that an answer is not fresh, and from when it is.
const KEPT_AT = "maillage-kept-at";

// How long the server may think, ms, before what it said last is shown instead.
const PATIENCE = 6000;
// Answers and photos kept; the oldest make room.
const MOST = 200;
const MOST_PHOTOS = 120;

// Answers worth keeping: what people look at in the field. Never sessions, secrets or the administrator's lists.
const READABLE =
  /^\/api\/v1\/(auth\/me|network|network\/activity|today|categories|communes|offers|needs|claims|equipment|loans|tours|lots|stock|recalls|notifications|sites|organisations|saved_searches|allocation_rounds|collection_routes|collection_rounds)(\/[0-9a-f-]+(\/(matches|weekly_activities|activity|standing_request|shares\/[0-9a-f-]+))?)?$/;
const PHOTO = /^\/api\/v1\/photos\/[0-9a-f-]+(\/thumbnail)?$/;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(SHELL).then((cache) => cache.addAll([LANDING, FRAME, ...FILES])).then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => ![SHELL, KEPT, PHOTOS].includes(name)).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(Promise.all([KEPT, PHOTOS].map((name) => caches.delete(name))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/assets/")) event.respondWith(file(request));
  else if (PHOTO.test(address.pathname)) event.respondWith(photo(request, event));
  else if (READABLE.test(address.pathname)) event.respondWith(answer(request, event));
  else if (request.mode === "navigate" && !address.pathname.startsWith("/api/")) event.respondWith(page(request));
});

// Files are named after their content: what is kept is right.
async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

// A photo never changes: its address is made of its content. What can be taken back, as with a message, is never kept.
async function photo(request, event) {
  const cache = await caches.open(PHOTOS);
  const kept = await cache.match(request.url, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  const stays = response.headers.get("cache-control")?.includes("immutable");
  if (response.status === 200 && stays) event.waitUntil(keep(cache, request.url, response.clone(), MOST_PHOTOS));
  return response;
}

// The page itself: the server's, which knows the newest build, else the kept one.
async function page(request) {
  const address = new URL(request.url).pathname === LANDING ? LANDING : FRAME;
  const kept = await caches.match(address, { cacheName: SHELL, ignoreVary: true });
  try {
    return await inTime(fetch(request), kept);
  } catch {
    return kept ?? Response.error();
  }
}

async function answer(request, event) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request.url, { ignoreVary: true });
  const asked = fetch(request).then((response) => {
    if (response.ok && response.status === 200) event.waitUntil(keep(cache, request.url, response.clone(), MOST));
    return response;
  });
  try {
    return await inTime(asked, kept);
  } catch {
    return kept ?? Response.error();
  }
}

// The promised answer; but the kept one, where there is one, when the promise takes too long.
function inTime(promised, kept) {
  if (!kept) return promised;
  promised.catch(() => {});
  return Promise.race([promised, new Promise((_, late) => setTimeout(late, PATIENCE))]);
}

async function keep(cache, address, response, most) {
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, String(Date.now()));
  // The body is decoded already.
  headers.delete("content-encoding");
  headers.delete("content-length");
  await cache.put(address, new Response(await response.blob(), { headers }));
  const addresses = await cache.keys();
  await Promise.all(addresses.slice(0, Math.max(0, addresses.length - most)).map((oldest) => cache.delete(oldest)));
}
