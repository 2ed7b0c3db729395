/** Names the build that answers: another may answer otherwise. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

let id: Promise<string> | undefined;

/** Empty while developing, when anything may change at any time. */
export function buildId(): Promise<string> {
  id ??=
    process.env.NODE_ENV === "production"
      ? readFile(join(/* turbopackIgnore: true */ process.cwd(), ".next/BUILD_ID"), "utf8")
      : Promise.resolve("");
  return id;
}
