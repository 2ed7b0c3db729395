/** Tests without a browser: pure modules, stores, the data, and the routes of a running server. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    include: ["tests/{unit,contract,data,api}/**/*.test.ts"],
    // One of two cores would be left idle otherwise.
    maxWorkers: 2,
    // Modules are read once a worker and not once a file, which takes a quarter less time; no test changes a module.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
