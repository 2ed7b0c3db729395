/** Search on the server. How names match, tests/unit/search.test.ts says. */
import { expect, it } from "vitest";
import { searchAnswer } from "@/lib/api/contract";
import { answerTo } from "./support/ask";

const hits = async (query: string) => (await answerTo(`/api/v1/search?${query}`, searchAnswer)).hits;

it.each([
  ["GPT-4", "GPT-4"],
  ["文心一言", "文心一言"],
  ["wxyy", "文心一言"],
  ["llama&kind=model", "LLaMA"],
])("?q=%s finds %s first", async (q, name) => {
  expect((await hits(`q=${q}`))[0]?.matched).toBe(name);
});

it("hits are as many as were asked for, twenty unless told, and never more than fifty", async () => {
  expect(await hits("q=a&limit=1")).toHaveLength(1);
  expect(await hits("q=a")).toHaveLength(20);
  expect(await hits("q=a&limit=50")).toHaveLength(50);
});

it("hits are of the kind that was asked for", async () => {
  const kinds = (await hits("q=a&kind=dataset")).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(["dataset"]));
});

it.each(["%25", "_", "'--", "%00", "%ff", "%20", "..%2F..", "%3Cscript%3E", "%F0%9F%98%80", "x".repeat(200)])(
  "?q=%s is taken as text",
  async (q) => {
    expect((await hits(`q=${q}&limit=5`)).length).toBeLessThanOrEqual(5);
  },
);
