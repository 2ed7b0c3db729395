/**
 * A YAML file that remembers where everything stands, so that a problem can be told with line and
 * column. Problems are collected, never thrown: one run reports them all.
 */
import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
import type { Path } from "@/lib/graph/faults";

export interface Problem {
  /** Path from the data folder. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** What is wrong, and what is allowed. */
  readonly message: string;
}

export interface YamlFile {
  readonly name: string;
  /** Plain data; undefined where the text is no YAML. */
  readonly data: unknown;
  /** A problem at what the path leads to, or at its key, or at the nearest thing above it. */
  problem(path: Path, message: string, at?: "key" | "value"): Problem;
  /**
   * A problem within the text that the path leads to, at a line and column of that text, both from 1. Where the text's
   * lines are not those of the file, as they are in a block behind "|", it is told where the text begins.
   */
  problemWithin(path: Path, at: { line: number; column: number }, message: string): Problem;
  /** What is wrong with the YAML itself. */
  readonly problems: readonly Problem[];
}

export function parseYaml(name: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problemAt = (offset: number, message: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line, column: col, message };
  };
  const found = [...document.errors, ...document.warnings].map(({ pos, code, message }) =>
    problemAt(pos[0], `not valid YAML: ${remedies[code] ?? message}`),
  );
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document)) return;
      const message = `not valid YAML: there is no anchor &${alias.source}; ${quoting}`;
      found.push(problemAt(alias.range?.[0] ?? 0, message));
    },
  });
  // One slip upsets much of what follows on its line.
  const problems = found.filter(({ line }, i) => found.findIndex((other) => other.line === line) === i);
  return {
    name,
    data: problems.length > 0 ? undefined : (document.toJS() ?? undefined),
    problem: (path, message, at = "value") => problemAt(nodeAt(document.contents, path, at).offset, message),
    problemWithin: (path, { line, column }, message) => {
      const { node, offset } = nodeAt(document.contents, path, "value");
      const start = problemAt(offset, message);
      if (!isScalar(node) || node.type !== "BLOCK_LITERAL") return start;
      const written = text.split("\n");
      const indent =
        written
          .slice(start.line)
          .find((one) => one.trim() !== "")
          ?.search(/\S/) ?? 0;
      return { ...start, line: start.line + line, column: indent + column };
    },
    problems,
  };
}

const quoting =
  'a text that holds ": " or " #", or begins with one of "\'`*&@%!|>[{-, stands in quotes as a whole';
const columns = "all fields of one level begin in the same column";

/** By the code of the YAML library's complaint: what to do about it, in place of its own words. */
const remedies: Readonly<Record<string, string>> = {
  BAD_INDENT: `wrong indentation, or a [ or { without its end; ${columns}, and ${quoting}`,
  BAD_SCALAR_START: `a text cannot begin like this; ${quoting}`,
  BLOCK_AS_IMPLICIT_KEY: `a second ": " on the line, or wrong indentation; ${columns}, and ${quoting}`,
  BLOCK_IN_FLOW: `a second ": " within { }, or a comma missing; ${quoting}`,
  DUPLICATE_KEY: "this field is given twice; every key is unique",
  MISSING_CHAR: `a quotation mark, a colon or a "- " is missing; ${columns}`,
  MULTIPLE_DOCS: "one file holds one document; leave out the line ---",
  MULTILINE_IMPLICIT_KEY: `a ": " is missing on the line, or the indentation is wrong; ${columns}`,
  TAB_AS_INDENT: "indent with blanks, not with tabs",
  TAG_RESOLVE_FAILED: `a text cannot begin with "!"; ${quoting}`,
  UNEXPECTED_TOKEN: `the value ends before its line does; ${quoting}`,
};

/** What the path leads to, or the nearest thing above it, and where it begins. */
function nodeAt(
  root: Node | null,
  path: Path,
  at: "key" | "value",
): { readonly node: Node | null; readonly offset: number } {
  let node = root;
  let offset = root?.range?.[0] ?? 0;
  for (const [depth, step] of path.entries()) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      const wantsKey = at === "key" && depth === path.length - 1;
      next = isPair(pair) ? (wantsKey || !isNode(pair.value) ? pair.key : pair.value) : undefined;
    } else if (isSeq(node)) next = node.items[Number(step)];
    if (!isNode(next)) return { node, offset };
    node = next;
    offset = next.range?.[0] ?? offset;
  }
  return { node, offset };
}
