/** A page of one release that is served by a server of another, as while servers are renewed one by one. */
import { words } from "@/lib/i18n";
import { expect, test } from "./support/test";

test.use({ expectedComplaint: /404|unknown-version/ });

const scripts = "**/_next/static/**/*.js";
const missing = { status: 404, contentType: "text/plain", body: "Not Found" } as const;

test("its scripts are missing, or its data: it is fetched anew once, and no more", async ({ page }) => {
  let documents = 0;
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) documents++;
  });

  await test.step("once is enough where the next server fits", async () => {
    await page.route(scripts, (route) => (documents === 1 ? route.fulfill(missing) : route.continue()));
    await page.goto("/en");
    await expect(page.getByRole("application")).toBeVisible();
    expect(documents).toBe(2);
    await page.unroute(scripts);
  });

  await test.step("where it does not help, it stays as it is", async () => {
    await page.evaluate(() => sessionStorage.clear());
    documents = 0;
    await page.route(scripts, (route) => route.fulfill(missing));
    await page.goto("/en");
    await expect.poll(() => documents).toBe(2);
    await page.waitForTimeout(1500);
    expect(documents).toBe(2);
    await page.unroute(scripts);
  });

  await test.step("data that its server does not know", async () => {
    await page.evaluate(() => sessionStorage.clear());
    documents = 0;
    const graph = "**/api/v1/graph?*";
    const problem = {
      type: "about:blank",
      title: "No such version",
      status: 404,
      code: "unknown-version",
      detail: "There is no such version.",
      instance: "/api/v1/graph",
    };
    await page.route(graph, (route) =>
      route.fulfill({ status: 404, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    await page.goto("/en");
    await expect(page.getByText(words.en.error.outdated)).toBeVisible();
    expect(documents).toBe(2);
    await page.unroute(graph);
    await page.getByRole("button", { name: words.en.error.reload }).click();
    await expect(page.getByRole("application")).toBeVisible();
  });
});
