/** The Markdown of stories as a tree, and what is worked out of it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStoryText } from "@/lib/data/story-text";
import { entitiesIn, plainText, readingTime } from "@/lib/graph/story";
import { type Block, storyStepSchema } from "@/lib/graph/story-schema";

const paragraph = (...content: Extract<Block, { is: "paragraph" | "quote" }>["content"]): Block => ({
  is: "paragraph",
  content,
});
const text = (value: string) => ({ is: "text", text: value }) as const;

describe("the text of a step", () => {
  it.each<[what: string, markdown: string, blocks: Block[]]>([
    ["paragraphs", "One.\n\nTwo.", [paragraph(text("One.")), paragraph(text("Two."))]],
    ["a paragraph of several lines", "one\ntwo", [paragraph(text("one two"))]],
    ["Chinese lines without a blank between", "第一行，\n第二行", [paragraph(text("第一行，第二行"))]],
    ["mixed lines with one", "基于\nLLaMA 而来", [paragraph(text("基于 LLaMA 而来"))]],
    [
      "strong and emphasis",
      "a **b** *c*",
      [paragraph(text("a "), { is: "strong", text: "b" }, text(" "), { is: "emphasis", text: "c" })],
    ],
    [
      "links",
      "[a](https://example.org/x?y=1) [b](entity:model/b)",
      [
        paragraph({ is: "link", href: "https://example.org/x?y=1", text: "a" }, text(" "), {
          is: "entity",
          id: "model/b",
          text: "b",
        }),
      ],
    ],
    ["a list", "1. a\n2. b", [{ is: "list", ordered: true, items: [[text("a")], [text("b")]] }]],
    ["a quotation", "> a", [{ is: "quote", content: [text("a")] }]],
    ["signs that are no Markup", "a < b & c &lt; d", [paragraph(text("a < b & c < d"))]],
  ])("may hold %s", (_, markdown, blocks) => {
    expect(parseStoryText(markdown)).toMatchObject({ blocks, faults: [] });
  });

  it.each<[what: string, markdown: string, line: number, words: string]>([
    ["HTML in a line", "a\n\nb <b>c</b>", 3, "HTML"],
    ["a block of HTML", "<script>alert(1)</script>", 1, "HTML"],
    ["a comment", "a\n\n<!-- b -->", 3, "HTML"],
    ["an image", "a ![b](https://example.org/b.png)", 1, "image"],
    ["an image in a link", "[![b](https://example.org/b.png)](https://example.org)", 1, "image"],
    ["a heading", "a\n\n# b", 3, "heading"],
    ["a heading by underlining", "a\n---", 1, "heading"],
    ["code", "a `b`", 1, "code"],
    ["a block of code", "    a", 1, "code"],
    ["a rule", "a\n\n***", 3, "rule"],
    ["a line break", "a  \nb", 1, "line break"],
    ["a list in a list", "- a\n  - b", 2, "list within a list"],
    ["two paragraphs in a quotation", "> a\n>\n> b", 3, "paragraph"],
    ["emphasis in emphasis", "**a *b* c**", 1, "plain text"],
    ["a link by reference", "[a][b]\n\n[b]: https://example.org", 1, "reference"],
    ["a link over an insecure line", "[a](http://example.org)", 1, "https://"],
    ["a link to a script", "[a](javascript:alert(1))", 1, "javascript:"],
    ["a link to data", "[a](data:text/html,x)", 1, "data:"],
    ["a link to a page of ours", "[a](/en/table)", 1, "https://"],
    ["a link without a text", "[](https://example.org)", 1, "text"],
    ["a link with a title", '[a](https://example.org "b")', 1, "title"],
    ["nothing", "   ", 1, "no text"],
  ])("may not hold %s", (_, markdown, line, words) => {
    const { faults } = parseStoryText(markdown);
    expect(faults.map((fault) => fault.line)).toContain(line);
    expect(faults.map(({ message }) => message).join(" ")).toContain(words);
  });

  it("is, whatever was written, a tree that fits its schema and has links to https and entities alone", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "[a](",
        "entity:model/x",
        ")",
        "https://x.org",
        "<b>",
        "**",
        "*",
        "> ",
        "- ",
        "\n",
        "![",
        "`",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { blocks } = parseStoryText(pieces.join(""));
        const step = { title: { en: "a", zh: "a" }, view: "", text: { en: blocks, zh: blocks } };
        expect(storyStepSchema.safeParse(step).error).toBeUndefined();
        const inlines = blocks.flatMap((block) => (block.is === "list" ? block.items.flat() : block.content));
        for (const inline of inlines)
          if (inline.is === "link") expect(new URL(inline.href).protocol).toBe("https:");
      }),
    );
  });
});

describe("what is worked out of a text", () => {
  const { blocks } = parseStoryText(
    "[A](entity:model/a) and *b*.\n\n- [B](entity:model/b)\n- [A](entity:model/a)",
  );

  it("its plain form, and where it leads", () => {
    expect(plainText(blocks)).toBe("A and b.\nB\nA");
    expect(entitiesIn(blocks)).toEqual(["model/a", "model/b"]);
  });

  it("the time it takes: longer for more, in either language, and never a blink", () => {
    const time = (value: string) => readingTime([paragraph(text(value))]);
    expect(time("a")).toBeGreaterThanOrEqual(6000);
    expect(time("word ".repeat(100))).toBeGreaterThan(time("word ".repeat(50)));
    expect(time("字".repeat(150))).toBeGreaterThan(time("字".repeat(80)));
    // A name in a Chinese text takes as long as in an English one.
    expect(time(`${"字".repeat(80)} GPT-4`)).toBeGreaterThan(time("字".repeat(80)));
    // About the same thing said in both languages takes about the same time.
    expect(time("字".repeat(150)) / time("word ".repeat(95))).toBeCloseTo(1, 0);
  });
});
