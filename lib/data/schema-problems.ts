/** Reads a file with a schema; what the schema has against it is told in words that say what is allowed. */
import type * as z from "zod/mini";
import { oneOf, type Path } from "@/lib/graph/faults";
import type { Problem, YamlFile } from "./yaml-file";

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

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
  problems.push(...schemaProblems(file, schema, result.error.issues));
  return undefined;
}

/** @param path where in the file that stands which the schema describes */
function schemaProblems(
  file: YamlFile,
  schema: Schema,
  issues: readonly Issue[],
  path: Path = [],
): Problem[] {
  return issues.flatMap((issue) => {
    const at = [...path, ...issue.path];
    const here = schemaAt(schema, issue.path);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => file.problem([...at, key], unknownField(key, fieldsOf(here)), "key"));
    }
    if (issue.code === "invalid_key") {
      const key = String(at.at(-1));
      return [file.problem(at, `"${key}" cannot be a name here; ${patternOf(issue.issues)}`, "key")];
    }
    const choice = issue.code === "invalid_union" ? meant(issue, here) : undefined;
    if (choice) return schemaProblems(file, choice.schema, choice.issues, at);
    return [file.problem(at, describe(issue, here, at, valueAt(file.data, at)))];
  });
}

function unknownField(key: string, allowed: readonly string[]): string {
  const colon = key.includes("：")
    ? 'the colon after a field is the plain ":", with a blank behind it; '
    : "";
  return `unknown field "${key}"; ${colon}${oneOf(allowed, key)}`;
}

function describe(issue: Issue, schema: Schema | undefined, path: Path, value: unknown): string {
  const field = path.findLast((step) => typeof step === "string");
  const name = typeof path.at(-1) === "number" ? `an item of "${field}"` : `"${field}"`;
  const wanted = wantedBy(issue, schema);
  if (value === undefined || value === null) {
    if (path.length === 0) return `the file is missing or empty; ${wanted}`;
    const gone = value === undefined ? "is missing" : "is empty";
    if (field === "en" || field === "zh") return `${name} ${gone}; both languages, en and zh, are needed`;
    return `${name} ${gone}; ${wanted}`;
  }
  if (issue.code === "too_small") {
    return issue.origin === "array"
      ? `${name} is ${Array.isArray(value) && value.length > 0 ? "too short" : "an empty list"}; ${wanted}`
      : `${name} is ${value === "" ? "empty" : "too small"}; ${wanted}`;
  }
  const subject = path.length === 0 ? "" : `${name}: `;
  const quotes =
    wanted === texts.string && typeof value !== "object" ? `; put it in quotes: "${String(value)}"` : "";
  return `${subject}${wanted}, found ${shown(value)}${quotes}`;
}

const texts: Readonly<Record<string, string>> = {
  string: "expected a text",
  number: "expected a plain number",
  boolean: "expected true or false",
  array: 'expected a list, in [ ] or with "- " before each item',
  object: "expected fields",
  record: "expected names with a value each",
};

/** What the schema wants instead. */
function wantedBy(issue: Issue, schema: Schema | undefined): string {
  const own = schema && ownMessage(schema);
  if (own) return own;
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "object"
        ? `expected the fields ${fieldsOf(schema).join(", ")}`
        : (texts[issue.expected] ?? `expected ${issue.expected}`);
    case "invalid_value":
      return `allowed: ${issue.values.map(String).join(", ")}`;
    case "invalid_format":
      return patternOf([issue]);
    case "invalid_union":
      return unionOf(schema)
        .map((option) => (option._zod as z.core.$ZodTypes["_zod"]).def.type)
        .map((type) => texts[type] ?? type)
        .join(", or ");
    case "too_small":
      return `expected ${issue.origin === "number" ? "" : "a length of "}at least ${issue.minimum}`;
    default:
      return issue.message;
  }
}

/** The message that the schema's author wrote for it. */
function ownMessage(schema: Schema): string | undefined {
  const { error } = (schema as z.core.$ZodTypes)._zod.def;
  const message = error?.({ code: "custom", input: undefined, path: [] } as never);
  return typeof message === "string" ? message : message?.message;
}

function patternOf(issues: readonly Issue[]): string {
  const pattern = issues.map((issue) => "pattern" in issue && issue.pattern).find(Boolean);
  return pattern ? `expected what fits ${pattern}` : "it has the wrong form";
}

/** Among the options of a union, the one that the writer had in mind: the one that fits on the outside. */
function meant(
  { errors }: z.core.$ZodIssueInvalidUnion,
  schema: Schema | undefined,
): { schema: Schema; issues: readonly Issue[] } | undefined {
  const options = unionOf(schema);
  const fits = (issue: Issue) => issue.path.length > 0 || issue.code === "unrecognized_keys";
  const index = errors.findIndex((issues) => issues.length > 0 && issues.every(fits));
  return options[index] && { schema: options[index], issues: errors[index] ?? [] };
}

function fieldsOf(schema: Schema | undefined): string[] {
  const { def } = (schema as z.core.$ZodTypes | undefined)?._zod ?? {};
  if (def?.type === "object") return Object.keys(def.shape);
  return unionOf(schema).flatMap(fieldsOf);
}

function unionOf(schema: Schema | undefined): readonly Schema[] {
  const { def } = (schema as z.core.$ZodTypes | undefined)?._zod ?? {};
  return def?.type === "union" ? def.options.map(inner) : [];
}

function schemaAt(schema: Schema, path: Path): Schema | undefined {
  let at: Schema | undefined = inner(schema);
  for (const step of path) at = at && stepInto(at, step);
  return at;
}

function stepInto(schema: Schema, step: PropertyKey): Schema | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "object") return def.shape[String(step)] && inner(def.shape[String(step)]);
  if (def.type === "record") return inner(def.valueType);
  if (def.type === "array") return inner(def.element);
  for (const option of unionOf(schema)) {
    const next = stepInto(option, step);
    if (next) return next;
  }
  return undefined;
}

function inner(schema: Schema): Schema {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "optional" || def.type === "default" ? inner(def.innerType) : schema;
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? Reflect.get(at, step) : undefined),
    data,
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "fields" : JSON.stringify(value);
}
