// Open a few public pages where there is no signal. Everything kept here was fetched without cookies and stands on a
// closed list, so nothing personal can ever be among it. The portal writes VERSION, ASSETS, PAGES, BELOW and OFFLINE above.
const NAME = `portal-${VERSION}`;
const SLOW = 8000; // milliseconds after which a kept page is shown rather than nothing

const fetchPlain = async (cache, path) => {
  const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
  if (answer.ok && !answer.redirected) await cache.put(path, answer);
};
const prepare = async () => {
  const cache = await caches.open(NAME);
  await Promise.all([...ASSETS, ...PAGES].map((path) => fetchPlain(cache, path)));
  await self.skipWaiting();
};
const tidy = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== NAME && name.startsWith("portal-")).map((name) => caches.delete(name)));
  await self.clients.claim();
};
const kept = async (path) => (await caches.open(NAME)).match(path);
const soon = (promise) =>
  new Promise((resolve, reject) => {
    promise.then(resolve, reject);
    setTimeout(() => reject(new Error("slow")), SLOW);
  });
const standIn = (path) => (PAGES.includes(path) ? path : BELOW.find((above) => path.startsWith(above)));
const page = async (request, path) => {
  const name = standIn(path);
  const copy = name ? await kept(name) : undefined;
  try {
    return await (copy ? soon(fetch(request)) : fetch(request));
  } catch (lost) {
    const shown = copy ?? (await kept(OFFLINE));
    if (shown) return shown;
    throw lost;
  }
};
const asset = async (request, path) => (await kept(path)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (ASSETS.includes(pathname)) event.respondWith(asset(request, pathname));
});
// A page that is open with a connection has its kept copy renewed.
self.addEventListener("message", (event) => {
  const path = event.data?.renew;
  if (PAGES.includes(path)) event.waitUntil(caches.open(NAME).then((cache) => fetchPlain(cache, path)).catch(() => {}));
});
