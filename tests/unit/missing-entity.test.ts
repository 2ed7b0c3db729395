/** What the API answers about an id that no entity has. */
import { describe, expect, it } from "vitest";
import { missingEntity } from "@/app/_server/lookup";
import { memoryStore } from "@/lib/store/memory";
import { smallCompiled } from "../fixtures/small-graph";

const opened = async () => {
  const compiled = await smallCompiled();
  const compact = { ...compiled.compact, renamed: { "model/wenxin": "model/ernie" } };
  return memoryStore([{ ...compiled, compact }]);
};
const ask = async (kind: string, slug: string, rest = "") =>
  missingEntity(
    new Request(`http://localhost/api/v1/entities/${kind}/${slug}${rest}`),
    await opened(),
    { graph: "atlas" },
    { kind, slug },
  );

describe("an id that an entity had before", () => {
  it("leads to the same address under the id of today", async () => {
    const response = await ask("model", "wenxin", "/neighbors?type=based_on");
    expect([response.status, response.headers.get("location")]).toEqual([
      308,
      "/api/v1/entities/model/ernie/neighbors?type=based_on",
    ]);
  });

  it("is told from one that nobody ever had", async () => {
    await expect(ask("model", "constructor")).rejects.toMatchObject({ code: "unknown-entity" });
    await expect(ask("modle", "ernie")).rejects.toMatchObject({ more: { parameter: "kind" } });
  });
});
