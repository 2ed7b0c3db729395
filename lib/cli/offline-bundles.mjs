/**
 * The service worker and the script that registers it, bundled on top of Next's build: the worker has the name of the
 * build in it, and the scripts that the explorer fetches later, which its page does not name.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./run.mjs";

export const workerFile = ".next/sw.js";
export const offlineScriptFile = ".next/offline.js";

/** What is kept before it has been used, compressed: every script of the explorer but the largest, which few features need. */
const limits = { script: 100 * 1024, together: 1250 * 1024 };
/** Files under addresses of every build, which no page names. */
const unnamed = ["/cytoscape.js", "/offline.js", "/icons/icon-192.png"];

/** @param {string} release name of the build */
export async function bundleOffline(release) {
  const { build } = await import("esbuild");
  const later = [...unnamed, ...(await laterScripts())];
  const common = {
    bundle: true,
    minify: true,
    target: "es2022",
    logLevel: "warning",
    tsconfig: join(root, "tsconfig.json"),
  };
  await build({
    ...common,
    entryPoints: [join(root, "app/_offline/worker.ts")],
    outfile: join(root, workerFile),
    define: { RELEASE: JSON.stringify(release), LATER: JSON.stringify(later) },
  });
  await build({
    ...common,
    entryPoints: [join(root, "app/_offline/page-script.ts")],
    outfile: join(root, offlineScriptFile),
  });
}

/** Scripts and styles that those of the explorer's pages name, and so on; the nearest first, as far as there is room. */
async function laterScripts() {
  const pages = ["zh", "en"].map((locale) => readFile(join(root, `.next/server/app/${locale}.html`), "utf8"));
  const first = new Set((await Promise.all(pages)).flatMap(chunksIn));
  const seen = new Set(first);
  const later = [];
  let size = 0;
  for (const chunk of seen) {
    const script = await readFile(join(root, ".next", chunk)).catch(() => undefined);
    if (!script) continue;
    for (const next of chunksIn(script.toString("utf8"))) seen.add(next);
    const compressed = gzipSync(script).length;
    if (first.has(chunk) || compressed > limits.script || size + compressed > limits.together) continue;
    size += compressed;
    later.push(`/_next/${chunk}`);
  }
  return later;
}

/** @param {string} text */
const chunksIn = (text) => text.match(/static\/chunks\/[\w.~-]+\.(?:js|css)/g) ?? [];
