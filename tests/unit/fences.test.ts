/** The import fences: who may import whom, as the linter holds it. */
import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a file in that place may import, and what not. */
const fences: Readonly<Record<string, { may: readonly string[]; mayNot: readonly string[] }>> = {
  "lib/graph/x.ts": {
    may: ["./schema", "@/lib/graph/schema", "zod/mini", "graphology"],
    mayNot: [
      "@/lib/view/view",
      "@/lib/store/store",
      "@/app/_server/respond",
      "../view/view",
      "react",
      "node:fs",
      "cytoscape",
    ],
  },
  "lib/i18n/x.ts": {
    may: [".", "@/lib/graph/schema"],
    mayNot: ["@/lib/view/view", "@/lib/store/store", "react", "next/headers", "node:fs"],
  },
  "lib/offline/x.ts": {
    may: ["./plan", "@/lib/offline/plan"],
    mayNot: ["@/lib/graph/schema", "@/lib/i18n", "@/app/_offline/worker", "react", "node:fs"],
  },
  "lib/view/x.ts": {
    may: ["@/lib/graph/schema", "@/lib/i18n", "zod/mini"],
    mayNot: [
      "@/lib/canvas/canvas",
      "@/lib/store/store",
      "@/lib/data/files",
      "graphology",
      "react",
      "node:fs",
    ],
  },
  "lib/ask/x.ts": {
    may: ["./tokens", "@/lib/graph/graph", "@/lib/i18n/format", "@/lib/view/view"],
    mayNot: [
      "@/lib/store/store",
      "@/lib/api/contract",
      "@/lib/data/files",
      "@/lib/canvas/canvas",
      "graphology",
      "react",
      "node:fs",
    ],
  },
  "lib/canvas/x.ts": {
    may: ["@/lib/graph/schema", "@/lib/view/scene", "cytoscape"],
    mayNot: [
      "@/lib/store/store",
      "@/lib/api/contract",
      "@/lib/layout/layout",
      "@/lib/i18n",
      "graphology",
      "d3-force",
      "react",
      "node:fs",
    ],
  },
  "lib/charts/x.ts": {
    may: ["./chart", "@/lib/graph/graph", "@/lib/view/view", "@/lib/i18n/format", "d3-scale"],
    mayNot: [
      "@/lib/store/store",
      "@/lib/canvas/canvas",
      "@/lib/picture/svg",
      "@/lib/data/files",
      "d3-force",
      "react",
      "node:fs",
    ],
  },
  "lib/layout/x.ts": {
    may: ["./line", "@/lib/graph/graph", "d3-force", "d3-hierarchy"],
    mayNot: [
      "@/lib/view/view",
      "@/lib/canvas/canvas",
      "@/lib/i18n",
      "@/lib/data/map",
      "d3-contour",
      "graphology",
      "cytoscape",
      "react",
      "node:fs",
    ],
  },
  "lib/store/x.ts": {
    may: ["@/lib/graph/schema", "@/lib/view/view", "@/lib/ask/understand", "node:fs/promises"],
    mayNot: [
      "@/lib/data/files",
      "@/lib/canvas/canvas",
      "@/lib/api/contract",
      "graphology",
      "cytoscape",
      "prom-client",
      "react",
    ],
  },
  "lib/store/memory.ts": {
    may: ["@/lib/graph/schema", "@/lib/view/view", "@/lib/store/answers"],
    mayNot: ["@/lib/data/files", "cytoscape", "graphology", "react", "node:fs"],
  },
  "lib/store/views/x.ts": {
    may: [
      "./view-store",
      "@/lib/graph/schema",
      "@/lib/view/view-schema",
      "@electric-sql/pglite",
      "pg",
      "pg-copy-streams",
      "node:fs/promises",
      "zod/mini",
    ],
    mayNot: ["@/lib/store/memory", "@/lib/api/contract", "@/lib/data/files", "graphology", "react"],
  },
  "lib/store/sql/x.ts": {
    may: ["./rows", "@/lib/graph/schema", "@/lib/store/answers", "@/lib/store/views/database", "node:zlib"],
    mayNot: ["pg", "pg-copy-streams", "@electric-sql/pglite", "@/lib/data/files", "graphology", "react"],
  },
  "lib/picture/x.ts": {
    may: [
      "@/lib/canvas/base-layer",
      "@/lib/layout/layout",
      "@/lib/i18n",
      "@/lib/view/scene",
      "@napi-rs/canvas",
      "node:path",
    ],
    mayNot: ["@/lib/store/store", "@/lib/api/contract", "@/app/_server/respond", "cytoscape", "react"],
  },
  "lib/data/x.ts": {
    may: [
      "@/lib/graph/schema",
      "@/lib/view/view",
      "graphology-metrics/centrality/pagerank",
      "@/lib/exchange/infer",
      "yaml",
      "node:fs/promises",
    ],
    mayNot: [
      "@/lib/store/store",
      "@/lib/canvas/canvas",
      "@/lib/layout/layout",
      "d3-force",
      "cytoscape",
      "react",
    ],
  },
  "lib/data/large/x.ts": {
    may: ["@/lib/data/map-layout", "@/lib/exchange/read", "@/lib/store/image", "node:fs"],
    mayNot: ["@/lib/store/image-writer", "@/lib/store/memory", "@/lib/cli/import", "react"],
  },
  "lib/api/x.ts": {
    may: ["@/lib/graph/schema", "@/lib/view/view", "@/lib/store/store", "zod/mini"],
    mayNot: ["@/lib/store/memory", "@/lib/store/open", "@/lib/data/files", "graphology", "react", "node:fs"],
  },
  "lib/api/local-source.ts": {
    may: [
      "@/lib/graph/compiled",
      "@/lib/store/store",
      "@/lib/store/memory",
      "@/lib/exchange/ontology-edits",
      "idb-keyval",
    ],
    mayNot: ["@/lib/store/open", "@/lib/data/compile", "@/lib/exchange/read", "graphology", "node:fs"],
  },
  "lib/exchange/x.ts": {
    may: ["./exchange", "@/lib/graph/schema", "saxes", "n3", "jsonld", "fflate"],
    mayNot: ["@/lib/view/view", "@/lib/data/compile", "@/lib/store/store", "graphology", "react", "node:fs"],
  },
  "lib/export/x.ts": {
    may: [
      "./picked",
      "@/lib/exchange/formats",
      "@/lib/layout/layout",
      "@/lib/i18n",
      "@/lib/view/view",
      "fflate",
    ],
    mayNot: ["@/lib/store/store", "@/lib/api/contract", "@/lib/canvas/canvas", "n3", "react", "node:fs"],
  },
  "lib/table/x.ts": {
    may: ["./columns", "@/lib/graph/graph", "@/lib/view/view", "@/lib/i18n/format", "@/lib/exchange/csv"],
    mayNot: [
      "@/lib/store/store",
      "@/lib/api/source",
      "@/lib/exchange/read",
      "@/lib/canvas/shapes",
      "@tanstack/react-virtual",
      "react",
      "node:fs",
    ],
  },
  "lib/cli/x.ts": {
    may: [
      "@/lib/exchange/read",
      "@/lib/data/files",
      "@/lib/graph/schema",
      "@/lib/i18n/format",
      "node:fs",
      "next",
      "prom-client",
    ],
    mayNot: ["@/app/_server/respond", "@/lib/canvas/canvas", "react", "graphology", "cytoscape"],
  },
  "app/[locale]/x.ts": {
    may: [
      "@/lib/canvas/canvas",
      "@/lib/ask/understand",
      "@/lib/layout/layout",
      "@/lib/table/columns",
      "@/lib/i18n",
      "@/lib/store/store",
      "@/app/_server/graph-store",
      "@tanstack/react-virtual",
      "react",
      "next/link",
      "uqr",
      "zustand",
    ],
    mayNot: [
      "@/lib/store/memory",
      "@/lib/data/files",
      "@/lib/cli/run.mjs",
      "cytoscape",
      "d3-force",
      "graphology",
      "pg",
      "@napi-rs/canvas",
      "node:fs",
      "../x",
    ],
  },
  "app/api/v1/x/route.ts": {
    may: ["@/app/_server/respond", "@/lib/store/store", "@/lib/api/contract"],
    mayNot: [
      "@/lib/data/files",
      "@/lib/ask/understand",
      "@/lib/canvas/canvas",
      "@/app/[locale]/page",
      "react",
      "node:fs",
      "../route",
    ],
  },
  "app/v/[id]/route.ts": {
    may: ["@/app/_server/respond", "@/lib/view/view", "@/lib/api/views-contract"],
    mayNot: ["@/lib/canvas/canvas", "@/lib/i18n", "@/app/[locale]/page", "react", "node:fs"],
  },
  "app/[locale]/g/[graph]/route.ts": {
    may: ["@/app/_server/respond", "@/lib/view/view"],
    mayNot: ["@/lib/canvas/canvas", "@/lib/i18n", "@/app/[locale]/page", "react", "node:fs"],
  },
  "app/_server/x.ts": {
    may: [
      "@/lib/store/open",
      "@/lib/store/views/open",
      "@/lib/api/problem",
      "@/lib/i18n",
      "@/lib/picture/picture",
      "node:fs/promises",
    ],
    mayNot: [
      "@/lib/data/files",
      "@/lib/canvas/canvas",
      "@/app/[locale]/page",
      "@napi-rs/canvas",
      "cytoscape",
      "pg",
      "react",
    ],
  },
};

/** What the linter refuses, as "file source", in a tree of its own that has all these imports under our rules. */
async function refusals(): Promise<Set<string>> {
  const folder = await mkdtemp(join(tmpdir(), "fences-"));
  try {
    for (const rules of ["biome.json", ".gitignore"]) await copyFile(join(root, rules), join(folder, rules));
    for (const [file, { may, mayNot }] of Object.entries(fences)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(
        join(folder, file),
        [...may, ...mayNot].map((source) => `export type * from "${source}";\n`).join(""),
      );
    }
    const biome = [
      join(root, "node_modules/@biomejs/biome/bin/biome"),
      "lint",
      "--only=style/noRestrictedImports",
    ];
    const options = { cwd: folder, encoding: "utf8" } as const;
    const { stdout } = spawnSync(
      process.execPath,
      [...biome, "--reporter=github", "--max-diagnostics=none"],
      options,
    );
    const found = stdout.matchAll(/file=\S*?((?:lib|app)\/[^,]+),line=(\d+)/g);
    return new Set(
      [...found].map(([, file, line]) => {
        const { may, mayNot } = fences[file];
        return `${file} ${[...may, ...mayNot][Number(line) - 1]}`;
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

const cases = (which: "may" | "mayNot") =>
  Object.entries(fences).flatMap(([file, lists]) => lists[which].map((source) => ({ file, source })));

describe("the linter", () => {
  let refused: Set<string>;
  beforeAll(async () => {
    refused = await refusals();
  });

  it.each(cases("mayNot"))("forbids $file to import $source", ({ file, source }) => {
    expect(refused).toContain(`${file} ${source}`);
  });

  it.each(cases("may"))("lets $file import $source", ({ file, source }) => {
    expect(refused).not.toContain(`${file} ${source}`);
  });
});
