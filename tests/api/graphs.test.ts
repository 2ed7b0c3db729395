/** Several graphs: what `npm run import` brings is answered about like the atlas, and has pages of its own. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facetsAnswer, graphAnswer, graphsAnswer, neighborsAnswer, searchAnswer } from "@/lib/api/contract";
import { oembedAnswer } from "@/lib/api/oembed-contract";
import { savedViewSchema } from "@/lib/api/views-contract";
import { parseView } from "@/lib/view/parse-view";
import { citiesFile, citiesSize } from "../fixtures/cities";
import { answerTo, get, problemOf, server } from "./support/ask";
import { type Ended, importText, runImport } from "./support/import";
import { saved } from "./support/views";

const graph = "api-cities";
let imported: Ended;
let version: string;
beforeAll(async () => {
  const names = ["--name", graph, "--title", "Cities & <rivers>", "--title-zh", "城市与河流"];
  imported = await importText("cities.json", citiesFile(), names);
  ({ version } = await answerTo(`/api/v1/graphs/${graph}`, graphAnswer));
});
afterAll(async () => void (await runImport(["--remove", graph])));

const pageAt = async (path: string): Promise<string> => (await get(path)).text();
const blockIn = (html: string, id: string): unknown =>
  JSON.parse(
    new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`, "s").exec(html)?.[1] ?? "null",
  );
const viewOf = (query: string) => parseView(new URLSearchParams(query)).view;

describe("an imported graph", () => {
  it("is told of as it was brought", async () => {
    expect(imported).toMatchObject({ code: 0, errors: "" });
    expect(imported.output).toContain(`${citiesSize.entities} entities, ${citiesSize.relations} relations`);
    expect(imported.output).toContain("city (13)");
    const { graphs } = await answerTo("/api/v1/graphs", graphsAnswer);
    expect(graphs[0]).toMatchObject({ graph: "atlas" });
    const brought = { graph, name: { en: "Cities & <rivers>", zh: "城市与河流" }, version, ...citiesSize };
    expect(graphs).toContainEqual(brought);
    expect(await answerTo(`/api/v1/graphs/${graph}`, graphAnswer)).toMatchObject({
      ...brought,
      sections: {},
    });
    const atlas = await answerTo("/api/v1/graphs/atlas", graphAnswer);
    expect(Object.keys(atlas.sections).length).toBeGreaterThan(10);
  });

  it("is answered about by its name, and in its version", async () => {
    const whole = await get(`/api/v1/graph?graph=${graph}&version=${version}`);
    expect(whole.headers.get("cache-control")).toContain("immutable");
    expect(await whole.json()).toMatchObject({ graph, version });
    const { hits } = await answerTo(`/api/v1/search?graph=${graph}&q=shanghai`, searchAnswer);
    expect(hits[0]).toMatchObject({ kind: "city", name: { en: "上海", zh: "上海" } });
    const { hits: rivers } = await answerTo(`/api/v1/search?graph=${graph}&q=seine`, searchAnswer);
    const { neighbors } = await answerTo(
      `/api/v1/entities/${rivers[0].id}/neighbors?graph=${graph}&direction=in`,
      neighborsAnswer,
    );
    expect(neighbors.map(({ entity }) => entity.name.en).sort()).toEqual(["Le Havre", "Paris", "Rouen"]);
    const facets = await answerTo(`/api/v1/facets?graph=${graph}&hide=river`, facetsAnswer);
    expect([facets.graph, facets.members]).toEqual([graph, 18]);
    expect(await problemOf(await get(`/api/v1/graph?graph=${graph}&version=0000000000000000`))).toMatchObject(
      {
        code: "unknown-version",
        allowed: [version],
      },
    );
  });

  it("keeps out what is none, and says which there are", async () => {
    for (const name of ["nowhere", "my-own"])
      expect(await problemOf(await get(`/api/v1/graphs/${name}`))).toMatchObject({
        code: "unknown-graph",
        allowed: expect.arrayContaining(["atlas", graph]),
      });
    expect(await problemOf(await get("/api/v1/graphs?graph=atlas"))).toMatchObject({
      code: "unknown-parameter",
    });
  });
});

describe("the page of a graph", () => {
  it.each([
    ["en", "Cities &amp; &lt;rivers&gt;", "Large Model Atlas"],
    ["zh", "城市与河流", "大模型图谱"],
  ])("is that of the language, with a head and a graph of its own (%s)", async (locale, title, product) => {
    const response = await get(`/${locale}/g/${graph}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("private, no-cache");
    expect(response.headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-/);
    const html = await response.text();
    expect(html).toContain(`<title>${title} · ${product}</title>`);
    expect(html.match(/<title>/g)).toHaveLength(1);
    expect(html).toMatch(new RegExp(`<h1[^>]*>${title}</h1>`));
    expect(html).not.toContain("<rivers>");
    expect(html).toContain(`<link rel="canonical" href="${server}/${locale}/g/${graph}"/>`);
    expect(blockIn(html, "graph-start")).toMatchObject({ graph, version });
    const preloads = [...html.matchAll(/<link rel="preload" href="([^"]*)" as="fetch"[^>]*>/g)];
    expect(preloads.map(([tag]) => tag.includes('media="not all"'))).toEqual([false, true]);
    expect(preloads[0][1]).toBe(`/api/v1/graph?graph=${graph}&amp;version=${version}`);
  });

  it("says so where there is none, with a way back in both languages", async () => {
    for (const path of ["/en/g/nowhere", "/zh/g/my-", "/en/g/..%2Fx", "/fr/g/atlas"]) {
      const response = await get(path);
      expect(response.status, path).toBe(404);
      const html = await response.text();
      for (const home of ['href="/en"', 'href="/zh"']) expect(html).toContain(home);
    }
  });

  it("is there for graphs that the reader's browser alone has, and asks the server for none", async () => {
    const response = await get("/en/g/my-graph");
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(blockIn(html, "graph-start")).toEqual({ graph: "my-graph" });
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    const preloads = html.match(/<link rel="preload"[^>]* as="fetch"[^>]*>/g) ?? [];
    expect(preloads.map((tag) => tag.includes('media="not all"'))).toEqual([true]);
  });

  it("has a table below it, for graphs of the server and of the browser", async () => {
    const html = await pageAt(`/en/g/${graph}/table`);
    expect(blockIn(html, "graph-start")).toMatchObject({ graph, version });
    expect(html.match(/<title>/g)).toHaveLength(1);
    expect(html).toMatch(/<title>Table: [^<]+<\/title>/);
    expect(html).toContain(`<link rel="canonical" href="${server}/en/g/${graph}/table"/>`);
    expect(html).toContain(`hreflang="zh-CN" href="/zh/g/${graph}/table"`);
    expect(blockIn(await pageAt("/zh/g/my-graph/table"), "graph-start")).toEqual({ graph: "my-graph" });
    expect((await get("/en/g/nowhere/table")).status).toBe(404);
    const atlas = await get("/en/g/atlas/table?kind=dataset", { redirect: "manual" });
    expect(atlas.headers.get("location")).toBe("/en/table?kind=dataset");
  });

  it("of the atlas is the one that has no name", async () => {
    const response = await get("/en/g/atlas?hide=risk", { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([307, "/en?hide=risk"]);
  });

  it("can be framed and pictured, which oEmbed tells", async () => {
    const url = `${server}/zh/g/${graph}?hide=river`;
    const answer = await answerTo(`/api/oembed?${new URLSearchParams({ url })}`, oembedAnswer);
    expect(answer.title).toBe("城市与河流");
    expect(answer.html).toContain(`/embed/zh?graph=${graph}&amp;hide=river`);
    const gone = new URLSearchParams({ url: `${server}/en/g/nowhere` });
    expect(await problemOf(await get(`/api/oembed?${gone}`))).toMatchObject({ code: "unknown-graph" });
  });
});

describe("a saved view of a graph", () => {
  it("leads to the page of its graph, following the data or frozen", async () => {
    const view = viewOf(`graph=${graph}&hide=country`);
    const following = await saved({ view });
    expect(following).toMatchObject({ graph, dataVersion: version });
    const html = await pageAt(`/v/${following.id}`);
    expect(blockIn(html, "graph-start")).toMatchObject({ graph, version });
    expect(html).toContain(`href="/api/v1/graph?graph=${graph}&amp;version=${version}"`);
    const frozen = await saved({ view, frozen: true });
    expect(frozen).toMatchObject({ graph, frozenFrom: version });
    expect(await pageAt(`/v/${frozen.id}`)).toContain(
      `href="/api/v1/graph?graph=${graph}&amp;version=${frozen.dataVersion}"`,
    );
    const cut = await get(`/api/v1/graph?graph=${graph}&version=${frozen.dataVersion}`);
    expect(await cut.json()).toMatchObject({ graph, version: frozen.dataVersion });
    // Under another name it is none.
    expect((await get(`/api/v1/graph?version=${frozen.dataVersion}`)).status).toBe(404);
  });

  it("says so once its graph is gone", async () => {
    const short = "api-short-lived";
    expect((await importText("cities.json", citiesFile(), ["--name", short])).code).toBe(0);
    const { id } = await saved({ view: viewOf(`graph=${short}`) });
    expect((await get(`/v/${id}`)).status).toBe(200);
    const { output } = await runImport(["--remove", short]);
    expect(output).toContain("is gone");
    await expect.poll(async () => (await get(`/v/${id}`)).status, { timeout: 1500 }).toBe(404);
    for (const folder of ["/v", "/embed/v"])
      expect(blockIn(await pageAt(`${folder}/${id}`), "saved-view")).toEqual({ gone: id });
    expect(await answerTo(`/api/v1/views/${id}`, savedViewSchema)).toMatchObject({ graph: short });
  });
});

describe("a file that is not in order", () => {
  const dangling = citiesFile([{ source: "Paris", target: "nowhere", type: "lies_on" }]);

  it("is told by its place, and leaves the graph as it was", async () => {
    const { code, errors } = await importText("cities.json", dangling, ["--name", graph]);
    expect(code).toBe(1);
    expect(errors).toMatch(/^cities\.json.*“nowhere”/);
    expect(errors).toContain("import: 1 problem; nothing was imported");
    expect((await answerTo(`/api/v1/graphs/${graph}`, graphAnswer)).version).toBe(version);
  });

  it("is taken without that where it is wanted, and seen within a second", async () => {
    const name = "api-lenient";
    const { code } = await importText("cities.json", dangling, ["--name", name, "--lenient"]);
    expect(code).toBe(0);
    const status = async () => (await get(`/api/v1/graphs/${name}`)).status;
    await expect.poll(status, { timeout: 1000 }).toBe(200);
    await runImport(["--remove", name]);
  });
});
