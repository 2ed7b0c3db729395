/** Pages as they are served: without the framework's scripts where they are only read, under the address that is asked. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publicOrigin } from "@/app/[locale]/_pages/page-head";
import { withLiveHead } from "@/lib/cli/live-head.mjs";
import { originOf } from "@/lib/cli/origin.mjs";
import { afterPaint, isStill, pageAnswers, placeholder, withoutFramework } from "@/lib/cli/page-answers.mjs";
import { selfQuestions } from "@/lib/cli/self.mjs";

describe("pages that are only read", () => {
  it.each([
    "/zh/about",
    "/en/entity/model/llama",
    "/en/outline/4.2.1",
    "/zh/domain",
    "/en/stories/llama-family",
  ])("%s is one", (path) => expect(isStill(path)).toBe(true));

  it.each([
    "/zh",
    "/en/table",
    "/en/views",
    "/zh/g/cities",
    "/fr/about",
    "/en/abouts",
    "/en/changes/feed.xml",
    "/api/v1/entities/model/llama",
  ])("%s is none", (path) => expect(isStill(path)).toBe(false));

  it("keep our own scripts and blocks of data, and lose what the framework loads", () => {
    const own = '<script src="/theme.js" fetchpriority="high"></script>';
    const data = '<script type="application/ld+json">{"a":"<\\/b>"}</script>';
    const framework =
      '<link rel="preload" as="script" href="/_next/static/a.js"/><script src="/_next/static/a.js" async=""></script><script>self.__next_f.push([1,"x"])</script><script type="text/javascript">1</script>';
    const style = '<link rel="stylesheet" href="/_next/static/a.css" data-precedence="next"/>';
    expect(withoutFramework(`<head>${own}${style}${framework}</head><body>${data}<p>x</p></body>`)).toBe(
      `<head>${own}${style}</head><body>${data}<p>x</p></body>`,
    );
  });
});

it("a page that is read first names what brings it to life, but loads none of that by itself", () => {
  const old = '<script src="/_next/static/old.js" noModule=""></script>';
  const style = '<link rel="preload" href="/_next/static/a.css" as="style"/>';
  const rest = `<script src="/page.js" defer=""></script><script>self.__next_f.push([1])</script>${style}${old}`;
  const html =
    '<link rel="preload" as="script" fetchPriority="low" href="/_next/static/a.js"/><script src="/_next/static/a.js" async=""></script><link rel="preload" href="/api/v1/graph?a=b" as="fetch" crossorigin=""/>';
  expect(afterPaint(html + rest)).toBe(
    `<script type="after-paint" src="/_next/static/a.js" async=""></script><link rel="after-paint" href="/api/v1/graph?a=b" as="fetch" crossorigin=""/>${rest}`,
  );
});

describe("the address in a page", () => {
  it("is written where the page's makers leave room for it", () => expect(placeholder).toBe(publicOrigin));

  it("is written into the head of a page that comes to life, and its scripts are left as they are", () => {
    const script = "<script>self.__next_f.push([1])</script>";
    const html = `<head><title>表格 · 图谱</title><meta name="description" content="甲"/></head><body>${script}</body>`;
    const served = withLiveHead(html, "/zh/table", "https://atlas.example");
    expect(served).toContain('<link rel="canonical" href="https://atlas.example/zh/table"/>');
    expect(served).toContain('hreflang="en-GB" href="https://atlas.example/en/table"/>');
    expect(served).toContain('<meta property="og:title" content="表格 · 图谱"/>');
    expect(served).toContain(`</head><body>${script}</body>`);
  });

  it("is not written where a page is not meant to be found", () => {
    const html = '<head><meta name="robots" content="noindex"/></head>';
    expect(withLiveHead(html, "/zh/views", "https://atlas.example")).toBe(html);
  });

  it.each([
    [{ host: "atlas.example:8080" }, "http://atlas.example:8080"],
    [{ host: "[::1]:3000" }, "http://[::1]:3000"],
    [{ host: 'x"><script>' }, "http://localhost"],
    [{}, "http://localhost"],
    // Nobody in front can be trusted unless that is said.
    [{ host: "atlas.example", "x-forwarded-proto": "https" }, "http://atlas.example"],
  ])("comes from what the request was sent to: %j", (headers, origin) =>
    expect(originOf(headers)).toBe(origin),
  );
});

describe("what the app says of a page", () => {
  const answers: Readonly<Record<string, [status: number, headers: Record<string, string>, body: string]>> = {
    "/en/about": [200, {}, "<html><head></head><body>about</body></html>"],
    "/en/entity/model/lama": [200, {}, '<head><meta name="atlas-status" content="404"/></head>'],
    "/en/entity/model/old": [308, { Location: "/en/entity/model/new" }, "<html></html>"],
  };
  let origin = "";
  const answerPage = pageAnswers(
    selfQuestions(() => origin),
    () => "https://atlas.example",
    { kept: () => undefined },
  );
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    if (await answerPage(request, response, path)) return;
    const [status, headers, body] = answers[path];
    response.writeHead(status, { "Content-Type": "text/html", ...headers }).end(body);
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  const ask = (path: string) => fetch(origin + path, { redirect: "manual" });

  it("is sent as it is", async () => {
    const response = await ask("/en/about");
    expect([response.status, await response.text()]).toEqual([200, answers["/en/about"][2]]);
  });

  it("has the status that its head asks for", async () => {
    const response = await ask("/en/entity/model/lama");
    expect([response.status, response.headers.get("etag")]).toEqual([404, null]);
  });

  it("leads where the app says that it has gone", async () => {
    const response = await ask("/en/entity/model/old");
    expect([response.status, response.headers.get("location")]).toEqual([308, "/en/entity/model/new"]);
  });
});
