"use strict";
// Every listener stands here, at first evaluation: one that is added later gets no event.
addEventListener("install", (event) => event.waitUntil(precache()));
addEventListener("activate", (event) => event.waitUntil(sweep().then(() => clients.claim())));
addEventListener("fetch", serve);
addEventListener("message", ({ data }) => data?.skipWaiting && skipWaiting());
addEventListener("sync", (event) => JOBS[event.tag] && event.waitUntil(run(JOBS[event.tag])));
addEventListener("push", (event) => event.waitUntil(registration.showNotification("Lapwing", WORDS)));
addEventListener("notificationclick", (event) => event.waitUntil(open(event.notification)));
addEventListener("error", (event) => trapped(event.error));
addEventListener("unhandledrejection", (event) => trapped(event.reason));

/*{{GLUE}}*/

const { build, files, later, wasm } = /*{{PRECACHE}}*/;
const PREFIX = "lapwing-";
const NAME = PREFIX + build;
const JOBS = { "lapwing-outbox": "deliver", "lapwing-feedback": "deliver_feedback" };
const WORDS = { body: "There is something for you in the app.", tag: "lapwing", icon: "/icons/lapwing-192.png" };

// All or nothing: one file that is missing or not what was built, and this version is never used.
async function precache() {
  const resumed = await caches.has(NAME);
  const cache = await caches.open(NAME);
  try {
    const urls = [...Object.keys(files), ...(await wanted())];
    await Promise.all(urls.map(async (url) => cache.put(url, await whole(url))));
  } catch (error) {
    if (!resumed) await caches.delete(NAME);
    throw error;
  }
}

// A file as it was built, kept before or fetched now.
async function whole(url) {
  const mode = url.startsWith("/assets/") ? "default" : "no-cache";
  const sources = [
    () => caches.match(url),
    () => fetch(url, { cache: mode }),
    () => fetch(url, { cache: "reload" }),
  ];
  for (const source of sources) {
    const response = await source();
    const came = response?.status === 200 && !response.redirected;
    if (came && (await digest(response.clone())) === (files[url] ?? later[url])) return response;
  }
  throw new Error(url + " is not what was built");
}

// What is fetched with its first use, and was used here: the new version of it comes with the rest.
async function wanted() {
  const used = new Set();
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) used.add(stem(url));
  }
  return Object.keys(later).filter((url) => used.has(stem(url)));
}

function stem(url) {
  return new URL(url, location).pathname.replace(/-\w+\.\w+$/, "");
}

async function digest(response) {
  const hash = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Older files go when no page is open that may use them, and never while a newer version is being kept.
async function sweep() {
  const names = await caches.keys();
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length || registration.installing || registration.waiting) return;
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

function serve(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (files[pathname] || pathname.startsWith("/assets/")) {
    event.respondWith(answer(event, pathname));
  } else if (request.mode === "navigate" && !/^\/(fhir|session|health)(\/|$)/.test(pathname)) {
    event.respondWith(answer(event, "/"));
  } else return;
  if (request.mode === "navigate") event.waitUntil(sweep());
}

async function answer(event, url) {
  const cache = await caches.open(NAME);
  const found = (await cache.match(url, { ignoreVary: true })) ?? (await caches.match(url, { ignoreVary: true }));
  if (found) return found;
  if (!later[url]) return fetch(event.request);
  const response = await whole(url);
  // Without room for it, it is fetched again the next time.
  event.waitUntil(cache.put(url, response.clone()).catch(() => {}));
  return response;
}

async function open(notification) {
  notification.close();
  const [page] = await clients.matchAll({ type: "window" });
  return page ? page.focus() : clients.openWindow("/");
}

// The Rust worker: made when it is needed, dropped when it traps. A trap settles no promise, so `trap` ends the wait.
let rust;

async function start() {
  const glue = makeWorker();
  await glue({ module_or_path: (await caches.match(wasm)) ?? fetch(wasm) });
  const own = { glue };
  own.trap = new Promise((_, reject) => (own.fail = reject));
  own.trap.catch(() => {});
  return own;
}

async function run(job) {
  rust ??= start();
  const mine = rust;
  try {
    const { glue, trap } = await mine;
    if (await Promise.race([glue[job](), trap])) return;
  } catch (error) {
    if (rust === mine) rust = undefined;
    throw error;
  }
  throw new Error("something waits: the browser asks again");
}

async function trapped(error) {
  if (!(error instanceof WebAssembly.RuntimeError) || !rust) return;
  const mine = rust;
  rust = undefined;
  (await mine).fail(error);
}
