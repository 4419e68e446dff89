/** What the gateway holds, asked directly as a signed-in demo person: so that a test sees what really arrived. */
import type { Gateway } from "./gateway.ts";

interface Resource {
  resourceType: string;
  id: string;
  [name: string]: unknown;
}

export class Records {
  private constructor(
    private gateway: Gateway,
    private cookie: string,
  ) {}

  /** Signs in as a demo person. */
  static async as(gateway: Gateway, person: string): Promise<Records> {
    const answer = await fetch(`${gateway.url}/session/demo`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Lapwing-CSRF": "sign-in", Origin: gateway.url },
      body: JSON.stringify({ person }),
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
    if (!answer.ok || !cookie) throw new Error(`signing in as ${person}: ${answer.status}`);
    return new Records(gateway, cookie);
  }

  /** The status of a read. */
  async status(path: string): Promise<number> {
    return (await this.#get(path)).status;
  }

  /** The bytes of a file, as FHIR holds them. */
  async file(id: string): Promise<Buffer> {
    const answer = await this.#get(`Binary/${id}`);
    if (!answer.ok) throw new Error(`Binary/${id}: ${answer.status}`);
    return Buffer.from(((await answer.json()) as { data: string }).data, "base64");
  }

  /** The resources of a search. */
  async search(query: string): Promise<Resource[]> {
    const answer = await this.#get(query);
    if (!answer.ok) throw new Error(`${query}: ${answer.status} ${await answer.text()}`);
    const bundle = (await answer.json()) as { entry?: { resource: Resource }[] };
    return (bundle.entry ?? []).map((entry) => entry.resource);
  }

  #get(path: string): Promise<Response> {
    return fetch(`${this.gateway.url}/fhir/${path}`, { headers: { Cookie: this.cookie } });
  }
}
