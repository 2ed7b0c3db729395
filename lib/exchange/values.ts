/** Values as the formats need them: made of JSON or of text, and kept apart from what JavaScript adds to objects. */
import { readLimits, type Value } from "./exchange";

/** Values of one file, counting those within others: many small ones need more room than their text. */
export const mostValues = 8_000_000;

/** Sets a property as what it is, even where it is called "__proto__". */
export function setOwn<T>(object: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__") {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[name] = value;
  }
}

/** The property, only if it is the object's own. */
export function own<T>(object: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/**
 * The number that an integer is written as; its text where a number would not keep all digits, as with the long ids of
 * some services.
 */
export function wholeNumber(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) || String(number) === text ? number : text;
}

/** The number that a text is; undefined where it is none. */
export function numberIn(text: string | undefined): number | undefined {
  const number = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

/** Whether a text says true or false; undefined where it says neither. */
export function truthIn(text: string): boolean | undefined {
  return truths.get(text.trim().toLowerCase());
}

/** Plain JSON without null and what is too deep for a value; undefined where nothing is left. */
function plainValue(json: unknown, depth = 0): Value | undefined {
  if (typeof json === "string" || typeof json === "boolean") {
    return json;
  }
  if (typeof json === "number") {
    return Number.isFinite(json) ? json : undefined;
  }
  if (typeof json !== "object" || json === null || depth > readLimits.depth) {
    return;
  }
  if (Array.isArray(json)) {
    return json.map((each) => plainValue(each, depth + 1)).filter((each) => each !== undefined);
  }
  const object: Record<string, Value> = {};
  for (const [name, each] of Object.entries(json)) {
    const value = plainValue(each, depth + 1);
    if (value !== undefined) {
      setOwn(object, name, value);
    }
  }
  return object;
}

/** The value that a JSON text says; undefined where it is none. */
export function valueOfJson(text: string): Value | undefined {
  try {
    return plainValue(JSON.parse(text));
  } catch {
    return;
  }
}

const named: Readonly<Record<string, string>> = {
  black: "#000000",
  white: "#ffffff",
  red: "#ff0000",
  green: "#008000",
  blue: "#0000ff",
  yellow: "#ffff00",
  orange: "#ffa500",
  purple: "#800080",
  grey: "#808080",
  gray: "#808080",
};

/** A colour as "#rrggbb", of "#rgb", "#rrggbb", "#rrggbbaa", "rgb(…)" or a common name; undefined where it is none. */
export function colourOf(text: string): string | undefined {
  const plain = text.trim().toLowerCase();
  const hex = /^#([0-9a-f]{6})(?:[0-9a-f]{2})?$/.exec(plain)?.[1];
  if (hex !== undefined) {
    return `#${hex}`;
  }
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(plain);
  if (short) {
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join("")}`;
  }
  const parts = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,[^)]{0,20})?\)$/.exec(plain);
  return parts ? colourOfParts(Number(parts[1]), Number(parts[2]), Number(parts[3])) : own(named, plain);
}

/** A colour as "#rrggbb" of red, green and blue from 0 to 255; undefined where one of them is not. */
export function colourOfParts(...parts: readonly [number, number, number]): string | undefined {
  if (!parts.every((part) => part >= 0 && part <= 255)) {
    return;
  }
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

/** The parts put together until they are worth sending. */
export function* inPortions(parts: Iterable<string>): Generator<string> {
  let portion = "";
  for (const part of parts) {
    portion += part;
    if (portion.length >= 32_768) {
      yield portion;
      portion = "";
    }
  }
  if (portion !== "") {
    yield portion;
  }
}
