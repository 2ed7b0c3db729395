import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PackedViewError, packQuery, unpackQuery } from "@/lib/view/packed-view";
import { parseView } from "@/lib/view/parse-view";
import { formatView } from "@/lib/view/view";
import { anyExplored } from "../fixtures/explore-steps";

describe("a packed view", () => {
  it("is unpacked to just what was packed", async () => {
    await fc.assert(
      fc.asyncProperty(anyExplored, async (view) => {
        const query = formatView(view);
        const packed = await packQuery(query);
        expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(await unpackQuery(packed)).toBe(query);
        expect(parseView(new URLSearchParams(await unpackQuery(packed)))).toEqual({ view, problems: [] });
      }),
    );
  });

  it("is far shorter than an address with much in Chinese", async () => {
    const note = "从这里开始，开放权重的模型逐渐增多；";
    const query = `notes=${Array.from({ length: 30 }, (_, i) => `model/m${i}:${encodeURIComponent(note)}`).join(";")}`;
    expect((await packQuery(query)).length).toBeLessThan(query.length / 10);
  });

  it.each(["", "!", "abc", "AAAA", "YWJj ZGVm", "eJwDAAAAAAE", "7".repeat(200_000)])(
    "is not “%.20s”, and that is said",
    async (text) => {
      await expect(unpackQuery(text)).rejects.toThrow(PackedViewError);
    },
  );

  it("is not what was cut off or damaged", async () => {
    const packed = await packQuery("hide=dataset,risk&select=model/llama~trained_on~dataset/c4");
    await expect(unpackQuery(packed.slice(0, -6))).rejects.toThrow(PackedViewError);
    await expect(unpackQuery(`${packed.slice(0, 9)}____${packed.slice(13)}`)).rejects.toThrow(
      PackedViewError,
    );
  });

  it("is refused when it grows beyond 64 KB, and so is what would", async () => {
    const bomb = deflateRawSync(Buffer.alloc(50_000_000, "a")).toString("base64url");
    await expect(unpackQuery(bomb)).rejects.toThrow(PackedViewError);
    const most = "a".repeat(64 * 1024);
    expect(await unpackQuery(await packQuery(most))).toBe(most);
    await expect(packQuery(`${most}a`)).rejects.toThrow(PackedViewError);
  });

  it("never breaks otherwise, whatever stands in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.base64String({ maxLength: 400 }), async (text) => {
        await unpackQuery(text).catch((error) => expect(error).toBeInstanceOf(PackedViewError));
      }),
    );
  });
});
