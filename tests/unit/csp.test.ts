/** What the Content-Security-Policy vouches for, and what it refuses. */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  collectScriptSources,
  inlineScriptSources,
  policies,
  refuseInlineStyles,
  UnsafePageError,
} from "@/lib/cli/csp.mjs";

const push = 'self.__next_f.push([1,"大模型 <b>"])';
const sourceOf = (code: string) => `'sha256-${createHash("sha256").update(code, "utf8").digest("base64")}'`;
const page = (body: string) => `<!DOCTYPE html><html lang="zh-CN"><body>${body}</body></html>`;

describe("script sources of a page", () => {
  it("are the hashes of its inline scripts, each once, in the page's order", () => {
    const first = "(self.__next_f=self.__next_f||[]).push([0])";
    const html = page(`<script>${first}</script><script id="_R_">${push}</script><script>${first}</script>`);
    expect(inlineScriptSources(html)).toEqual([sourceOf(first), sourceOf(push)]);
  });

  it("leave out scripts with an address and blocks of data", () => {
    const html = page(
      `<script src="/x.js" async=""></script><script type="application/ld+json">{"a":1}</script>`,
    );
    expect(inlineScriptSources(html)).toEqual([]);
  });

  it.each(["alert(1)", " self.__next_f.push([1])", "x;self.__next_f.push([1])", ""])(
    "are not given for a script of unknown make: %j",
    (code) => expect(() => inlineScriptSources(page(`<script>${code}</script>`))).toThrow(UnsafePageError),
  );
});

describe("inline styles and handlers", () => {
  it.each([
    '<p style="color:red">x</p>',
    "<style>p{}</style>",
    '<a href="/" onclick="alert(1)">x</a>',
    '<img src="/x.png" onerror="alert(1)"/>',
  ])("are refused: %s", (body) => expect(() => refuseInlineStyles(page(body))).toThrow(UnsafePageError));

  it("are not seen in text or in a script", () => {
    const html = page('<p>set style="x" or onclick="y"</p><script>f("<p style=\\"x\\">")</script>');
    expect(() => refuseInlineStyles(html)).not.toThrow();
  });
});

describe("policies", () => {
  const policyOf = policies({
    "/zh": ["'sha256-zh'"],
    "/en": ["'sha256-en'"],
    "/zh/about": ["'sha256-about'"],
    "/embed/zh": ["'sha256-embed-zh'"],
    "/embed/en": ["'sha256-embed-en'"],
    "/zh/table/other": ["'sha256-other-zh'"],
    "/en/table/other": ["'sha256-other-en'"],
    "/_not-found": ["'sha256-a'"],
    "/_global-error": ["'sha256-a'", "'sha256-b'"],
  });

  it("give a page its own scripts and no other's", () => {
    expect(policyOf("/zh")).toContain("script-src 'self' 'sha256-zh';");
  });

  it("give saved views those of the page in every language, and no other's", () => {
    expect(policyOf("/v/0123456789")).toContain("script-src 'self' 'sha256-zh' 'sha256-en';");
    expect(policyOf("/embed/v/0123456789")).toContain(
      "script-src 'self' 'sha256-embed-zh' 'sha256-embed-en';",
    );
  });

  it("give graphs those of the page in every language, and of the page that says that there is none", () => {
    expect(policyOf("/zh/g/cities")).toContain(
      "script-src 'self' 'sha256-zh' 'sha256-en' 'sha256-a' 'sha256-b';",
    );
    expect(policyOf("/zh/g/cities")).toContain("frame-ancestors 'none'");
  });

  it("give tables of graphs those of the page that they are, in every language", () => {
    expect(policyOf("/zh/g/cities/table")).toContain(
      "script-src 'self' 'sha256-other-zh' 'sha256-other-en' 'sha256-a' 'sha256-b';",
    );
  });

  it.each([
    "/zh/g",
    "/zh/g/cities/more",
    "/fr",
    "/zh/",
    "",
    "/__proto__",
    "/v",
    "/v/",
    "/v/0123456789/none",
    "/embed",
    "/embed/fr",
    "/embed/v/",
    "/embed/v/0123456789/none",
  ])("give %j those of the error pages", (path) => {
    expect(policyOf(path)).toContain("script-src 'self' 'sha256-a' 'sha256-b';");
  });

  it("never allow what is unsafe, nor framing", () => {
    for (const path of ["/zh", "/fr", "/v/0123456789", "/embed", "/embed/fr"]) {
      expect(policyOf(path)).not.toContain("unsafe");
      expect(policyOf(path)).toContain("frame-ancestors 'none'");
    }
  });

  it("allow framing below /embed", () => {
    for (const path of ["/embed/zh", "/embed/v/0123456789"])
      expect(policyOf(path)).toMatch(/frame-ancestors \*$/);
  });
});

describe("a folder of built pages", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pages-"));
    await mkdir(join(folder, "zh"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("gives the sources by path", async () => {
    await writeFile(join(folder, "zh.html"), page(`<script>${push}</script>`));
    await writeFile(join(folder, "zh", "about.html"), page(""));
    await writeFile(join(folder, "zh.rsc"), "x");
    expect(await collectScriptSources(folder)).toEqual({ "/zh": [sourceOf(push)], "/zh/about": [] });
  });

  it("names the page that the policy would break", async () => {
    await writeFile(join(folder, "zh", "about.html"), page('<p style="color:red">x</p>'));
    await expect(collectScriptSources(folder)).rejects.toThrow("/zh/about");
  });
});
