/**
 * Finds a Chromium to test in, and gets one where there is none.
 *
 * Playwright's own comes first, then a browser of the system; then Playwright is asked to download its own,
 * and last Debian's package is tried. A person who has to do it by hand is told how in plain words.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { SetupError } from "./install.mjs";
import { node, run } from "./run.mjs";

/** The one without windows does the same work in two thirds of the time. */
const lean = "chromium-headless-shell";
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const usualPlaces = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"],
};

/**
 * Where a Chromium may be on a system, the likeliest first.
 *
 * @param {NodeJS.Platform} platform
 * @param {Record<string, string | undefined>} env
 * @param {boolean} asReaders whether one such as readers have comes before the lean one
 * @returns {string[]}
 */
export function browserPlaces(platform, env, asReaders = false) {
  if (platform === "darwin") return usualPlaces.darwin;
  if (platform === "win32") {
    const folders = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    );
    return folders.flatMap((folder) => usualPlaces.win32.map((path) => join(folder, path)));
  }
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const wanted = asReaders ? [...names, lean] : [lean, ...names];
  return wanted.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * The program of a browser that is there: the one of `ATLAS_BROWSER`, Playwright's own, or the system's.
 *
 * @param {boolean} asReaders whether it should be one such as readers have, for measuring
 */
export function findBrowser(asReaders = false) {
  const { ATLAS_BROWSER: chosen } = process.env;
  if (chosen) return chosen;
  const own = createRequire(import.meta.url)("@playwright/test").chromium.executablePath();
  if (existsSync(own)) return own;
  return browserPlaces(process.platform, process.env, asReaders).find(
    (path) => existsSync(path) && runs(path),
  );
}

/** Arguments that keep a browser quiet and, for root, startable. */
export function browserArguments() {
  const unsandboxed = process.getuid?.() === 0 || process.env.CI ? ["--no-sandbox"] : [];
  return [
    ...unsandboxed,
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
}

/**
 * The program of a browser, fetched if need be.
 *
 * @param {number} budget for fetching, in seconds
 * @param {boolean} asReaders whether it should be one such as readers have, for measuring
 * @returns {Promise<string>}
 * @throws {SetupError} there is none and none could be fetched
 */
export async function ensureBrowser(budget, asReaders = false) {
  const found = findBrowser(asReaders);
  if (found) return found;
  console.log("No Chromium found; trying to get one …");
  await run(node("node_modules/@playwright/test/cli.js", "install", "chromium"), {
    budget: budget / 2,
    quiet: true,
  });
  const downloaded = findBrowser(asReaders);
  if (downloaded) return downloaded;
  if (existsSync("/etc/debian_version") && process.getuid?.() === 0) {
    const install = "apt-get install -y --no-install-recommends fonts-noto-cjk";
    // Not every system that descends from Debian has the lean one.
    const either = asReaders ? `${install} chromium` : `(${install} ${lean} || ${install} chromium)`;
    await run(["sh", "-c", `apt-get update && ${either}`], {
      budget: budget / 2,
      quiet: true,
      env: { DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  const installed = findBrowser(asReaders);
  if (installed) return installed;
  throw new SetupError(
    [
      "The browser tests need Chromium, and none was found or could be fetched. Any one of these helps:",
      "  npx playwright install chromium        downloads the one that Playwright brings",
      "  sudo apt-get install chromium          on Debian or Ubuntu; other systems: install Google Chrome",
      "  ATLAS_BROWSER=/path/to/chrome npm test takes the one that you name",
    ].join("\n"),
  );
}

/** Whether this system has letters for Chinese; without them pictures show empty boxes. */
export function hasChineseFont() {
  if (process.platform !== "linux") return true;
  const { status, stdout } = spawnSync("fc-list", [":lang=zh", "family"], { encoding: "utf8" });
  return status !== 0 || stdout.trim() !== "";
}

/**
 * Whether a program is a browser that starts: some systems have a stub in its place.
 *
 * @param {string} path
 */
const runs = (path) =>
  process.platform === "win32" || spawnSync(path, ["--version"], { timeout: 10_000 }).status === 0;
