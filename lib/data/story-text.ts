/**
 * The Markdown of a step's text as a small tree. Whatever the tree has no place for (headings, images, HTML, code, a link
 * that is neither https nor an entity) is a fault: nothing is dropped and nothing passes through.
 */
import type { Link, Nodes, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { entityIdPattern } from "@/lib/graph/schema";
import type { Block, Inline } from "@/lib/graph/story-schema";

/** Something at a place of the text; line and column from 1. */
interface Placed {
  readonly line: number;
  readonly column: number;
}
export interface TextFault extends Placed {
  readonly message: string;
}
export interface EntityMention extends Placed {
  readonly id: string;
}

export interface StoryText {
  readonly blocks: Block[];
  readonly faults: readonly TextFault[];
  /** Links to entities, which may not exist. */
  readonly mentions: readonly EntityMention[];
}

const allowed =
  "allowed: paragraphs, lists of one level, quotations, **strong**, *emphasis*, and links to https://… or entity:<kind>/<slug>";

/** What people call what is not allowed. */
const names: Partial<Record<Nodes["type"], string>> = {
  break: "a line break",
  code: "a block of code",
  definition: "a link definition",
  heading: "a heading",
  html: "HTML",
  image: "an image",
  imageReference: "an image",
  inlineCode: "code",
  linkReference: "a link by reference",
  list: "a list within a list",
  thematicBreak: "a rule",
};

export function parseStoryText(markdown: string): StoryText {
  const faults: TextFault[] = [];
  const mentions: EntityMention[] = [];
  const refuse = (node: Nodes, message: string) => faults.push({ ...placeOf(node), message });
  const refuseKind = (node: Nodes) =>
    refuse(node, `${names[node.type] ?? `"${node.type}"`} cannot stand here; ${allowed}`);

  /** The text of what may hold nothing else. */
  const plain = (nodes: readonly PhrasingContent[]): string =>
    nodes
      .map((node) => {
        if (node.type === "text") return joined(node.value);
        if (node.type in names) refuseKind(node);
        else refuse(node, `emphasis and links hold plain text and nothing else; ${allowed}`);
        return "";
      })
      .join("");
  const link = (node: Link): Inline[] => {
    const text = plain(node.children);
    const { url } = node;
    if (text.trim() === "") refuse(node, "a link needs a text");
    if (node.title) refuse(node, "a link has no title here; leave it out");
    if (url.startsWith("entity:")) {
      const id = url.slice("entity:".length);
      mentions.push({ id, ...placeOf(node) });
      return entityIdPattern.test(id) ? [{ is: "entity", id, text }] : [];
    }
    if (url.startsWith("https://") && URL.canParse(url)) return [{ is: "link", href: url, text }];
    refuse(node, `a link cannot lead to "${url}"; allowed: https://… or entity:<kind>/<slug>`);
    return [];
  };
  const inline = (nodes: readonly PhrasingContent[]): Inline[] =>
    nodes.flatMap((node): Inline[] => {
      switch (node.type) {
        case "text":
          return [{ is: "text", text: joined(node.value) }];
        case "strong":
        case "emphasis":
          return [{ is: node.type, text: plain(node.children) }];
        case "link":
          return link(node);
        default:
          refuseKind(node);
          return [];
      }
    });
  /** What an item of a list, or a quotation, holds: one paragraph. */
  const paragraphIn = (node: Nodes & { children: readonly RootContent[] }): Inline[] => {
    const [first, ...more] = node.children;
    for (const other of more) refuseKind(other);
    if (more.some(({ type }) => type === "paragraph")) refuse(node, "only one paragraph can stand in here");
    if (first?.type === "paragraph") return inline(first.children);
    if (first) refuseKind(first);
    else refuse(node, "there is nothing in here");
    return [];
  };
  const blocks = fromMarkdown(markdown).children.flatMap((node): Block[] => {
    switch (node.type) {
      case "paragraph":
        return [{ is: "paragraph", content: inline(node.children) }];
      case "blockquote":
        return [{ is: "quote", content: paragraphIn(node) }];
      case "list":
        return [{ is: "list", ordered: node.ordered === true, items: node.children.map(paragraphIn) }];
      default:
        refuseKind(node);
        return [];
    }
  });
  if (blocks.length === 0 && faults.length === 0)
    faults.push({ line: 1, column: 1, message: "there is no text" });
  return { blocks, faults, mentions };
}

const placeOf = ({ position }: Nodes): Placed => ({
  line: position?.start.line ?? 1,
  column: position?.start.column ?? 1,
});

/** Lines of a paragraph as one: by a blank, but between Chinese characters or their punctuation by nothing. */
const joined = (text: string): string =>
  text.replace(/(?<=(.))\n(?=(.))/gsu, separatorOf).replaceAll("\n", " ");

const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’—…]/u;
const separatorOf = (_: string, before: string, after: string): string =>
  wide.test(before) && wide.test(after) ? "" : " ";
