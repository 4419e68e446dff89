// Starts the app, and says so in plain words when it cannot start or stops.
const meta = document.querySelector('meta[name="lapwing"]');
const parts = new Map();
const workers = /^(\/sw\.js|\/assets\/pdf-worker-\w+\.js)$/;
let stopped = false;
let main;

// The one Trusted Types policy: it knows the addresses of our own workers, and no other.
const policy = globalThis.trustedTypes?.createPolicy("lapwing", {
  createScriptURL: (url) => (workers.test(url) ? url : ""),
});
globalThis.lapwingScript = (url) => policy?.createScriptURL(url) ?? url;

// Who left and goes back sees the neutral page again, and nothing of the app before it; who opens it anew is in.
const [way] = performance.getEntriesByType("navigation");
const left = hasLeft() && way?.type === "back_forward";
if (!left && hasLeft()) sessionStorage.removeItem("lapwing-left");
if (left) location.replace("/away.html");
// A page of this tab that the browser kept in memory may have been left in another document of it.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && (hasLeft() || document.documentElement.classList.contains("gone"))) location.replace("/away.html");
});

function hasLeft() {
  try {
    return sessionStorage.getItem("lapwing-left") !== null;
  } catch {
    // A browser that keeps nothing for a tab has nothing to look at.
    return false;
  }
}

// The key of a health link stands behind the `#`: it leaves the address and the history before anything else happens.
if (location.pathname === "/link" && location.hash) {
  meta.dataset.link = location.hash;
  history.replaceState(null, "", "/link");
}

if (left) {
  // Nothing starts.
} else if (typeof WebAssembly === "object") {
  addEventListener("error", (event) => isTrap(event.error) && stop());
  addEventListener("unhandledrejection", (event) => isTrap(event.reason) && stop());
  start().catch(() => show("Lapwing could not start", ["Nothing that you wrote is lost."]));
} else {
  show("Lapwing needs a newer browser", [
    "This browser cannot run Lapwing, or it is in Lockdown Mode.",
    "Help works here too.",
  ]);
}

async function start() {
  const [{ default: init }] = await Promise.all([import(meta.dataset.js), painted()]);
  main = init({ module_or_path: meta.dataset.wasm });
  await main;
}

// Brings a part of the app, once, and what parts have in common before it, and puts it in its place. One that did not come, or is not what was built, is asked
// for again at the next call.
globalThis.lapwingPart = (name) => {
  if (!parts.has(name)) {
    const coming = place(name);
    parts.set(name, coming);
    coming.catch(() => parts.delete(name));
  }
  return parts.get(name);
};

async function place(name) {
  const [, url, integrity] = meta.dataset.parts.split(",").map((part) => part.split(" ")).find(([is]) => is === name);
  const shared = name === "shared" ? {} : globalThis.lapwingPart("shared");
  const [response, m, { exports: s }] = await Promise.all([fetch(url, { integrity }), main, shared]);
  return (await WebAssembly.instantiateStreaming(response, { m, s })).instance;
}

// Shows a letter that is a PDF. What shows it comes with the first such letter.
globalThis.lapwingPdf = async (...letter) => (await viewer()).show(...letter);

// Has what shows it kept, as such a letter is: the worker keeps what is fetched through it. What did not come comes with the letter.
globalThis.lapwingPdfKept = async () => {
  try {
    const { serviceWorker } = navigator;
    const ruled = (done) => serviceWorker.addEventListener("controllerchange", done, { once: true });
    if (!serviceWorker.controller) await new Promise(ruled);
    await (await viewer()).bring();
  } catch {
    // Without a worker nothing is kept.
  }
};

async function viewer() {
  const [url, integrity] = meta.dataset.pdf.split(" ");
  // A script that is not what was built is not run, and one that did not come is asked for again at the next call.
  await (await fetch(url, { integrity })).arrayBuffer();
  return import(url);
}

// The page's own words stand there before the app takes the main thread. A page that nobody looks at paints nothing.
function painted() {
  if (document.hidden) return undefined;
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

// After a trap the app's memory may be broken: nothing of it is used again. A stack overflow is a trap too.
function isTrap(error) {
  if (error instanceof WebAssembly.RuntimeError) return true;
  return error instanceof RangeError && /wasm/.test(error.stack);
}

function stop() {
  const inPage = document.documentElement.dataset.kept === "page";
  show("Something went wrong", [
    inPage ? "What you wrote and had not sent is gone: it was not kept on this device." : "What you wrote is kept.",
    "Please load the app again.",
  ]);
}

function show(title, words) {
  if (stopped) return;
  stopped = true;
  const help = element("a", "bar-help", "Get help now");
  help.href = "/help.html";
  const reload = element("button", "button button-primary", "Reload");
  reload.addEventListener("click", () => location.reload());
  const bar = element("div", "bar", element("p", "bar-title", "Lapwing"), help);
  const heading = element("h1", "", title);
  heading.tabIndex = -1;
  const main = element("main", "frame-main", heading, ...words.map((text) => element("p", "", text)), reload);
  document.body.replaceChildren(element("div", "frame", element("header", "frame-top", bar), main));
  document.title = `${title} – Lapwing`;
  heading.focus();
}

function element(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}
