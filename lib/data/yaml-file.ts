/**
 * A YAML file that remembers where everything stands, so that a problem can be told with line and
 * column. Problems are collected, never thrown: one run reports them all.
 */
import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type * as z from "zod/mini";
import { editDistance } from "@/lib/graph/edit-distance";

export interface Problem {
  /** Path from the data folder. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** What is wrong, and what is allowed. */
  readonly message: string;
}

export type Path = readonly PropertyKey[];

export interface YamlFile {
  readonly name: string;
  /** Plain data; undefined where the text is no YAML. */
  readonly data: unknown;
  /** A problem at what the path leads to, or at its key, or at the nearest thing above it. */
  problem(path: Path, message: string, at?: "key" | "value"): Problem;
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
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }) =>
    problemAt(pos[0], `not valid YAML: ${message}`),
  );
  return {
    name,
    data: problems.length > 0 ? undefined : (document.toJS() ?? undefined),
    problem: (path, message, at = "value") => problemAt(offsetOf(document.contents, path, at), message),
    problems,
  };
}

function offsetOf(root: Node | null, path: Path, at: "key" | "value"): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const [depth, step] of path.entries()) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      const wantsKey = at === "key" && depth === path.length - 1;
      next = isPair(pair) ? (wantsKey || !isNode(pair.value) ? pair.key : pair.value) : undefined;
    } else if (isSeq(node)) next = node.items[Number(step)];
    if (!isNode(next)) return offset;
    node = next;
    offset = next.range?.[0] ?? offset;
  }
  return offset;
}

/**
 * Reads the file with a schema.
 *
 * @returns the data, or nothing where there were problems; they are added to `problems`
 */
export function readWith<T>(file: YamlFile, schema: z.ZodMiniType<T>, problems: Problem[]): T | undefined {
  problems.push(...file.problems);
  if (file.problems.length > 0) return undefined;
  const result = schema.safeParse(file.data);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) {
        const allowed = fieldsAt(schema, issue.path);
        problems.push(
          file.problem([...issue.path, key], `unknown field "${key}"; ${oneOf(allowed, key)}`, "key"),
        );
      }
    } else problems.push(file.problem(issue.path, describe(issue)));
  }
  return undefined;
}

function describe(issue: z.core.$ZodIssue): string {
  const field = issue.path.at(-1);
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  if (missing && (field === "en" || field === "zh"))
    return `"${field}" is missing; both languages, en and zh, are needed`;
  if (missing) return `"${String(field ?? "content")}" is missing: ${issue.message}`;
  return typeof field === "string" ? `"${field}": ${issue.message}` : issue.message;
}

/** The fields that a schema allows at a path. */
function fieldsAt(schema: z.core.$ZodType, path: Path): string[] {
  let at: z.core.$ZodType | undefined = inner(schema);
  for (const step of path) at = at && stepInto(at, step);
  const { def } = (at as z.core.$ZodTypes | undefined)?._zod ?? {};
  return def?.type === "object" ? Object.keys(def.shape) : [];
}

function stepInto(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "object") return def.shape[String(step)] && inner(def.shape[String(step)]);
  if (def.type === "record") return inner(def.valueType);
  if (def.type === "array") return inner(def.element);
  return undefined;
}

function inner(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "optional" || def.type === "default" ? inner(def.innerType) : schema;
}

/** "allowed: a, b, c", with the nearest to what was written first in line. */
export function oneOf(allowed: readonly string[], written: string, most = 24): string {
  const near = nearest(allowed, written);
  const list = allowed.length > most ? [...allowed.slice(0, most), "…"] : allowed;
  return `${near ? `did you mean "${near}"? ` : ""}allowed: ${list.join(", ")}`;
}

/** The one of these that is a slip of the pen away from what was written, or that begins like it. */
export function nearest(allowed: Iterable<string>, written: string): string | undefined {
  const most = Math.min(3, Math.max(1, Math.floor(written.length / 3)));
  const candidates = [...allowed];
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(candidate, written, most);
    if (distance < least) [best, least] = [candidate, distance];
  }
  const begun = written.length >= 3 ? candidates.filter((candidate) => candidate.startsWith(written)) : [];
  return best ?? (begun.length === 1 ? begun[0] : undefined);
}
