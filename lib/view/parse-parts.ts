/** Parameters of an address taken apart, unchecked; what prints them is filter-text.ts and explore-text.ts. */
import type { Filter } from "@/lib/graph/filter-value";
import type { Link } from "@/lib/graph/links";
import type { Expansion, Layout, TimeWindow } from "./view-schema";

/** The ego network of a `near` parameter: id, depth, direction, types; nothing where it is none. */
export function parseNear(
  text: string,
): { id: string; depth: number; direction: string; types: string[] } | undefined {
  const [id, depth, direction = "any", ...types] = text.split(",");
  if (!/^[1-9]$/.test(depth ?? "")) return undefined;
  return { id, depth: Number(depth), direction, types: [...new Set(types)] };
}

/** The relation type and the direction that the name of a `to.` or `from.` parameter speaks of; nothing for other names. */
export function parseLinkName(name: string): Pick<Link, "type" | "direction"> | undefined {
  const [, end, type] = /^(to|from)\.(.*)$/s.exec(name) ?? [];
  return type === undefined ? undefined : { type, direction: end === "to" ? "out" : "in" };
}

/** The values of an `f.` parameter; nothing where there are none, or an escape is broken. */
export function parseValues(text: string): { any: string[]; not: string[] } | undefined {
  const parts = text.split(",").filter((part) => part !== "" && part !== "!");
  if (parts.length === 0) return undefined;
  try {
    const [any, not] = [false, true].map((refused) =>
      parts
        .filter((part) => part.startsWith("!") === refused)
        .map((part) => decodeURIComponent(refused ? part.slice(1) : part)),
    );
    return { any: [...new Set(any)], not: [...new Set(not)].filter((value) => !any.includes(value)) };
  } catch {
    return undefined;
  }
}

/** The range of an `r.` parameter; nothing where it is none. */
export function parseRange(text: string): Omit<Filter["ranges"][number], "facet"> | undefined {
  const [, from, to, unknown] = /^([^.,]*(?:\.\d+)?)\.\.([^,]*)(,\?)?$/.exec(text) ?? [];
  if (from === undefined || to === undefined || (!from && !to)) return undefined;
  return { ...(from && { from }), ...(to && { to }), unknown: unknown !== undefined };
}

/** One expansion of an `expand` parameter, unchecked; nothing where it is none. */
export function parseExpansion(text: string): { [K in keyof Expansion]: unknown } | undefined {
  const [id, limit, direction = "any", rank = "importance", ...types] = text.split(",");
  if (!/^\d{1,4}$/.test(limit ?? "")) return undefined;
  return { id, limit: Number(limit), direction, rank, types: [...new Set(types)] };
}

/** A `layout` parameter, unchecked. */
export function parseLayout(text: string): { [K in keyof Layout]: unknown } {
  const [as, ...rest] = text.split(":");
  const argument = rest.length > 0 ? rest.join(":") : undefined;
  if (argument === undefined) return { as, closed: [] };
  return as === "concentric" ? { as, centre: argument, closed: [] } : { as, by: argument, closed: [] };
}

/** The values of a `closed` parameter; nothing where an escape is broken. */
export function parseClosed(text: string): string[] | undefined {
  try {
    return [...new Set(text.split(",").filter(Boolean).map(decodeURIComponent))];
  } catch {
    return undefined;
  }
}

/** One note of a `notes` parameter, unchecked; nothing where it has no text or an escape is broken. */
export function parseNote(text: string): { at: unknown; text: string } | undefined {
  const [, at, said] = /^([^:]+):(.+)$/s.exec(text) ?? [];
  if (at === undefined) return undefined;
  const [, x, y] = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(at) ?? [];
  try {
    return { at: x === undefined ? at : { x: Number(x), y: Number(y) }, text: decodeURIComponent(said) };
  } catch {
    return undefined;
  }
}

/** A `time` parameter, unchecked; nothing where it is none. */
export function parseTime(text: string): { [K in keyof TimeWindow]: unknown } | undefined {
  const [, from, to, dated] = /^([^.,]*)\.\.([^.,]*)(,dated)?$/.exec(text) ?? [];
  return from === undefined ? undefined : { from, to, undated: dated === undefined };
}

/** An `ask` parameter, unchecked; paths are five of four hops unless it says otherwise. */
export function parseQuestion(text: string): { as: string } & Record<string, unknown> {
  const [as, ...rest] = text.split(":");
  const listed = rest.join(":").split(",").filter(Boolean);
  const [first, ...more] = listed;
  const numbers = more.filter((part) => /^\d+$/.test(part)).map(Number);
  const others = more.filter((part) => !/^\d+$/.test(part));
  switch (as) {
    case "lineage": {
      const [direction = "both", ...unread] = others;
      const [depth, ...further] = numbers;
      return {
        as,
        of: first,
        direction,
        ...(depth !== undefined && { depth }),
        ...refused([...unread, ...further]),
      };
    }
    case "impact": {
      const [depth, ...further] = numbers;
      return { as, of: first, ...(depth !== undefined && { depth }), ...refused([...others, ...further]) };
    }
    case "terms":
      return { as, of: first, ...refused(more) };
    case "paths": {
      const [to, ...unread] = others;
      const [k = usualPaths.k, hops = usualPaths.hops, ...further] = numbers;
      return { as, from: first, to, k, hops, ...refused([...unread, ...further]) };
    }
    case "compare":
      return { as, of: [...new Set(listed)] };
    default:
      return { as };
  }
}

/** What is too much makes the whole unreadable. */
const refused = (surplus: readonly unknown[]) => (surplus.length > 0 ? { surplus } : {});

/** How many ways between two, of how many hops at most, unless a question says. */
export const usualPaths = { k: 5, hops: 4 } as const;
