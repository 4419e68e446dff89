import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../fixtures.ts";
import { built } from "../gateway.ts";

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lapwing",
];

test("every answer carries the policy and the other headers @once", async ({ request }) => {
  for (const path of ["/", "/sw.js", "/help.html", "/data/help.json", "/session", "/fhir/metadata", "/no/such/place"]) {
    const headers = (await request.get(path)).headers();
    const found = (headers["content-security-policy"] ?? "").split(";").map((part) => part.trim());
    expect(found.filter(Boolean).sort(), path).toEqual([...policy].sort());
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "x-frame-options": "DENY",
    });
    expect(headers["permissions-policy"], path).toBeTruthy();
  }
});

test("hashed files are kept for ever, the others are asked for, records never kept @once", async ({ request }) => {
  const asset = readdirSync(join(built, "assets")).find((name) => name.endsWith(".wasm"));
  expect((await request.get(`/assets/${asset}`)).headers()["cache-control"]).toMatch(/immutable/);
  for (const path of ["/", "/sw.js", "/data/help.json"]) {
    expect((await request.get(path)).headers()["cache-control"], path).toMatch(/no-cache/);
  }
  expect((await request.get("/fhir/Patient/asha")).headers()["cache-control"]).toMatch(/no-store/);
});

test("what was compressed at the build is served compressed @once", async ({ request }) => {
  const asset = readdirSync(join(built, "assets")).find((name) => /^app-.*\.wasm$/.test(name));
  const answer = await request.get(`/assets/${asset}`, { headers: { "Accept-Encoding": "br" } });
  expect(answer.headers()["content-encoding"]).toBe("br");
  expect(answer.headers()["content-type"]).toBe("application/wasm");
  expect(answer.headers().vary).toMatch(/accept-encoding/i);
});
