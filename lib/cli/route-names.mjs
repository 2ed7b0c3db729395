/** Which route a path belongs to, as the build names it: what logs and figures say of a request. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** @typedef {{ staticRoutes: { page: string }[], dynamicRoutes: { page: string, regex: string }[] }} Manifest */

/**
 * @param {string} folder of the project, built
 * @param {readonly string[]} more paths that this server answers itself
 */
export async function builtRouteNames(folder, more) {
  const manifest = JSON.parse(await readFile(join(folder, ".next/routes-manifest.json"), "utf8"));
  const entries = await readdir(join(folder, "public"), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(join(folder, "public").length).replaceAll("\\", "/"),
    );
  return routeNames(manifest, files, more);
}

/**
 * @param {Manifest} manifest the framework's own list, the most particular first
 * @param {readonly string[]} files paths of files that are sent as they are
 * @param {readonly string[]} more paths that are routes of their own
 * @returns {(path: string) => string} such as "/[locale]/entity/[kind]/[slug]"; of a path that leads nowhere, "unknown"
 */
export function routeNames({ staticRoutes, dynamicRoutes }, files, more) {
  /** @type {Map<string, string>} */
  const known = new Map();
  for (const { page } of staticRoutes) known.set(page, page);
  for (const path of files) known.set(path, "/[file]");
  for (const path of more) known.set(path, path);
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }));
  return (path) => {
    if (path.startsWith("/_next/")) return "/_next/[file]";
    return known.get(path) ?? patterns.find(({ pattern }) => pattern.test(path))?.page ?? "unknown";
  };
}
