/**
 * Browser tests: the production build in a real Chromium, on a desktop and on a phone.
 *
 * `npm test` starts the server and says where it is (ATLAS_URL); by hand, one that runs on port 3000 is taken.
 */
import { defineConfig } from "@playwright/test";
import { browserArguments, findBrowser } from "../lib/cli/browser.mjs";
import { budgets } from "../lib/cli/stages.mjs";

export default defineConfig({
  testDir: "e2e",
  outputDir: ".results/e2e",
  reporter: [["line"], ["json", { outputFile: ".results/e2e.json" }]],
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  // A little less than the stage has, so that the report is still written.
  globalTimeout: (Number(process.env.ATLAS_SECONDS ?? budgets.e2e) - 10) * 1000,
  use: {
    baseURL: process.env.ATLAS_URL ?? "http://localhost:3000",
    launchOptions: { executablePath: findBrowser(), args: browserArguments() },
    screenshot: "only-on-failure",
    // Requests that a worker answers cannot be held or changed by a test; offline.spec.ts allows it.
    serviceWorkers: "block",
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } }, grepInvert: /@touch/ },
    {
      name: "phone",
      // What a hand does differently there, or what stands elsewhere.
      grep: /@touch|@both/,
      use: { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
    },
  ],
});
