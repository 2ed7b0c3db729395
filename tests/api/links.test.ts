/** Short links and frames: pages with a head of their own, what others are told of them, and who may frame what. */
import { describe, expect, it } from "vitest";
import { oembedAnswer } from "@/lib/api/oembed-contract";
import type { Problem } from "@/lib/api/problem";
import { parseView } from "@/lib/view/parse-view";
import { answerTo, get, problemOf, server } from "./support/ask";
import { saved, write } from "./support/views";

const inLanguage = (locale: string) => ({ headers: { "Accept-Language": locale } });
const pageAt = async (path: string, init?: RequestInit): Promise<string> => (await get(path, init)).text();
const blockIn = (html: string): unknown =>
  JSON.parse(/<script type="application\/json" id="saved-view">(.*?)<\/script>/s.exec(html)?.[1] ?? "");
const count = (html: string, part: string | RegExp): number => html.split(part).length - 1;
const contentOf = (html: string, name: string): string | undefined =>
  new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(html)?.[1];

describe.each(["/v", "/embed/v"])("%s/<id>", (folder) => {
  it("is the page in the reader's language, with the view in it", async () => {
    const { editKey: _, ...view } = await saved({ title: "一个视图", description: "第一行\n第二行" });
    const response = await get(`${folder}/${view.id}`, inLanguage("zh-CN"));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("vary")).toContain("Accept-Language");
    const html = await response.text();
    expect(html).toContain('<html lang="zh-CN"');
    expect(blockIn(html)).toEqual(view);
    expect(await pageAt(`${folder}/${view.id}`, inLanguage("en"))).toContain('<html lang="en-GB"');
    const cookie = { headers: { "Accept-Language": "en", Cookie: "a=b; locale=zh" } };
    expect(await pageAt(`${folder}/${view.id}`, cookie)).toContain('<html lang="zh-CN"');
  });

  it("says so where there is no such view", async () => {
    for (const id of ["0000000000", "x", "%3C%2Fscript%3E"]) {
      const response = await get(`${folder}/${id}`);
      expect(response.status).toBe(404);
      expect(blockIn(await response.text())).toEqual({ missing: decodeURIComponent(id) });
    }
  });

  it("is confirmed to whoever has it, and is another one as soon as the view is", async () => {
    const { id, editKey: key } = await saved({ title: "Before" });
    const path = `${folder}/${id}`;
    await pageAt(path);
    const kept = await get(path, inLanguage("zh"));
    const headers = { "Accept-Language": "zh", "If-None-Match": kept.headers.get("etag") ?? "" };
    expect((await get(path, { headers })).status).toBe(304);
    expect((await get(path, { headers: { ...headers, "Accept-Language": "en" } })).status).toBe(200);
    for (const title of ["Between", "After"]) {
      expect((await write("PATCH", `/api/v1/views/${id}`, { title }, { key })).status).toBe(200);
      const response = await get(path, { headers });
      expect([response.status, blockIn(await response.text())]).toMatchObject([200, { title }]);
    }
    expect((await write("DELETE", `/api/v1/views/${id}`, undefined, { key })).status).toBe(204);
    expect((await get(path, { headers })).status).toBe(404);
  });

  it("takes no text for markup", async () => {
    const text = `</title></script><script>alert("1")</script><img src=x onerror='alert(2)'> & <!-- <script`;
    const { id, title } = await saved({ title: text, description: text, author: text.slice(0, 80) });
    const html = await pageAt(`${folder}/${id}`);
    expect(html).not.toMatch(/<script>alert|<img src=x/);
    expect(blockIn(html)).toMatchObject({ title });
    expect(count(html, "</head>")).toBe(1);
  });
});

describe("the head of a short link", () => {
  it("has a title, a description and a picture of its own, each once", async () => {
    const view = await saved({ title: "A & B", description: "Two  lines:\nhere." });
    const html = await pageAt(`/v/${view.id}`, inLanguage("en"));
    const [head] = html.split("</head>");
    expect(head).toContain("<title>A &amp; B · Large Model Atlas</title>");
    expect(count(head, "<title>")).toBe(1);
    expect(count(head, '<meta name="description"')).toBe(1);
    expect(contentOf(head, "description")).toBe("Two lines: here.");
    expect(contentOf(head, "og:title")).toBe("A &amp; B");
    expect(contentOf(head, "og:url")).toBe(`${server}/v/${view.id}`);
    expect(contentOf(head, "og:locale")).toBe("en_GB");
    expect(contentOf(head, "og:locale:alternate")).toBe("zh_CN");
    expect(contentOf(head, "og:image:width")).toBe("1200");
    expect(contentOf(head, "twitter:card")).toBe("summary_large_image");
    expect(head).toContain(`<link rel="canonical" href="${server}/v/${view.id}"/>`);
    const image = contentOf(head, "og:image")?.replaceAll("&amp;", "&") ?? "";
    // Another address once the view has changed, or the data that it follows.
    const mark = Date.parse(view.changedAt).toString(36) + view.dataVersion.slice(0, 7);
    expect(image).toBe(`${server}/v/${view.id}/preview.png?locale=en&r=${mark}`);
  });

  it("leads to what oEmbed tells", async () => {
    const { id } = await saved();
    const html = await pageAt(`/v/${id}`);
    const link =
      /<link rel="alternate" type="application\/json\+oembed" href="([^"]*)"/.exec(html)?.[1] ?? "";
    const address = new URL(link.replaceAll("&amp;", "&"));
    expect(await answerTo(address.pathname + address.search, oembedAnswer)).toMatchObject({ type: "rich" });
  });

  it("has a frozen view's own graph loaded ahead, and the current one not", async () => {
    const view = parseView(new URLSearchParams("in=domain/finance")).view;
    const { id, dataVersion, frozenFrom } = await saved({ frozen: true, view });
    const html = await pageAt(`/v/${id}`);
    const preloads = [...html.matchAll(/<link rel="preload" href="([^"]*)" as="fetch"[^>]*>/g)];
    expect(
      preloads.map(([tag, href]) => [href.replace(/^.*version=/, ""), /media="not all"/.test(tag)]),
    ).toEqual([
      [dataVersion, false],
      [frozenFrom, true],
    ]);
  });

  it("believes no host that is none", async () => {
    const { id } = await saved();
    const html = await pageAt(`/v/${id}`);
    expect(contentOf(html, "og:url")).toMatch(/^https?:\/\/[\w.:[\]-]+\/v\/\w+$/);
  });
});

describe("frames", () => {
  const policyAt = async (path: string) => {
    const { headers } = await get(path);
    return [
      /frame-ancestors [^;]+/.exec(headers.get("content-security-policy") ?? "")?.[0],
      headers.get("x-frame-options"),
    ];
  };

  it("may hold what is below /embed", async () => {
    const { id } = await saved();
    for (const path of [`/embed/v/${id}`, "/embed/en", "/embed/zh?hide=risk"]) {
      expect(await policyAt(path), path).toEqual(["frame-ancestors *", null]);
      expect((await get(path)).headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    }
  });

  it("may hold nothing else", async () => {
    const { id } = await saved();
    for (const path of [`/v/${id}`, "/en", "/zh", "/embed", "/embedded", `/api/v1/views/${id}`, "/nowhere"])
      expect(await policyAt(path), path).toEqual(["frame-ancestors 'none'", "DENY"]);
  });

  it.each(["/v", "/embed/v"])(
    "and short links run the scripts of the pages that they are made of: %s",
    async (folder) => {
      const { id } = await saved();
      const response = await get(`${folder}/${id}`, inLanguage("zh"));
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).not.toContain("unsafe");
      expect(policy.match(/'sha256-[^']+'/g)?.length).toBeGreaterThan(2);
    },
  );
});

describe("oEmbed", () => {
  const at = (parameters: Record<string, string>) => `/api/oembed?${new URLSearchParams(parameters)}`;
  const problemAt = async (parameters: Record<string, string>): Promise<Problem> =>
    problemOf(await get(at(parameters)));

  it("gives a frame and a picture of a saved view", async () => {
    const { id } = await saved({ title: `"Quoted" <b>`, author: "Ada" });
    const answer = await answerTo(at({ url: `${server}/v/${id}` }), oembedAnswer);
    expect(answer).toMatchObject({ title: `"Quoted" <b>`, author_name: "Ada", width: 800, height: 500 });
    expect(answer.html).toMatch(/^<iframe src="[^"<>]+" [^<>]*><\/iframe>$/);
    expect(answer.html).toContain(`src="${server}/embed/v/${id}?locale=`);
    expect(answer.thumbnail_url).toContain(`/v/${id}/preview.png?`);
  });

  it("gives a frame of any address, as large as there is room for", async () => {
    const url = `${server}/zh?in=domain/finance&hide=risk`;
    const answer = await answerTo(
      at({ url, maxwidth: "400", maxheight: "9000", format: "json" }),
      oembedAnswer,
    );
    expect(answer).toMatchObject({ title: "大模型图谱", width: 400, height: 500 });
    expect(answer.html).toContain(`src="${server}/embed/zh?in=domain/finance&amp;hide=risk"`);
    expect(answer).not.toHaveProperty("thumbnail_url");
  });

  it("tells what it cannot give", async () => {
    const url = `${server}/en`;
    expect(await problemAt({ url, format: "xml" })).toMatchObject({ status: 501, code: "not-implemented" });
    expect(await problemAt({ url, maxwidth: "0" })).toMatchObject({ status: 400, parameter: "maxwidth" });
    expect(await problemAt({})).toMatchObject({ status: 400, code: "missing-parameter", parameter: "url" });
    expect(await problemAt({ url: `${url}?nothing=1` })).toMatchObject({ code: "unknown-parameter" });
    for (const none of ["https://example.org/v/0000000000", `${server}/v/0000000000`, `${server}/about`, "x"])
      expect(await problemAt({ url: none })).toMatchObject({ status: 404, code: "unknown-view" });
  });
});
