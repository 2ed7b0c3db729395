import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defaultEmbedOptions,
  type EmbedOptions,
  embedCode,
  embedControls,
  embedPath,
  embedThemes,
  formatEmbedOptions,
  parseEmbedOptions,
} from "@/lib/view/embed-options";
import { parseView } from "@/lib/view/parse-view";
import * as steps from "@/lib/view/steps";
import { emptyView, formatView } from "@/lib/view/view";

const anyOptions: fc.Arbitrary<EmbedOptions> = fc.record(
  {
    controls: fc.subarray([...embedControls]),
    theme: fc.constantFrom(...embedThemes),
    locale: fc.constantFrom("zh" as const, "en" as const),
  },
  { requiredKeys: ["controls", "theme"] },
);
const read = (text: string) => parseEmbedOptions(new URLSearchParams(text));

describe("options in an address", () => {
  it("are read as they were written", () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        expect(read(formatEmbedOptions(options)).options).toEqual(options);
      }),
    );
  });

  it("are left out where they are the usual ones", () => {
    expect(formatEmbedOptions(defaultEmbedOptions)).toBe("");
    expect(read("").options).toEqual(defaultEmbedOptions);
  });

  it("say that nothing is on", () => {
    expect(formatEmbedOptions({ ...defaultEmbedOptions, controls: [] })).toBe("controls=none");
  });

  it("are never refused", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (controls, theme, locale) => {
        const { options } = parseEmbedOptions(new URLSearchParams({ controls, theme, locale }));
        expect(embedControls).toEqual(expect.arrayContaining([...options.controls]));
        expect(embedThemes).toContain(options.theme);
        expect([undefined, "zh", "en"]).toContain(options.locale);
      }),
    );
  });

  it("are what is known of what is asked for", () => {
    expect(read("controls=zoom,shoesize,legend&theme=pink&locale=fr").options).toEqual({
      controls: ["legend", "zoom"],
      theme: "auto",
    });
    expect(read("controls=shoesize").options.controls).toEqual(defaultEmbedOptions.controls);
  });

  it("leave the view's parameters alone", () => {
    const view = steps.toggleKind(steps.select(emptyView, "model/gpt-4"), "risk");
    fc.assert(
      fc.property(anyOptions, (options) => {
        const address = embedPath({ query: formatView(view) }, { ...options, locale: "zh" });
        const { searchParams, pathname } = new URL(address, "https://atlas.example");
        expect(pathname).toBe("/embed/zh");
        const { options: found, rest } = parseEmbedOptions(searchParams);
        expect(found).toEqual({ controls: options.controls, theme: options.theme });
        expect(parseView(rest)).toEqual({ view, problems: [] });
      }),
    );
  });
});

describe("the address of an embedded view", () => {
  it("is short for a saved view and for the whole atlas", () => {
    expect(embedPath({ query: "" }, { ...defaultEmbedOptions, locale: "en" })).toBe("/embed/en");
    expect(embedPath({ id: "aB3dE6gH9k" }, { controls: [], theme: "dark", locale: "zh" })).toBe(
      "/embed/v/aB3dE6gH9k?controls=none&theme=dark&locale=zh",
    );
  });
});

describe("the code to embed", () => {
  it("is one frame", () => {
    expect(
      embedCode({
        src: "https://atlas.example/embed/en?a=1&b=2",
        width: "100%",
        height: 480,
        title: 'All <models> of "1.0"',
      }),
    ).toBe(
      '<iframe src="https://atlas.example/embed/en?a=1&amp;b=2" width="100%" height="480" style="border:0" loading="lazy" title="All &lt;models&gt; of &quot;1.0&quot;" allow="fullscreen"></iframe>',
    );
  });

  it("cannot be broken out of, whatever a title holds", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("<", ">", '"', "'", "&", "a", "/", "=", " ") }),
        (title) => {
          const code = embedCode({ src: "https://atlas.example/embed/en", width: 300, height: 200, title });
          const [, written] = / title="([^"<>']*)" allow="fullscreen"><\/iframe>$/.exec(code) ?? [];
          const unescaped = written
            ?.replaceAll("&lt;", "<")
            .replaceAll("&gt;", ">")
            .replaceAll("&quot;", '"')
            .replaceAll("&#39;", "'")
            .replaceAll("&amp;", "&");
          expect(unescaped).toBe(title);
        },
      ),
    );
  });
});
