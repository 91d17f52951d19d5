// Reading without a connection. Public pages of this house only; what the server marks as not to be kept is not kept.
"use strict";

const SHELL_CACHE = `shell-${VERSION}`;
const PAGES = `pages-${VERSION}`;
const MOST_PAGES = 60;

const languageOf = (path) => {
  const first = path.split("/")[1];
  return LANGUAGES.includes(first) ? first : "";
};
const withoutLanguage = (path) => (languageOf(path) ? path.slice(languageOf(path).length + 1) : path);
const offlinePage = (path) => `${languageOf(path) ? `/${languageOf(path)}` : ""}/angebote/ohne-netz/`;
// Codes and the town's colours lie beside the pages they belong to.
const isPage = (path) => /^\/(angebote\/|weg\/ergebnisse\/|seite\/|$)/.test(withoutLanguage(path));

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL_CACHE).then((cache) => cache.addAll([...SHELL, "/farben.css"])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (/^(shell|pages)-/.test(name) && name !== SHELL_CACHE && name !== PAGES) await caches.delete(name);
    await self.clients.claim();
  })());
});

const mayKeep = (answer) => answer.ok && answer.type === "basic" && !answer.redirected && !/no-store/.test(answer.headers.get("Cache-Control") ?? "");

const keep = async (request, answer) => {
  const cache = await caches.open(PAGES);
  await cache.put(request, answer);
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST_PAGES))) await cache.delete(old);
};

const keepOfflinePage = async (path) => {
  const cache = await caches.open(SHELL_CACHE);
  const page = offlinePage(path);
  if (!(await cache.match(page))) await cache.add(page).catch(() => {});
};

const page = async (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  try {
    const answer = await fetch(request);
    if (mayKeep(answer)) event.waitUntil(Promise.all([keep(request, answer.clone()), keepOfflinePage(path)]));
    return answer;
  } catch {
    const cache = await caches.open(PAGES);
    return (await cache.match(request)) ?? (await caches.match(offlinePage(path))) ?? (await caches.match(offlinePage("/"))) ?? Response.error();
  }
};

const part = async (event) => {
  const { request } = event;
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (mayKeep(answer)) {
    const copy = answer.clone();
    event.waitUntil(caches.open(SHELL_CACHE).then((cache) => cache.put(request, copy)));
  }
  return answer;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (isPage(address.pathname)) event.respondWith(page(event));
  } else if (address.pathname.startsWith("/static/") || address.pathname === "/farben.css") {
    event.respondWith(part(event));
  } else if (address.pathname.endsWith("/code.svg")) {
    event.respondWith(page(event));
  }
});
