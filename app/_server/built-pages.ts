/** Pages as they were built ahead. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

const folder = () => resolve(/* turbopackIgnore: true */ ".next/server/app");

const pages = new Map<string, Promise<string>>();

/** A page by its path, such as "/en"; the one of addresses that lead nowhere is "/_not-found". */
export function builtPage(path: string): Promise<string> {
  const page = pages.get(path) ?? readFile(`${folder()}${path}.html`, "utf8");
  pages.set(path, page);
  page.catch(() => pages.delete(path));
  return page;
}
