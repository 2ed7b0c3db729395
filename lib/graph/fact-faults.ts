/** Whether the values of facts are what the ontology says of them. */
import { nearest, oneOf, type Path, type Report } from "./faults";
import type { FactDefinition, Ontology } from "./ontology";

/** Whether a fact holds what its definition allows. */
export function checkFactValue(
  definition: FactDefinition,
  value: unknown,
  path: Path,
  ontology: Ontology,
  report: Report,
): void {
  const isList = Array.isArray(value);
  if (!definition.list && isList) return report(path, "expected one value, not a list; leave out the [ ]");
  if (definition.list && !isList) return report(path, noList(definition, value, ontology));
  if (isList && value.length === 0) report(path, "the list is empty; leave the fact out instead");
  const items = isList ? value.map((item, i) => ({ item, at: [...path, i] })) : [{ item: value, at: path }];
  const seen = new Set<string>();
  for (const { item, at } of items) {
    const message = wrongWith(definition, item, ontology);
    if (message) report(at, message);
    if (seen.has(JSON.stringify(item))) report(at, `${JSON.stringify(item)} is given twice`);
    seen.add(JSON.stringify(item));
  }
}

/** For a value that should be a list: what the list is, and what would be wrong with its one item. */
function noList(definition: FactDefinition, value: unknown, ontology: Ontology): string {
  if (definition.type === "license") {
    const id = nearest(Object.keys(ontology.licenses), String(value)) ?? "mit";
    return `expected a list of licences by their ids in the ontology, such as [{ id: ${id} }]`;
  }
  const wrong = wrongWith(definition, value, ontology);
  return wrong ? `expected a list, in [ ]; ${wrong}` : `expected a list: [${String(value)}]`;
}

/** What is wrong with one value of a fact, if anything is. */
function wrongWith(definition: FactDefinition, value: unknown, ontology: Ontology): string | undefined {
  const enumeration = ontology.enumerations[definition.values ?? ""] ?? {};
  switch (definition.type) {
    case "text":
      return typeof value === "string" && value.trim() ? undefined : `expected a text, found ${shown(value)}`;
    case "url":
      return typeof value === "string" && isWebAddress(value) ? undefined : notAnAddress(value);
    case "date":
      return isDate(value)
        ? undefined
        : `expected a date "YYYY", "YYYY-MM" or "YYYY-MM-DD" in quotes, found ${shown(value)}`;
    case "number": {
      if (!definition.unit && typeof value === "number" && Number.isFinite(value)) return undefined;
      const unit = definition.unit ? ` of ${definition.unit}, not negative` : ",";
      return definition.unit && isAmount(value)
        ? undefined
        : `expected a plain number${unit} and without a unit, found ${shown(value)}${inFull(value)}`;
    }
    case "quantity": {
      const measures = Object.keys(definition.measures ?? {});
      if (typeof value !== "object" || value === null)
        return `expected a plain number for one or more of ${measures.join(", ")}, such as { ${measures[0]}: 1000 }; found ${shown(value)}`;
      for (const [measure, amount] of Object.entries(value)) {
        if (!measures.includes(measure)) return `unknown measure "${measure}"; ${oneOf(measures, measure)}`;
        if (!isAmount(amount)) return `${measure}: expected a plain number, found ${shown(amount)}`;
      }
      return undefined;
    }
    case "enum":
      return typeof value === "string" && Object.hasOwn(enumeration, value)
        ? undefined
        : `${shown(value)} is not a value of ${definition.values}; ${oneOf(Object.keys(enumeration), String(value))}`;
    case "country":
      return typeof value === "string" && (Object.hasOwn(enumeration, value) || isCode("region", value))
        ? undefined
        : `${shown(value)} is no country or region; allowed: ${[...Object.keys(enumeration), "the two capital letters of ISO 3166, such as CN"].join(", ")}`;
    case "language":
      return typeof value === "string" && isCode("language", value)
        ? undefined
        : `${shown(value)} is no language; allowed: the two or three letters of ISO 639, such as en or zh, or mul for many`;
    case "license": {
      const id = typeof value === "object" && value !== null && "id" in value ? String(value.id) : undefined;
      if (id === undefined) return "expected { id: … }, and part: … where it covers a part only";
      return Object.hasOwn(ontology.licenses, id)
        ? undefined
        : `unknown licence "${id}"; ${oneOf(Object.keys(ontology.licenses), id)}`;
    }
  }
}

const shown = (value: unknown): string => JSON.stringify(value);
const isAmount = (value: unknown): boolean =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;

const magnitudes: Readonly<Record<string, number>> = {
  K: 1e3,
  万: 1e4,
  M: 1e6,
  亿: 1e8,
  B: 1e9,
  T: 1e12,
  万亿: 1e12,
};

/** "8B" as the number that is meant, said as a remedy. */
function inFull(value: unknown): string {
  const [, digits, letter = ""] =
    (typeof value === "string" && /^([\d.]+)\s*(\p{L}+)$/u.exec(value.trim())) || [];
  const amount = Math.round(Number(digits) * (magnitudes[letter.toUpperCase()] ?? Number.NaN));
  return Number.isSafeInteger(amount) ? `; write ${amount}` : "";
}

export function isDate(value: unknown): value is string {
  const [, year, month = "01", day = "01"] =
    (typeof value === "string" && /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value)) || [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** Whether ISO 3166 or ISO 639 has the code. */
export function isCode(type: "region" | "language", code: string): boolean {
  if (!(type === "region" ? /^[A-Z]{2}$/ : /^[a-z]{2,3}$/).test(code)) return false;
  codeNames[type] ??= new Intl.DisplayNames("en", { type, fallback: "none" });
  return codeNames[type].of(code) !== undefined;
}

/** Made when they are first needed, since making them takes far longer than asking. */
const codeNames: { region?: Intl.DisplayNames; language?: Intl.DisplayNames } = {};

/** Said of what is none. */
export const notAnAddress = (value: unknown): string =>
  `${shown(value)} is no web address; expected http:// or https://`;

export function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url) && !/\s/.test(url);
}
