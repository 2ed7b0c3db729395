import { describe, expect, it } from "vitest";
import { commercialUse, readingOf } from "@/lib/graph/ontology-readings";
import { plainOntology } from "../fixtures/random-graph";

const text = (en: string) => ({ en, zh: `${en}字` });
const ontology = {
  ...plainOntology,
  licenses: {
    mit: { label: text("MIT"), commercial_use: "yes" as const },
    llama: { label: text("Llama"), commercial_use: "conditional" as const },
    "cc-by-nc": { label: text("CC BY-NC"), commercial_use: "no" as const },
    unstated: { label: text("Not stated"), commercial_use: "unknown" as const },
  },
};

describe("commercial use", () => {
  it.each([
    ["what the one licence says", ["mit"], "yes"],
    ["what the one licence says", ["llama"], "conditional"],
    ["what all of them say", ["cc-by-nc", "cc-by-nc:weights"], "no"],
    [
      "a condition where they differ, since it then depends on the part",
      ["mit:data", "cc-by-nc:weights"],
      "conditional",
    ],
    ["what is said beyond the code, where anything is", ["mit:code", "cc-by-nc:weights"], "no"],
    ["what is said of the code, where nothing else is", ["mit:code"], "yes"],
    ["unknown where one licence is", ["mit", "unstated:weights"], "unknown"],
    ["unknown where a licence is none that is listed", ["mit", "constructor"], "unknown"],
    ["unknown without a licence", [], "unknown"],
  ])("is %s", (_, licenses, expected) => {
    const uses = licenses.map((license) => {
      const [id, part] = license.split(":");
      return part ? { id, part } : { id };
    });
    expect(commercialUse(ontology, uses)).toBe(expected);
  });
});

describe("a relation", () => {
  it.each([
    ["out", "en", "ties"],
    ["in", "en", "is tied by"],
    ["out", "zh", "ties字"],
    ["in", "zh", "is tied by字"],
  ] as const)("seen %s reads in %s: %s", (direction, locale, reading) => {
    expect(readingOf(ontology, "ties", direction, locale)).toBe(reading);
  });

  it("of a type that the ontology does not have is called by its name", () => {
    expect(readingOf(ontology, "hates", "out", "en")).toBe("hates");
    expect(readingOf(ontology, "constructor", "in", "zh")).toBe("constructor");
  });
});
