/** Everything that the browser complains of during a test: errors on the console, broken policies, uncaught errors. */
import type { BrowserContext, ConsoleMessage } from "@playwright/test";

/** Chromium complains of a stream that ends with the gateway; the page opens it again. */
const cut = /net::ERR_\w+ \(http:[^)]*\/live\)$/;

export class Complaints {
  #heard: string[] = [];
  #expected: RegExp[] = [cut];

  /** Listens to every page and worker of the context. */
  async listen(context: BrowserContext): Promise<void> {
    context.on("console", (message) => this.#console("page", message));
    context.on("weberror", (error) => this.#heard.push(`uncaught: ${error.error().message}`));
    context.on("serviceworker", (worker) => worker.on("console", (message) => this.#console("worker", message)));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
      });
    });
  }

  /** Says that a complaint is part of this journey. */
  expect(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** What was heard and not expected. */
  get unexpected(): string[] {
    return this.#heard.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
  }

  #console(where: string, message: ConsoleMessage): void {
    if (message.type() === "error") this.#heard.push(`${where}: ${message.text()} (${message.location().url})`);
  }
}

/** What Chromium itself says of a request that met no server. */
export const unreachable = /Failed to load resource: net::ERR_|ERR_CONNECTION_REFUSED|Failed to fetch|ERR_INTERNET_DISCONNECTED/;

/** What Chromium itself says of an answer with this status. */
export function answered(status: number): RegExp {
  return new RegExp(`the server responded with a status of ${status}`);
}
