/** Names of regions, on a graph small enough to name by hand. */
import { describe, expect, it } from "vitest";
import { nameRegions } from "@/lib/data/map-names";
import { buildNetwork } from "@/lib/data/map-network";
import type { Ontology } from "@/lib/graph/ontology";
import type { Entity, Text } from "@/lib/graph/schema";
import { plainOntology } from "../fixtures/random-graph";

const ontology: Ontology = {
  ...plainOntology,
  kinds: {
    organization: { ...plainOntology.kinds.kind0, names_regions: 1 },
    hardware: { ...plainOntology.kinds.kind1, names_regions: 0.8 },
    model: plainOntology.kinds.kind2,
  },
};

function entity(id: string, name: Text, to: readonly string[] = [], aliases: readonly string[] = []): Entity {
  return {
    id,
    kind: id.slice(0, id.indexOf("/")),
    name,
    aliases,
    summary: name,
    namedInWhitePaper: false,
    sections: [],
    facts: {},
    relations: to.map((end) => ({ type: "ties", from: id, to: end, sources: [] })),
    sources: [],
  };
}

const same = (word: string): Text => ({ en: word, zh: word });

/** Names of the regions of these entities, all of equal importance but for the organisations. */
function namesOf(
  parts: readonly (readonly Entity[])[],
  kept: readonly (string | undefined)[] = parts.map(() => undefined),
) {
  const entities = parts.flat();
  const importance = new Map(
    entities.map(({ id, kind }) => [id, kind === "model" ? 0.1 : kind === "hardware" ? 0.7 : 1]),
  );
  const region = Int32Array.from(parts.flatMap((part, at) => part.map(() => at)));
  return nameRegions(ontology, buildNetwork(ontology, entities, importance), region, kept);
}

const models = (maker: string, hardware: string, count = 20) =>
  Array.from({ length: count }, (_, i) =>
    entity(`model/${maker}-${i}`, same(`${maker} model ${i}`), [
      `organization/${maker}`,
      `hardware/${hardware}`,
    ]),
  );

describe("the name of a region", () => {
  it("joins the two that its members share, the second without the first where people call it so", () => {
    const huawei = entity("organization/huawei", { en: "Huawei", zh: "华为" });
    const ascend = entity(
      "hardware/ascend",
      { en: "Huawei Ascend (NPU)", zh: "华为昇腾" },
      ["organization/huawei"],
      ["Ascend", "昇腾"],
    );
    const [{ name }] = namesOf([[huawei, ascend, ...models("huawei", "ascend")]]);
    expect(name).toEqual({ en: "Huawei · Ascend", zh: "华为 · 昇腾" });
  });

  it("leaves out a second one that is but another spelling of the first", () => {
    const maker = entity("organization/mistral", same("Mistral AI"));
    const chip = entity("hardware/mistral-one", same("Mistral One"), ["organization/mistral"]);
    const [{ name }] = namesOf([[maker, chip, ...models("mistral", "mistral-one")]]);
    expect(name).toEqual(same("Mistral AI"));
  });

  it("leaves out a second one that makes it longer than a region is wide", () => {
    const maker = entity("organization/lab", same("Laboratory of Intelligence"));
    const chip = entity("hardware/chip", same("Wafer-scale engine"), ["organization/lab"]);
    const [{ name }] = namesOf([[maker, chip, ...models("lab", "chip")]]);
    expect(name).toEqual(same("Laboratory of Intelligence"));
  });

  it("goes without parentheses, and differs from region to region", () => {
    const one = entity("organization/one", { en: "Retrieval (RAG)", zh: "检索（RAG）" });
    const two = entity("organization/two", { en: "Retrieval", zh: "检索" });
    const names = namesOf([
      [one, ...models("one", "none", 9)],
      [two, ...models("two", "none", 4)],
    ]);
    expect(names[0].name).toEqual({ en: "Retrieval", zh: "检索" });
    expect(names[1].name.en).not.toBe("Retrieval");
    expect(names[1].name.zh).not.toBe("检索");
  });

  it("stays with the one that the region was named after, where that is nearly as good", () => {
    const part = [
      entity("organization/a", same("Alpha")),
      entity("organization/b", same("Beta")),
      ...models("a", "none", 10),
      ...models("b", "none", 11),
    ];
    expect(namesOf([part])[0].name.en).toMatch(/^Beta/);
    expect(namesOf([part], ["a"])[0].name.en).toMatch(/^Alpha/);
  });

  it("falls back to the most important member where no kind may give the name", () => {
    const [{ name, after }] = namesOf([models("nobody", "none", 3)]);
    expect(name.en).toBe("nobody model 0");
    expect(after).toBe(0);
  });
});
