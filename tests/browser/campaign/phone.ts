/** A browser that can be killed while its profile stays, as a phone does it when it runs out of memory. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { launch } from "../browser.ts";

const patience = 20_000;

export class Phone {
  readonly profile = mkdtempSync(join(tmpdir(), "lapwing-phone-"));
  #process: ChildProcess | undefined;
  #browser: Browser | undefined;

  /** Starts the browser on what the profile holds. */
  async start(): Promise<Page> {
    const port = join(this.profile, "DevToolsActivePort");
    rmSync(port, { force: true });
    const line = [...launch.args, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${this.profile}`, "--lang=en-GB", "about:blank"];
    const started = spawn(launch.executablePath, line, { stdio: "ignore", detached: true });
    this.#process = started;
    const until = Date.now() + patience;
    while (!existsSync(port) || !readFileSync(port, "utf8").includes("\n")) {
      if (Date.now() > until) throw new Error("the browser does not start");
      await new Promise((later) => setTimeout(later, 25));
    }
    const at = readFileSync(port, "utf8").split("\n")[0];
    this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${at}`);
    return this.page();
  }

  /** Which program it is, and which version. */
  get version(): string {
    return `${basename(launch.executablePath)} ${this.#browser?.version() ?? "unknown"}`;
  }

  get context(): BrowserContext {
    const context = this.#browser?.contexts()[0];
    if (!context) throw new Error("the browser is not there");
    return context;
  }

  /** A page of a phone's size. */
  async page(): Promise<Page> {
    const page = await this.context.newPage();
    page.setDefaultTimeout(patience);
    await page.setViewportSize({ width: 360, height: 740 });
    return page;
  }

  /** Ends every process of the browser at once; nothing is asked of any page. */
  async kill(): Promise<void> {
    const running = this.#process;
    [this.#process, this.#browser] = [undefined, undefined];
    if (!running?.pid || running.exitCode !== null) return;
    const ended = new Promise((done) => running.once("exit", done));
    process.kill(-running.pid, "SIGKILL");
    await ended;
  }

  /** Ends it, and takes the profile away. */
  async end(): Promise<void> {
    await this.kill();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
