/** What axe finds wrong with a page: run in the page itself, since its builder for Playwright takes four times as long. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Frame, Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";

const script = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Rule and place of each violation. Frames within are pages of their own and are left out.
 *
 * @param options.isPart of another page, which sees to headings and landmarks itself
 * @param options.leftOut a rule that is not held
 */
export async function violations(
  page: Page | Frame,
  { isPart = false, leftOut }: { isPart?: boolean; leftOut?: string } = {},
): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(await script);
  // It does not know that what is behind a modal dialog cannot be pressed, and takes its targets for neighbours.
  const isModal = (await page.locator("dialog:modal").count()) > 0;
  const options: RunOptions = {
    iframes: false,
    resultTypes: ["violations"],
    runOnly: { type: "tag", values: isPart ? wcag : [...wcag, "best-practice"] },
    rules: {
      ...(isModal && { "target-size": { enabled: false } }),
      ...(leftOut && { [leftOut]: { enabled: false } }),
    },
  };
  const found = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
