/**
 * The test function of the browser tests: every page that a test opens is watched, and a test fails when the
 * browser had anything to complain about: an error in the console, an uncaught exception, a blocked script
 * or style, or an answer that is missing.
 */
import { createHash } from "node:crypto";
import { test as base } from "@playwright/test";

export { expect } from "@playwright/test";

interface Watched {
  /** What complaints that belong to the test say, such as the browser's note about a 404 that is asked for. */
  expectedComplaint: RegExp | undefined;
  complaints: string[];
}

/** An address of its own for each test, so that none uses up what another may write. */
const addressOf = (testId: string): string => {
  const hash = createHash("sha256").update(testId).digest();
  return `10.${hash[0]}.${hash[1]}.${hash[2]}`;
};

export const test = base.extend<Watched>({
  extraHTTPHeaders: async ({ extraHTTPHeaders }, use, { testId }) => {
    await use({ ...extraHTTPHeaders, "X-Forwarded-For": addressOf(testId) });
  },
  expectedComplaint: [undefined, { option: true }],
  complaints: [
    async ({ context, expectedComplaint }, use) => {
      const complaints: string[] = [];
      const note = (text: string) => {
        if (!expectedComplaint?.test(text)) complaints.push(text);
      };
      await context.exposeBinding("noteViolation", ({ page }, text: string) =>
        note(`${page.url()}: ${text}`),
      );
      await context.addInitScript(() => {
        document.addEventListener(
          "securitypolicyviolation",
          ({ violatedDirective, blockedURI, sourceFile }) => {
            const { noteViolation } = globalThis as unknown as { noteViolation(text: string): void };
            noteViolation(`blocked by ${violatedDirective}: ${blockedURI} ${sourceFile ?? ""}`);
          },
        );
      });
      context.on("console", (message) => {
        if (message.type() === "error") note(`${message.location().url}: ${message.text()}`);
      });
      context.on("weberror", (error) => note(String(error.error().stack)));
      await use(complaints);
      base.expect(complaints, "complaints of the browser").toEqual([]);
    },
    { auto: true },
  ],
});
