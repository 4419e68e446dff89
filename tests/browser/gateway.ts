/** A gateway of its own for a test: the release build, on a folder of its own, on a port of its own. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const binary = process.env.LAPWING_GATEWAY ?? join(root, "target/release/lapwing");
const patience = 15_000;

/** The built app. */
export const built = join(root, "dist");

/** Loads records into a folder. */
export function load(data: string, files: string[]): void {
  execFileSync(binary, ["import", "--data", data, ...files], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}

export class Gateway {
  #process: ChildProcess | undefined;
  #said = "";
  #own: string | undefined;

  private constructor(
    readonly port: number,
    readonly data: string,
    private dist: string,
  ) {}

  /** Starts one on a copy of the demo records. */
  static async start(dist = built): Promise<Gateway> {
    const seeded = process.env.LAPWING_SEEDED;
    if (!seeded) throw new Error("seed.ts has not run");
    const data = mkdtempSync(join(tmpdir(), "lapwing-data-"));
    cpSync(seeded, data, { recursive: true });
    const gateway = new Gateway(await freePort(), data, dist);
    await gateway.restart();
    return gateway;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** All that it has printed. */
  get log(): string {
    return this.#said;
  }

  /** Starts it again with a trust's own questionnaires beside ours. */
  async bring(folder: string): Promise<void> {
    this.#own = folder;
    await this.restart();
  }

  /** Starts it again at the same address with the same records; another build of the app may take the old one's place. */
  async restart(dist = this.dist): Promise<void> {
    await this.stop();
    this.dist = dist;
    const line = ["serve", "--demo", "--data", this.data, "--dist", dist, "--port", String(this.port)];
    if (this.#own) line.push("--questionnaires", this.#own);
    const started = spawn(binary, line, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (this.#said += text));
    }
    this.#process = started;
    await this.#answers();
  }

  /** Stops it: the most honest way to be offline. */
  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((done) => running.once("exit", done));
    running.kill("SIGKILL");
    await ended;
  }

  /** Stops it and takes its records away. */
  async end(): Promise<void> {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }

  async #answers(): Promise<void> {
    const until = Date.now() + patience;
    while (Date.now() < until) {
      const answer = await fetch(`${this.url}/health`).catch(() => undefined);
      if (answer?.ok) return;
      if (this.#process?.exitCode != null) break;
      await new Promise((later) => setTimeout(later, 25));
    }
    throw new Error(`the gateway does not start:\n${this.#said}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? found(address.port) : failed(new Error("no port"))));
    });
  });
}
