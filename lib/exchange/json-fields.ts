/** What the JSON formats of nodes and links have in common: which members are fields, and which are attributes. */
import type { Attributes, ExchangeEdge, ExchangeNode, Value } from "./exchange";
import { colourOf, own, setOwn } from "./values";

export type JsonObject = { readonly [key: string]: Value };

export function isObject(value: Value | undefined): value is JsonObject {
  return typeof value === "object" && !Array.isArray(value);
}

/** An id as a text; undefined where there is none. */
export function idOf(value: Value | undefined): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** What a member is called that holds the attributes whose names are those of fields. */
const others = "attributes";

/**
 * The attributes as members beside the fields; those that are called like one are held apart, so that none takes
 * another's place.
 */
export function withAttributes(
  fields: Readonly<Record<string, Value | undefined>>,
  attributes: Attributes,
  reserved: ReadonlySet<string>,
): JsonObject {
  const members: Record<string, Value> = {};
  const apart: Record<string, Value> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) {
      members[name] = value;
    }
  }
  for (const [name, value] of Object.entries(attributes)) {
    setOwn(name === others || reserved.has(name) ? apart : members, name, value);
  }
  return Object.keys(apart).length > 0 ? { ...members, [others]: apart } : members;
}

/** The attributes: all members but those that were taken for fields, and those that are held apart. */
export function attributesOf(members: JsonObject, taken: ReadonlySet<string>): Attributes {
  const attributes: Record<string, Value> = {};
  const apart = own(members, others);
  for (const [name, value] of Object.entries(members)) {
    if (!taken.has(name) && !(name === others && isObject(apart))) {
      setOwn(attributes, name, value);
    }
  }
  if (isObject(apart)) {
    for (const [name, value] of Object.entries(apart)) {
      setOwn(attributes, name, value);
    }
  }
  return attributes;
}

/** Names of members that can be fields of a node, beside its place. */
export const lookNames = ["label", "size", "color", "colour"] as const;

/** Label, size and colour that the members say; their names are added to those that are taken. */
export function looksOf(
  members: JsonObject,
  taken: Set<string>,
): Pick<ExchangeNode, "label" | "size" | "colour"> {
  const looks: { label?: string; size?: number; colour?: string } = {};
  const label = idOf(own(members, "label"));
  if (label !== undefined) {
    looks.label = label;
    taken.add("label");
  }
  const size = own(members, "size");
  if (typeof size === "number") {
    looks.size = size;
    taken.add("size");
  }
  for (const name of ["color", "colour"]) {
    const text = own(members, name);
    const colour = typeof text === "string" ? colourOf(text) : undefined;
    if (colour !== undefined && looks.colour === undefined) {
      looks.colour = colour;
      taken.add(name);
    }
  }
  return looks;
}

/** The place that the members say, if they say both numbers. */
export function placeOf(members: JsonObject): { x: number; y: number } | undefined {
  const [x, y] = [own(members, "x"), own(members, "y")];
  return typeof x === "number" && typeof y === "number" ? { x, y } : undefined;
}

/** Names of members that can say of what type an edge is, in the order of preference. */
export const typeNames = ["type", "interaction", "relation", "relationship", "label"] as const;

/** The type that the members say; its name is added to those that are taken. */
export function typeOf(members: JsonObject, taken: Set<string>): Pick<ExchangeEdge, "type"> {
  for (const name of typeNames) {
    const type = own(members, name);
    if (typeof type === "string") {
      taken.add(name);
      return { type };
    }
  }
  return {};
}
