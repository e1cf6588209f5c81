// Lets the page work without a connection: what it is dressed in, the list of tickets, and the tickets that are downloaded.
// Pages come from the network while there is one; what the phone has kept is shown only when there is none, and says so.
"use strict";
const VERSION = new URL(self.location).searchParams.get("v");
const DRESS = "wallet-dress-" + VERSION;
const PAGES = "wallet-pages";
const SCOPE = new URL(self.registration.scope).pathname.replace(/\/$/, "");
const PATIENCE_MS = 8000;
const KEPT_AT = "X-Phone-Kept-At";

self.addEventListener("install", event => {
  const asset = name => SCOPE + "/assets/" + name + "?v=" + VERSION;
  event.waitUntil((async () => {
    const cache = await caches.open(DRESS);
    await cache.addAll([asset("phone.css"), asset("phone.js"), asset("icon.svg"), SCOPE + "/offline"]);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", event => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    await Promise.all(names.filter(name => name.startsWith("wallet-dress-") && name !== DRESS).map(name => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith(SCOPE + "/assets/") || url.pathname.includes("/webjars/")) {
    event.respondWith(dress(event.request));
  } else if (url.pathname === SCOPE || url.pathname.startsWith(SCOPE + "/")) {
    if (event.request.mode === "navigate" || event.request.headers.has("HX-Request")) event.respondWith(page(event.request));
  }
});

self.addEventListener("message", event => {
  if (event.data && Array.isArray(event.data.keep)) event.waitUntil(keepTickets(event.data.keep.map(String), event.data.all === true));
});

async function dress(request) {
  const cache = await caches.open(DRESS);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function page(request) {
  try {
    const answer = await patiently(request);
    await remember(request.url, answer);
    return answer;
  } catch (noConnection) {
    return kept(request.url);
  }
}

// A connection that answers nothing is none. Only a page that is there instead makes it worth giving up.
async function patiently(request) {
  const cache = await caches.open(PAGES);
  const other = await cache.match(address(request.url));
  if (!other) return fetch(request);
  return Promise.race([
    fetch(request),
    new Promise((resolve, reject) => setTimeout(() => reject(new Error("no answer")), PATIENCE_MS)),
  ]);
}

// The server says of each page what to do with it.
async function remember(url, answer) {
  const word = answer.headers.get("X-Phone-Keep");
  if (word === "clear") {
    await caches.delete(PAGES);
  } else if (word === "keep" && answer.ok) {
    const headers = new Headers(answer.headers);
    headers.set(KEPT_AT, new Date().toISOString());
    const copy = new Response(await answer.clone().blob(), { status: 200, headers });
    await (await caches.open(PAGES)).put(address(url), copy);
  } else if (word === "no") {
    await (await caches.open(PAGES)).delete(address(url));
  }
}

async function kept(url) {
  const pages = await caches.open(PAGES);
  const found = (await pages.match(address(url))) || (await caches.match(SCOPE + "/offline", { cacheName: DRESS }));
  if (!found) return Response.error();
  const at = found.headers.get(KEPT_AT) || "none";
  const html = (await found.text()).replace("<html", "<html data-offline=\"" + at + "\"");
  return new Response(html, { status: 200, headers: { "Content-Type": "text/html;charset=UTF-8", "Content-Security-Policy": found.headers.get("Content-Security-Policy") || "default-src 'none'" } });
}

// What an address asks for beside the page itself is not part of its name here.
function address(url) {
  const plain = new URL(url, self.location);
  ["done", "lang", "theme"].forEach(name => plain.searchParams.delete(name));
  return plain.toString();
}

// All: the list was complete, so pages of other tickets are of tickets that are gone.
async function keepTickets(urls, all) {
  const wanted = new Set(urls.map(address));
  const pages = await caches.open(PAGES);
  for (const request of all ? await pages.keys() : []) {
    if (new URL(request.url).pathname === SCOPE + "/ticket" && !wanted.has(request.url)) await pages.delete(request);
  }
  for (const url of wanted) {
    if (new URL(url).pathname !== SCOPE + "/ticket") continue;
    await fetch(url, { credentials: "same-origin", redirect: "error" }).then(answer => remember(url, answer)).catch(() => undefined);
  }
}
