/** Bundles a page for each engine: `node build.mjs <folder>`; Lapwing's own module is put into <folder>/engine by who built it. */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const out = process.argv[2];

const common = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "chrome120",
  platform: "browser",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  loader: { ".woff": "empty", ".woff2": "empty", ".svg": "dataurl", ".png": "dataurl" },
  logLevel: "error",
  metafile: true,
};

mkdirSync(out, { recursive: true });
for (const page of ["lapwing", "smart", "medplum", "plain"]) {
  await build({ ...common, entryPoints: [join(here, `pages/${page}.jsx`)], outfile: join(out, `${page}.js`) });
}
// What an app ships to show forms with these packages, without the harness around them.
for (const page of ["smart", "smart-engine", "medplum", "medplum-engine", "fhirpath"]) {
  await build({ ...common, entryPoints: [join(here, `pages/size/${page}.jsx`)], outfile: join(out, `size/${page}.js`) });
}
// LHC-Forms comes built.
const lforms = join(dirname(require.resolve("lforms/package.json")), "dist/lforms");
cpSync(lforms, join(out, "lforms"), { recursive: true, filter: (path) => !path.endsWith(".map") });
await build({ ...common, entryPoints: [join(here, "pages/lforms.jsx")], outfile: join(out, "lforms.js") });

const page = (title, before, script, style) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${style}</head>
<body><div id="form"></div>${before}<script type="module" src="${script}"></script></body></html>`;
const scripts = ["webcomponent/assets/lib/zone.min.js", "webcomponent/runtime.js", "webcomponent/polyfills.js", "webcomponent/main.js", "fhir/R4/lformsFHIR.min.js"];
const style = (file) => `<link rel="stylesheet" href="${file}">`;
writeFileSync(join(out, "lforms.html"), page("LHC-Forms", scripts.map((file) => `<script src="lforms/${file}"></script>`).join(""), "lforms.js", style("lforms/webcomponent/styles.css")));
writeFileSync(join(out, "lapwing.html"), page("Lapwing", '<script src="engine/lapwing_engine_bench.js"></script>', "lapwing.js", ""));
writeFileSync(join(out, "smart.html"), page("Smart Forms", "", "smart.js", style("smart.css")));
writeFileSync(join(out, "medplum.html"), page("Medplum", "", "medplum.js", style("medplum.css")));
writeFileSync(join(out, "plain.html"), page("plain", "", "plain.js", ""));
