// Shows a letter that is a PDF: pages one under another, drawn when they come near, their words as real text over them.
// Nothing in a letter runs. Scripts, links, forms and embedded files are not looked at; nothing is fetched but our own files.
const FILES = /*{{FILES}}*/;
const MOST_PAGES = 200;
const MOST_PRINTED = 30;
// Old phones give a page of a few million pixels, not more.
const MOST_PIXELS = 6e6;
const MOST_IMAGE = 3e7;
const ZOOMS = [1, 1.25, 1.5, 2, 3];
// Character maps of fonts that are not in the letter: Chinese (simplified, traditional), Korean, Japanese. Each is one file.
const MAPS = [["gb", /GB/], ["korea", /^KS|UniKS|Korea/], ["cns", /CNS|B5/], ["japan", /./]];
const OPTIONS = { enableXfa: false, useSystemFonts: true, useWorkerFetch: false, maxImageSize: MOST_IMAGE, verbosity: 0 };

// Shows it in an element. Rejects when what shows it did not come; all else that can be wrong is said in the element.
export async function show(host, bytes, words) {
  await bring();
  const letter = new Letter(host, bytes, words);
  letter.open();
  return letter;
}

export function bring() {
  return Promise.all([whole("read"), whole("worker")]);
}

async function whole(name) {
  const [url, integrity] = FILES[name];
  return new Uint8Array(await (await fetch(url, { integrity })).arrayBuffer());
}

// One character map, out of its file: the length of a list, the list of names and lengths, and the maps one after the other.
async function map(filename) {
  const [name] = MAPS.find(([, of]) => of.test(filename));
  const bytes = await whole("maps-" + name);
  let at = 4 + new DataView(bytes.buffer).getUint32(0, true);
  for (const [one, length] of JSON.parse(new TextDecoder().decode(bytes.subarray(4, at)))) {
    if (one === filename) return bytes.slice(at, at + length);
    at += length;
  }
  throw new Error("not here: " + filename);
}

class Letter {
  constructor(host, bytes, words) {
    Object.assign(this, { host, bytes, words, pages: [], near: new Set(), zoom: 0, tasks: [] });
    this.seen = new IntersectionObserver((all) => this.came(all), { rootMargin: "100% 0px" });
    this.sized = new ResizeObserver(() => this.fit());
  }

  async open() {
    this.host.replaceChildren(element("p", "fresh", this.words.opening));
    try {
      this.pdf = await import(FILES.read[0]);
      this.doc = await this.read(true);
      await this.lay();
    } catch (error) {
      if (this.closed) return;
      // An older browser does not understand the library, or has no such worker.
      const why = { PasswordException: "locked", InvalidPDFException: "broken" }[error?.name];
      this.say(why ?? (this.doc ? "broken" : "failed"));
    }
  }

  // Strictly, where a mistake in a page stops it; or leniently, where it is passed over.
  async read(strict) {
    const letter = this;
    class BinaryDataFactory {
      async fetch({ filename }) {
        try {
          return await (filename.endsWith(".bcmap") ? map(filename) : whole(filename));
        } catch (error) {
          letter.lacks = true;
          throw error;
        }
      }
    }
    const port = new Worker(globalThis.lapwingScript(FILES.worker[0]), { type: "module" });
    const worker = new this.pdf.PDFWorker({ port, verbosity: 0 });
    const task = this.pdf.getDocument({ ...OPTIONS, BinaryDataFactory, worker, stopAtErrors: strict, data: this.bytes.slice() });
    const end = () => task.destroy().catch(() => {}).finally(() => port.terminate());
    if (this.closed) end();
    this.tasks.push(end);
    const stopped = new Promise((_, reject) => port.addEventListener("error", reject));
    return Promise.race([task.promise, stopped]);
  }

  lenient() {
    return (this.second ??= this.read(false));
  }

  async lay() {
    const count = this.doc.numPages;
    this.host.replaceChildren(this.tools(count));
    if (count > MOST_PRINTED) this.host.append(element("p", "quiet-text small-text", this.words.paper));
    if (count > MOST_PAGES) this.host.append(element("p", "quiet-text", filled(this.words.most, MOST_PAGES, count)));
    const stack = element("div", "pdf-pages");
    stack.tabIndex = 0;
    stack.setAttribute("role", "region");
    stack.setAttribute("aria-label", this.words.pages);
    this.host.append((this.stack = stack));
    for (let at = 1; at <= Math.min(count, MOST_PAGES) && !this.closed; at++) {
      const page = new Page(this, at, filled(this.words.page, at, count));
      this.pages.push(page);
      stack.append(page.section);
      await page.measure();
      page.fit();
      this.seen.observe(page.section);
    }
    this.sized.observe(stack);
    for (const page of this.pages) if (!this.closed) await page.read();
  }

  tools(count) {
    const button = (name, press) => {
      const made = element("button", "button button-quiet", this.words[name]);
      made.type = "button";
      made.addEventListener("click", press);
      return made;
    };
    this.smaller = button("smaller", () => this.scale(-1));
    this.larger = button("larger", () => this.scale(1));
    this.told = element("p", "pdf-zoom");
    this.told.setAttribute("role", "status");
    const choice = (name, then) => {
      const made = button(name, () => {
        made.setAttribute("aria-pressed", this.host.classList.toggle("pdf-" + name));
        then?.();
      });
      made.setAttribute("aria-pressed", "false");
      made.classList.add("pdf-choose-" + name);
      return made;
    };
    const plain = choice("plain", () => this.near.forEach((page) => page.draw()));
    const bar = element("div", "buttons pdf-tools", plain, this.smaller, this.larger, choice("white"));
    for (const size of [this.smaller, this.larger, this.told]) size.classList.add("pdf-size");
    if (count <= MOST_PRINTED) bar.append(button("print", () => this.print()));
    bar.append(this.told);
    this.scale(0);
    return bar;
  }

  scale(by) {
    this.zoom = Math.min(Math.max(this.zoom + by, 0), ZOOMS.length - 1);
    this.smaller.setAttribute("aria-disabled", this.zoom === 0);
    this.larger.setAttribute("aria-disabled", this.zoom === ZOOMS.length - 1);
    this.told.textContent = filled(this.words.zoom, ZOOMS[this.zoom] * 100);
    this.fit();
  }

  // A change of the width, or of how large one wants it.
  fit() {
    const width = this.stack?.clientWidth;
    if (!width || (width === this.width && this.zoom === this.fitted)) return;
    Object.assign(this, { width, fitted: this.zoom });
    for (const page of this.pages) page.fit();
    for (const page of this.near) page.draw();
  }

  came(all) {
    for (const { target, isIntersecting } of all) {
      const page = this.pages.find(({ section }) => section === target);
      if (isIntersecting === this.near.has(page)) continue;
      if (isIntersecting) {
        this.near.add(page);
        page.draw();
      } else {
        this.near.delete(page);
        page.drop();
      }
    }
  }

  async print() {
    for (const page of this.pages) {
      this.near.add(page);
      await page.draw();
    }
    if (this.closed) return;
    // Phones go on at once while their sheet for printing is open: until it is closed, all pages stay drawn.
    const printed = () => {
      if (this.closed) return;
      this.seen.disconnect();
      this.near.clear();
      for (const page of this.pages) this.seen.observe(page.section);
    };
    addEventListener("afterprint", printed, { once: true });
    print();
  }

  say(name) {
    const text = element("div", "notice-text", element("p", "", this.words[name]));
    const said = element("div", "notice notice-amber", text);
    said.setAttribute("role", "status");
    this.host.replaceChildren(said);
  }

  close() {
    this.closed = true;
    this.bytes = new Uint8Array();
    this.seen.disconnect();
    this.sized.disconnect();
    for (const page of this.pages) page.drop();
    for (const end of this.tasks) end();
    this.host.replaceChildren();
  }
}

class Page {
  constructor(letter, at, name) {
    const title = element("h2", "pdf-title", name);
    title.id = "pdf-page-" + at;
    this.paper = element("div", "pdf-paper");
    this.section = element("section", "pdf-page", title, this.paper);
    this.section.setAttribute("aria-labelledby", title.id);
    Object.assign(this, { letter, at, turn: 0 });
  }

  async measure() {
    this.page = await this.letter.doc.getPage(this.at).catch(() => this.again());
    this.base = this.page.getViewport({ scale: 1 });
  }

  // What can't be read strictly may be read in part, and that is said.
  async again() {
    this.lax = true;
    this.tell("part");
    return (this.page = await (await this.letter.lenient()).getPage(this.at));
  }

  fit() {
    if (!this.base || !this.letter.stack) return;
    this.scale = ((this.letter.stack.clientWidth || 320) / this.base.width) * ZOOMS[this.letter.zoom];
    const { style } = this.paper;
    style.width = this.base.width * this.scale + "px";
    style.height = this.base.height * this.scale + "px";
    style.setProperty("--total-scale-factor", this.scale);
  }

  async draw() {
    const turn = ++this.turn;
    this.task?.cancel();
    if (this.letter.host.classList.contains("pdf-plain")) return this.free();
    const { width, height } = this.base;
    const dense = Math.min(devicePixelRatio || 1, 2, Math.sqrt(MOST_PIXELS / (width * height)) / this.scale);
    const viewport = this.page.getViewport({ scale: this.scale * dense });
    const canvas = element("canvas", "pdf-canvas");
    canvas.setAttribute("aria-hidden", "true");
    [canvas.width, canvas.height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
    try {
      this.task = this.page.render({ canvas, viewport });
      await this.task.promise;
    } catch (error) {
      if (error?.name === "RenderingCancelledException" || turn !== this.turn || this.letter.closed) return undefined;
      if (this.lax) return this.tell("part");
      await this.again().catch(() => {});
      return turn === this.turn ? this.draw() : undefined;
    }
    if (turn !== this.turn) return free(canvas);
    this.free();
    this.paper.prepend((this.canvas = canvas));
    // A picture or a font that could not be read is left out without an error.
    if (this.letter.lacks || [...this.page.objs].some(([, made]) => made === null)) this.tell("part");
    return undefined;
  }

  // The words of the page, where they stand; and what was filled in, which is drawn only.
  async read() {
    const layer = element("div", "pdf-words");
    try {
      const textContentSource = await this.page.getTextContent().catch(async () => (await this.again()).getTextContent());
      const written = textContentSource.items.some(({ str }) => str?.trim());
      await new this.letter.pdf.TextLayer({ textContentSource, container: layer, viewport: this.base }).render();
      this.paper.append(layer);
      this.section.append(element("div", "pdf-text", ...paragraphs(textContentSource.items)));
      const boxes = (await this.page.getAnnotations()).filter(({ subtype, fieldValue }) => subtype === "Widget" && fieldValue);
      for (const { alternativeText, fieldName, fieldValue } of boxes) {
        const value = [fieldValue].flat().join(", ");
        this.section.append(element("p", "only-heard", `${this.letter.words.filled} ${alternativeText || fieldName}: ${value}`));
      }
      if (!written && !boxes.length) this.tell("picture");
    } catch {
      this.tell("part");
    }
  }

  tell(name) {
    if (this.letter.closed || this[name]) return;
    this[name] = true;
    this.section.append(element("p", "quiet-text small-text", this.letter.words[name]));
  }

  free() {
    if (this.canvas) free(this.canvas);
    this.canvas = undefined;
  }

  drop() {
    this.turn++;
    this.task?.cancel();
    this.free();
  }
}

// The words without the page: lines that stand close to each other are one paragraph, as far as a PDF tells.
function paragraphs(items) {
  const all = [];
  let before;
  for (const { str, height, transform, fontName, hasEOL } of items) {
    if (str?.trim()) {
      const apart = !before || Math.abs(before.y - transform[5]) > 1.7 * Math.max(height, before.height);
      const other = before && (before.fontName !== fontName || Math.abs(before.height - height) > 0.5);
      const begins = before?.ended && (other || /^([•–-]|\d+[.)])\s/.test(str));
      if (apart || begins) all.push(element("p", ""));
      before = { y: transform[5], height, fontName };
    }
    all.at(-1)?.append(hasEOL ? str + " " : (str ?? ""));
    if (hasEOL && before) before.ended = true;
  }
  return all;
}

// A canvas without a size gives its memory back at once.
function free(canvas) {
  canvas.remove();
  canvas.width = canvas.height = 0;
}

function filled(words, ...given) {
  return given.reduce((text, one) => text.replace("{}", one), words);
}

function element(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}
