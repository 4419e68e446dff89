/** A plain server for the pages, on a port of its own. */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const kinds = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json" };

export function serve(folder) {
  const server = createServer((request, reply) => {
    const path = join(folder, normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
    if (!path.startsWith(folder) || !existsSync(path) || !statSync(path).isFile()) {
      reply.writeHead(404).end();
      return;
    }
    // A page of its own process may read the clock to 5 microseconds, else to 100.
    const alone = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
    reply.writeHead(200, { "content-type": kinds[extname(path)] ?? "application/octet-stream", ...alone });
    createReadStream(path).pipe(reply);
  });
  return new Promise((done) =>
    server.listen(0, "127.0.0.1", () =>
      done({ url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((closed) => server.close(closed) && server.closeAllConnections()) }),
    ),
  );
}
