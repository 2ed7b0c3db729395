/** The doors of the app: addresses, languages, headers. */
import { locales } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { expect, test } from "./support/test";

const languages = [
  { path: "/zh", lang: "zh-CN" },
  { path: "/en", lang: "en-GB" },
];

for (const { path, lang } of languages) {
  test(`${path} answers in its language, with nothing for the browser to complain about`, async ({
    page,
  }) => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await page.waitForLoadState("load");
  });
}

test("the policy allows no inline script and no inline style beyond the page's own", {
  tag: "@once",
}, async ({ page }) => {
  const response = await page.goto("/en");
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("style-src 'self';");
  expect(policy).not.toContain("unsafe");
});

test("every kind of answer carries the security headers", async ({ request }) => {
  for (const path of ["/zh", "/no-such-language", "/api/v1/openapi.json", "/theme.js"]) {
    const headers = (await request.get(path)).headers();
    expect(headers, path).toMatchObject({
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "cross-origin-opener-policy": "same-origin",
      "permissions-policy": expect.stringContaining("geolocation=()"),
      "referrer-policy": "strict-origin-when-cross-origin",
      "x-content-type-options": "nosniff",
    });
    expect(headers, path).not.toHaveProperty("x-powered-by");
  }
});

const wishes: { asks: Record<string, string>; gets: string }[] = [
  { asks: { "Accept-Language": "fr, zh-TW;q=0.8, en;q=0.7" }, gets: "/zh" },
  { asks: { "Accept-Language": "zh;q=0.2, en-US;q=0.9" }, gets: "/en" },
  { asks: { "Accept-Language": "fr" }, gets: "/en" },
  { asks: { "Accept-Language": "en", Cookie: "locale=zh" }, gets: "/zh" },
  { asks: { "Accept-Language": "zh", Cookie: "locale=xx" }, gets: "/zh" },
];
for (const { asks, gets } of wishes) {
  test(`/ leads to ${gets} for ${JSON.stringify(asks)}`, async ({ request }) => {
    const response = await request.get("/?select=model%2Fgpt-4", { headers: asks, maxRedirects: 0 });
    expect(response.status()).toBe(307);
    expect(response.headers()).toMatchObject({
      location: `${gets}?select=model%2Fgpt-4`,
      vary: expect.stringContaining("Cookie"),
    });
  });
}

test.describe("an address that leads nowhere", () => {
  test.use({ expectedComplaint: /404/ });
  for (const path of ["/fr", "/en/no-such-page", "/zh/no-such-page"]) {
    test(`${path} is a page that says so in both languages`, async ({ page }) => {
      const response = await page.goto(path);
      expect(response?.status()).toBe(404);
      for (const locale of locales) {
        await expect(page.getByRole("heading", { name: words[locale].error.notFound })).toBeVisible();
        await expect(page.getByRole("link", { name: words[locale].home })).toHaveAttribute(
          "href",
          `/${locale}`,
        );
      }
    });
  }
});

test("a malformed address is refused, not an error of ours", async ({ request, baseURL }) => {
  expect((await request.get(`${baseURL}/%zz`)).status()).toBe(400);
});
