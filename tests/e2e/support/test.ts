/**
 * The test function of the browser tests: every page that a test opens is watched, and a test fails when the
 * browser had anything to complain about: an error in the console, an uncaught exception, a blocked script
 * or style, or an answer that is missing.
 */
import { test as base } from "@playwright/test";

export { expect } from "@playwright/test";

interface Watched {
  /** What complaints that belong to the test say, such as the browser's note about a 404 that is asked for. */
  expectedComplaint: RegExp | undefined;
  complaints: string[];
}

export const test = base.extend<Watched>({
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
