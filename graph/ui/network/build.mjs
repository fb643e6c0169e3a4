// Bundles src/ into one hashed file, static/network-HASH.js, with the layout worker's source inside it.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "static");
const common = { bundle: true, minify: true, target: "es2022", absWorkingDir: here, logLevel: "warning" };

const worker = await build({ ...common, entryPoints: ["src/worker.ts"], format: "iife", write: false });

mkdirSync(out, { recursive: true });
for (const name of readdirSync(out)) rmSync(join(out, name), { recursive: true });
const bundle = await build({
  ...common,
  entryPoints: { network: "src/index.ts" },
  entryNames: "[name]-[hash]",
  outdir: "static",
  format: "esm",
  loader: { ".css": "text" },
  legalComments: "none",
  define: { WORKER_SOURCE: JSON.stringify(worker.outputFiles[0].text) },
  metafile: true,
});
copyFileSync(join(here, "node_modules/cytoscape/LICENSE"), join(out, "cytoscape.LICENSE.txt"));
for (const [name, file] of Object.entries(bundle.metafile.outputs)) console.log(`${name}  ${Math.round(file.bytes / 1024)} kB`);
