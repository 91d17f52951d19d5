// The host's page without a net: this table only, while its link writes. LINK, VERSION, UNTIL and SHELL stand above.
"use strict";

const CACHE = `${LINK}${VERSION}`;
const TABLE = new URL(self.registration.scope).pathname;
const PATIENCE = 8000; // a net that answers no more is no net
// Kept under a name of its own, so that no key of the cache tells the secret.
const PAGE = "/tisch";

const clear = async () => {
  for (const name of await caches.keys()) if (name.startsWith(LINK)) await caches.delete(name);
};
const leave = async () => {
  await clear();
  await self.registration.unregister();
};

// "keep" while the table writes; a closed table or a link that ended leaves nothing on the device.
const settle = async (answer) => {
  const mark = answer.headers.get("Offline-Copy");
  if (answer.ok && mark === "keep") await (await caches.open(CACHE)).put(PAGE, answer);
  else if (mark === "clear" || answer.status === 404) await leave();
};

const look = async () => settle(await fetch(TABLE));

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await (await caches.open(CACHE)).addAll(SHELL);
    await look();
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(LINK) && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  if (event.data === "look") event.waitUntil(look().catch(() => {}));
});

// Only looks: to open a store that was cleared would make it again.
const found = (request) => caches.match(request, { cacheName: CACHE });

const kept = async () => {
  if (Date.now() > UNTIL) {
    await leave();
    return undefined;
  }
  return found(PAGE);
};

const table = async (request) => {
  try {
    const answer = await fetch(request, (await kept()) ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    await settle(answer.clone());
    return answer;
  } catch {
    return (await kept()) ?? Response.error();
  }
};

// Anything else that fails leads back to the table, which says so; a card is then changed there.
const elsewhere = async (request, path) => {
  try {
    return await fetch(request);
  } catch {
    const card = /\/karte\/([0-9a-f-]{36})\/$/.exec(path);
    return (await kept()) ? Response.redirect(`${TABLE}#${card ? `bearbeiten-${card[1]}` : "ohne-netz"}`) : Response.error();
  }
};

const part = async (request) => (await found(request)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(request.method === "GET" && pathname === TABLE ? table(request) : elsewhere(request, pathname));
  } else if (request.method === "GET" && SHELL.includes(pathname)) {
    event.respondWith(part(request));
  }
});
