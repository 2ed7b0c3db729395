/** Saved views over HTTP: what is saved comes back, only its key changes it, and what is no view is refused. */
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { savedViewSchema, viewChangesAnswer } from "@/lib/api/views-contract";
import type { CompactGraph } from "@/lib/graph/graph";
import { parseView } from "@/lib/view/parse-view";
import { emptyView, formatView } from "@/lib/view/view";
import { answerTo, get, problemOf } from "./support/ask";
import { saved, write } from "./support/views";

const views = "/api/v1/views";
const viewAt = (query: string) => parseView(new URLSearchParams(query)).view;
const graphAt = async (version?: string): Promise<CompactGraph> =>
  (await get(`/api/v1/graph${version ? `?version=${version}` : ""}`)).json();

describe("a saved view", () => {
  it("comes back as it was saved, without its key", async () => {
    const view = viewAt(
      "in=domain/finance&hide=risk&select=model/gpt-4&moved=model/gpt-4:12,-34&at=-10,-20,30,40",
    );
    const about = {
      title: "金融 <b>& “bold”</b>",
      description: "One line,\n\tanother one. <script>alert(1)</script>",
      author: "Ada & 林",
    };
    const { editKey, ...created } = await saved({ ...about, view });
    expect(created).toMatchObject({ ...about, view, graph: "atlas", frozen: false });
    expect(created.view).toEqual(view);
    expect(created.dataVersion).toBe((await graphAt()).version);
    expect(created.changedAt).toBe(created.createdAt);
    expect(editKey).toMatch(/^[\w-]{22}$/);
    expect(await answerTo(`${views}/${created.id}`, savedViewSchema)).toEqual(created);
  });

  it("says where it is, and no cache keeps its key", async () => {
    const response = await write("POST", views, { title: "x", view: { version: 1 } });
    const { id } = await response.json();
    expect(response.headers.get("location")).toBe(`${views}/${id}`);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("may be the smallest there is: the whole atlas", async () => {
    expect((await saved()).view).toEqual(emptyView);
  });

  it("has no description and no author where they are empty", async () => {
    const created = await saved({ description: "", author: "" });
    expect(created).not.toHaveProperty("description");
    expect(created).not.toHaveProperty("author");
  });

  it("is confirmed by its tag until it changes", async () => {
    const { id, editKey } = await saved();
    const tag = (await get(`${views}/${id}`)).headers.get("etag") ?? "";
    const again = () => get(`${views}/${id}`, { headers: { "If-None-Match": tag } });
    expect((await again()).status).toBe(304);
    await write("PATCH", `${views}/${id}`, { title: "Another" }, { key: editKey });
    expect((await again()).status).toBe(200);
  });

  it("is changed by whoever has its key, in what is named alone", async () => {
    const { id, editKey, ...before } = await saved({ description: "d", author: "a" });
    const change = { title: "New", description: null, view: viewAt("hide=risk") };
    const response = await write("PATCH", `${views}/${id}`, change, { key: editKey });
    const { description: _, ...rest } = before;
    const expected = { ...rest, id, title: "New", view: change.view, changedAt: expect.any(String) };
    const changed = await response.json();
    expect([response.status, changed]).toEqual([200, expected]);
    expect(changed.changedAt >= before.createdAt).toBe(true);
    expect(await answerTo(`${views}/${id}`, savedViewSchema)).toEqual(changed);
  });

  it("is gone once it has been deleted", async () => {
    const { id, editKey } = await saved();
    const response = await write("DELETE", `${views}/${id}`, undefined, { key: editKey });
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(await problemOf(await get(`${views}/${id}`))).toMatchObject({ status: 404, code: "unknown-view" });
  });

  it("is found by nobody who does not know its id", async () => {
    const response = await get(views);
    expect(response.headers.get("allow")).toBe("POST, OPTIONS");
    expect(await problemOf(response)).toMatchObject({ status: 405, code: "method-not-allowed" });
  });
});

describe("a saved view that somebody else wants to change", () => {
  it.each(["PATCH", "DELETE"] as const)("is not, by %s", async (method) => {
    const { id, ...before } = await saved();
    const { editKey } = await saved();
    const path = `${views}/${id}`;
    const body = method === "PATCH" ? { title: "Mine" } : undefined;
    const without = await write(method, path, body);
    expect(without.headers.get("www-authenticate")).toBe("Bearer");
    expect(await problemOf(without)).toMatchObject({ status: 401, code: "missing-key" });
    for (const key of [editKey, "x", `${"A".repeat(21)}!`])
      expect(await problemOf(await write(method, path, body, { key }))).toMatchObject({
        status: 403,
        code: "wrong-key",
      });
    expect((await (await get(path)).json()).title).toBe(before.title);
  });
});

describe("a saved view that is changed by two at once", () => {
  it("loses none of their changes", async () => {
    const { id, editKey } = await saved({ view: viewAt("in=domain/finance") });
    const change = (body: object) => write("PATCH", `${views}/${id}`, body, { key: editKey });
    const answers = await Promise.all([
      change({ frozen: true }),
      change({ view: viewAt("in=domain/law") }),
      change({ title: "Both" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const after = await answerTo(`${views}/${id}`, savedViewSchema);
    expect(after).toMatchObject({
      title: "Both",
      frozen: true,
      view: { filter: { scopes: ["domain/law"] } },
    });
    expect(after.view.data).toBe(after.dataVersion);
  });
});

describe("an id that is none", () => {
  it.each(["0000000000", "x", "00000000000", "0000-00000", "%00000000000", "../views", "%3Cscript%3E"])(
    "leads nowhere: %s",
    async (id) => {
      const expected = { status: 404, code: "unknown-view" };
      const key = "A".repeat(22);
      if (!id.includes(".")) expect(await problemOf(await get(`${views}/${id}`))).toMatchObject(expected);
      if (/^\w+$/.test(id)) {
        const path = `${views}/${id}`;
        expect(await problemOf(await write("PATCH", path, { title: "x" }, { key }))).toMatchObject(expected);
        expect(await problemOf(await write("DELETE", path, undefined, { key }))).toMatchObject(expected);
        expect(await problemOf(await get(`${path}/changes`))).toMatchObject(expected);
        expect(await problemOf(await get(`${path}/citation`))).toMatchObject(expected);
      }
    },
  );
});

describe("what is no view", () => {
  const whole = { title: "x", view: { version: 1 } };
  const bad = (parameter: string) => ({ status: 400, code: "bad-body", parameter });
  it.each<[string, unknown, object]>([
    ["no JSON", "{", { status: 400, code: "bad-body" }],
    ["no UTF-8", Uint8Array.from([0x22, 0xff, 0x22]), { status: 400, code: "bad-body" }],
    ["nothing", "", { status: 400, code: "bad-body" }],
    ["a list", [], { status: 400, code: "bad-body" }],
    ["null", "null", { status: 400, code: "bad-body" }],
    ["no title", { view: whole.view }, bad("title")],
    ["a blank title", { ...whole, title: " \u3000" }, bad("title")],
    ["a long title", { ...whole, title: "x".repeat(121) }, bad("title")],
    ["a title in two lines", { ...whole, title: "a\nb" }, bad("title")],
    ["a control character", { ...whole, title: "a\u0000b" }, bad("title")],
    ["a text that turns round", { ...whole, title: "a\u202eb" }, bad("title")],
    ["half a character", '{"title":"\\ud83d","view":{"version":1}}', bad("title")],
    ["a control character in the description", { ...whole, description: "a\u001bb" }, bad("description")],
    ["a long description", { ...whole, description: "x".repeat(2001) }, bad("description")],
    ["a tab in the author", { ...whole, author: "a\tb" }, bad("author")],
    ["a long author", { ...whole, author: "x".repeat(81) }, bad("author")],
    ["an unknown field", { ...whole, owner: "me" }, bad("owner")],
    ["a field that objects have", '{"title":"x","view":{"version":1},"__proto__":{}}', bad("__proto__")],
    ["no view", { title: "x" }, bad("view")],
    ["a view that is a text", { title: "x", view: "in=domain/law" }, bad("view")],
    ["a view without a version", { title: "x", view: {} }, bad("view.version")],
    ["an unknown part of a view", { title: "x", view: { version: 1, script: "x" } }, bad("view.script")],
    ["an id that is none", { title: "x", view: { version: 1, without: ["<b>"] } }, bad("view.without.0")],
    [
      "a control character in a view",
      { title: "x", view: { version: 1, style: { name: "a\u0007" } } },
      { status: 400, code: "bad-body" },
    ],
    [
      "a control character in a note",
      { title: "x", view: { version: 1, notes: [{ at: "model/gpt-4", text: "a\u0007" }] } },
      { status: 400, code: "bad-body" },
    ],
    [
      "a later version of a view",
      { title: "x", view: { version: 2 } },
      { status: 400, code: "unknown-view-version", parameter: "view.version", allowed: ["1"] },
    ],
    [
      "a version that is endless",
      `{"title":"x","view":{"version":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
      { status: 400, code: "unknown-view-version", parameter: "view.version" },
    ],
    [
      "a view over a graph that is gone",
      { title: "x", view: { version: 1, graph: "gone" } },
      { status: 404, code: "unknown-graph" },
    ],
    [
      "a frozen view of data that are gone",
      { title: "x", frozen: true, view: { version: 1, data: "0123456789abcdef" } },
      { status: 404, code: "unknown-version" },
    ],
    [
      "a frozen view that shows nothing",
      { title: "x", frozen: true, view: viewAt("list=model/gpt-4&hide=model") },
      bad("view"),
    ],
  ])("is refused: %s", async (_, body, problem) => {
    expect(await problemOf(await write("POST", views, body))).toMatchObject(problem);
  });

  it("is refused in a change as well, which leaves the view as it was", async () => {
    const { id, editKey, title } = await saved();
    for (const [body, code] of [
      [{ title: "a\u0000" }, "bad-body"],
      [{ title: null }, "bad-body"],
      [{}, "bad-body"],
      [{ view: { version: 3 } }, "unknown-view-version"],
      [{ view: { version: 1, graph: "gone" } }, "unknown-graph"],
    ] as const)
      expect(await problemOf(await write("PATCH", `${views}/${id}`, body, { key: editKey }))).toMatchObject({
        code,
      });
    expect((await (await get(`${views}/${id}`)).json()).title).toBe(title);
  });

  it("is refused unless it says that it is JSON", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
      expect(await problemOf(await write("POST", views, JSON.stringify(whole), { type }))).toMatchObject({
        status: 415,
        code: "unsupported-media-type",
      });
    const type = "Application/JSON; charset=utf-8";
    expect((await write("POST", views, JSON.stringify(whole), { type })).status).toBe(201);
  });

  it("is refused where it is too large, also where its size is not told before", async () => {
    const body = JSON.stringify({ ...whole, description: "x".repeat(256 * 1024) });
    const expected = { status: 413, code: "too-large" };
    expect(await problemOf(await write("POST", views, body))).toMatchObject(expected);
    const chunks = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(body));
        controller.close();
      },
    });
    const headers = { "Content-Type": "application/json", "X-Forwarded-For": "10.9.0.1" };
    const response = await get(views, {
      method: "POST",
      headers,
      body: chunks,
      duplex: "half",
    } as RequestInit);
    expect(await problemOf(response)).toMatchObject(expected);
  });
});

describe("a frozen view", () => {
  const query = "in=domain/finance";
  const shown = async (version?: string) => {
    const found = await get(`/api/v1/subgraph?${query}&limit=500${version ? `&version=${version}` : ""}`);
    const { entities, relations } = await found.json();
    return { entities, relations };
  };

  it("keeps exactly what it shows, which every route answers about", async () => {
    const view = viewAt(query);
    const { dataVersion, frozen, frozenFrom, view: kept } = await saved({ frozen: true, view });
    const current = await graphAt();
    expect([frozen, frozenFrom]).toEqual([true, current.version]);
    // Its address shows the snapshot.
    expect(kept).toEqual({ ...view, data: dataVersion });
    const graph = await graphAt(dataVersion);
    expect([graph.version, graph.graph]).toEqual([dataVersion, "atlas"]);
    const whole = await shown();
    expect(await shown(dataVersion)).toEqual(whole);
    expect(graph.entities.slug).toHaveLength(whole.entities.length);
    expect(graph.relations.to).toHaveLength(whole.relations.length);
    const [first] = whole.entities;
    const record = (id: string, version: string) => get(`/api/v1/entities/${id}?version=${version}`);
    const then = await (await record(first.id, dataVersion)).json();
    const now = await (await record(first.id, current.version)).json();
    expect(then).toMatchObject({
      version: dataVersion,
      name: now.name,
      facts: now.facts,
      sources: now.sources,
    });
    const other = current.entities.slug.find(
      (slug, i) =>
        Object.keys(current.ontology.kinds)[current.entities.kind[i]] === "model" &&
        !whole.entities.some(({ id }: { id: string }) => id === `model/${slug}`),
    );
    expect(await problemOf(await record(`model/${other}`, dataVersion))).toMatchObject({
      code: "unknown-entity",
    });
  });

  it("is the same snapshot however often it is frozen, and from whichever version", async () => {
    const first = await saved({ frozen: true, view: viewAt(query) });
    const second = await saved({ frozen: true, view: viewAt(query) });
    const ofFirst = await saved({ frozen: true, view: first.view });
    expect(second.dataVersion).toBe(first.dataVersion);
    expect(ofFirst).toMatchObject({ frozenFrom: first.frozenFrom });
    expect((await graphAt(ofFirst.dataVersion)).entities).toEqual(
      (await graphAt(first.dataVersion)).entities,
    );
  });

  it("tells what has changed since: nothing here", async () => {
    const { id, dataVersion, frozenFrom } = await saved({ frozen: true, view: viewAt(query) });
    expect(await answerTo(`${views}/${id}/changes`, viewChangesAnswer)).toEqual({
      dataVersion,
      current: frozenFrom,
      added: [],
      removed: [],
      changed: [],
      totals: { added: 0, removed: 0, changed: 0 },
      relationsAdded: 0,
      relationsRemoved: 0,
    });
  });

  it("can be let follow the data, and frozen again", async () => {
    const { id, editKey } = await saved({ frozen: true, view: viewAt(query) });
    const change = async (body: object) =>
      (await write("PATCH", `${views}/${id}`, body, { key: editKey })).json();
    const live = await change({ frozen: false });
    expect(live).toMatchObject({
      frozen: false,
      dataVersion: (await graphAt()).version,
      view: viewAt(query),
    });
    expect(live.view).not.toHaveProperty("data");
    expect(live).not.toHaveProperty("frozenFrom");
    expect(await problemOf(await get(`${views}/${id}/changes`))).toMatchObject({ code: "unknown-version" });
    const frozen = await change({ frozen: true });
    expect(frozen).toMatchObject({ frozen: true, view: { data: frozen.dataVersion } });
    const renamed = await change({ title: "Renamed" });
    expect(renamed).toEqual({ ...frozen, title: "Renamed", changedAt: expect.any(String) });
  });
});

describe("too many writes", () => {
  it("from one address are refused for a while, reads are not", async () => {
    const from = `10.77.${process.pid % 256}.${Date.now() % 256}`;
    const once = () => write("DELETE", `${views}/0000000000`, undefined, { from, key: "A".repeat(22) });
    const answers = await Promise.all(Array.from({ length: 34 }, once));
    const refused = answers.filter(({ status }) => status === 429);
    // A few come back meanwhile.
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(refused.length).toBeLessThanOrEqual(4);
    const [first] = refused;
    expect(Number(first.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(await problemOf(first)).toMatchObject({ status: 429, code: "too-many-requests" });
    expect((await get(`${views}/0000000000`, { headers: { "X-Forwarded-For": from } })).status).toBe(404);
  });
});

describe("a view in one parameter", () => {
  const packed = (query: string) => deflateRawSync(query).toString("base64url");
  it("is the view that was packed", async () => {
    const query = formatView(viewAt("in=domain/finance&hide=risk"));
    const [plain, small] = await Promise.all(
      [query, `z=${packed(query)}`].map(async (text) =>
        (await get(`/api/v1/subgraph?${text}&limit=9`)).json(),
      ),
    );
    expect(small).toEqual(plain);
  });

  it.each([
    ["z=%00", "bad-parameter"],
    ["z=AAAA", "bad-parameter"],
    [`z=${packed("x".repeat(70_000))}`, "bad-parameter"],
    [`z=${packed("hide=risk")}&z=${packed("hide=risk")}`, "repeated-parameter"],
    [`z=${packed("hide=risk")}&hide=risk`, "repeated-parameter"],
    [`z=${packed("nothing=1")}`, "unknown-parameter"],
  ])("is refused where it is none: %#", async (query, code) => {
    expect(await problemOf(await get(`/api/v1/subgraph?${query}`))).toMatchObject({ status: 400, code });
  });
});

describe("a citation", () => {
  it("is BibTeX with the version of the data, its special characters escaped", async () => {
    const { id, dataVersion } = await saved({ title: "100% {of} $models_ & more", author: "Ada and Co" });
    const response = await get(`${views}/${id}/citation`);
    expect(response.headers.get("content-type")).toBe("application/x-bibtex; charset=utf-8");
    const text = await response.text();
    expect(text).toContain(`@misc{large-model-atlas-${id},`);
    expect(text).toContain("title = {{100\\% \\textbraceleft{}of\\textbraceright{} \\$models\\_ \\& more}}");
    expect(text).toContain("author = {{Ada and Co}}");
    expect(text).toContain(`/v/${id}}`);
    expect(text).toContain(`data version ${dataVersion}`);
  });
});
