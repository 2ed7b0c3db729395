/** Names, aliases and summaries of nodes, whatever the attributes are called that hold them. */
import type { Text } from "@/lib/graph/schema";
import type { ExchangeNode, Value } from "./exchange";
import { localName, oneLine } from "./names-and-ids";

/** A name of an attribute as it is compared: without the vocabulary, case and signs between words. */
export const plainKey = (key: string): string =>
  localName(key)
    .replace(/^[a-z]+:/i, "")
    .toLowerCase()
    .replace(/[\s._:-]+/g, "");

const nameKeys = ["label", "name", "title", "preflabel", "fullname", "displayname", "名称", "标题", "姓名"];
const aliasKeys = [
  "aliases",
  "alias",
  "altlabel",
  "alternatename",
  "alternativename",
  "alternativenames",
  "synonym",
  "synonyms",
  "别名",
];
const summaryKeys = [
  "summary",
  "description",
  "abstract",
  "comment",
  "definition",
  "摘要",
  "简介",
  "描述",
  "说明",
];

const longestName = 200;
const mostAliases = 40;

/** Attributes in the order in which they are asked, in one language or in either. */
interface Asked {
  readonly en: readonly string[];
  readonly zh: readonly string[];
  readonly any: readonly string[];
}

/** Finds the texts of nodes; attributes that it takes are put among those that are used. */
export class NodeTexts {
  readonly #name: Asked;
  readonly #summary: Asked;
  readonly #aliases: readonly string[];

  constructor(nodes: readonly ExchangeNode[], used: Set<string>) {
    const keys = new Set<string>();
    for (const { attributes } of nodes)
      for (const key of Object.keys(attributes)) if (!used.has(key)) keys.add(key);
    const asked = (names: readonly string[]): Asked => {
      const of = (ending: string) =>
        names.flatMap((name) => [...keys].filter((key) => plainKey(key) === name + ending));
      return { en: of("en"), zh: [...of("zh"), ...of("cn"), ...of("zhcn")], any: of("") };
    };
    this.#name = asked(nameKeys);
    this.#summary = asked(summaryKeys);
    this.#aliases = asked(aliasKeys).any;
    const taken = [
      this.#name.en,
      this.#name.zh,
      // What is called by one of several names keeps the others as facts.
      nodes.some(({ label }) => label !== undefined) ? [] : this.#name.any.slice(0, 1),
      this.#summary.en,
      this.#summary.zh,
      this.#summary.any.slice(0, 1),
      this.#aliases,
    ];
    for (const key of taken.flat()) used.add(key);
  }

  /** Of both languages; never empty, since a node has at least an id. */
  nameOf(node: ExchangeNode): Text {
    const found = textsOf(node, this.#name, longestName);
    const plain = oneLine(node.label ?? "", longestName) ?? found.any;
    const en = found.en ?? plain ?? found.zh;
    const fallback = oneLine(localName(node.id), longestName) ?? "?";
    return { en: en ?? fallback, zh: found.zh ?? plain ?? en ?? fallback };
  }

  summaryOf(node: ExchangeNode): Text | undefined {
    const { en, zh, any } = textsOf(node, this.#summary);
    const one = any ?? en ?? zh;
    return one === undefined ? undefined : { en: en ?? one, zh: zh ?? one };
  }

  /** Each once, none of them the name. */
  aliasesOf({ attributes }: ExchangeNode, { en, zh }: Text): string[] {
    const comparable = (text: string) => text.normalize("NFKC").toLowerCase().trim();
    const seen = new Set([comparable(en), comparable(zh)]);
    const aliases: string[] = [];
    for (const key of this.#aliases) {
      const value = attributes[key];
      for (const item of Array.isArray(value) ? (value as readonly Value[]) : [value]) {
        const alias = typeof item === "string" ? oneLine(item, longestName) : undefined;
        if (alias === undefined || seen.has(comparable(alias)) || aliases.length >= mostAliases) continue;
        seen.add(comparable(alias));
        aliases.push(alias);
      }
    }
    return aliases;
  }

  /** What the id of its entity is made of: its own id where people can read that, else its name. */
  sluggedOf(node: ExchangeNode): string {
    const id = localName(node.id);
    const isTelling =
      /\p{L}{2}/u.test(id) &&
      !/^[0-9a-f-]{16,}$/i.test(id) &&
      !/^(n|node|v|vertex|id|_:?b?)[\W_]?\d+$/i.test(id);
    return isTelling && id.length <= 60 ? id : this.nameOf(node).en;
  }
}

function textsOf(
  { attributes }: ExchangeNode,
  asked: Asked,
  most?: number,
): { en?: string | undefined; zh?: string | undefined; any?: string | undefined } {
  const first = (keys: readonly string[]) => {
    for (const key of keys) {
      const value = attributes[key];
      if (typeof value !== "string" && typeof value !== "number") continue;
      const text = most === undefined ? String(value).trim() : oneLine(String(value), most);
      if (text) return text;
    }
    return undefined;
  };
  return { en: first(asked.en), zh: first(asked.zh), any: first(asked.any) };
}
