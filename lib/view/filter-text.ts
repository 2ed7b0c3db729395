/**
 * A filter as parameters of an address: `in=…&combine=all&context=2&f.access=open,!closed&r.released=2022..`.
 *
 * `f.<facet>` lists values, `!` before those that are refused, `?` for "has none"; `r.<facet>` is a range,
 * `,?` behind it when entities without a value stay; `near` is an ego network: id, depth,
 * direction, relation types; `to.<type>` lists what a relation of the type leads to, `from.<type>` where it comes from; `list` and `show` are ids.
 */
import type { Filter } from "@/lib/graph/filter-value";

/** Name and value of each parameter, in fixed order; what is as in the empty filter is left out. */
export function formatFilter({
  scopes,
  combine,
  context,
  values,
  ranges,
  near,
  links,
  list,
  shown,
}: Filter): [string, string][] {
  const parts: [string, string][] = [];
  if (scopes.length > 0) parts.push(["in", scopes.join(",")]);
  if (combine !== "any") parts.push(["combine", combine]);
  if (context !== 1) parts.push(["context", String(context)]);
  for (const { facet, any, not } of values) {
    const all = [...any.map(escapeValue), ...not.map((value) => `!${escapeValue(value)}`)];
    parts.push([`f.${facet}`, all.join(",")]);
  }
  for (const { facet, from = "", to = "", unknown } of ranges)
    parts.push([`r.${facet}`, `${from}..${to}${unknown ? ",?" : ""}`]);
  if (near) {
    const direction = near.direction === "any" && near.types.length === 0 ? [] : [near.direction];
    parts.push(["near", [near.id, near.depth, ...direction, ...near.types].join(",")]);
  }
  for (const { type, direction, ids } of links)
    parts.push([`${direction === "out" ? "to" : "from"}.${type}`, ids.join(",")]);
  if (list) parts.push(["list", list.join(",")]);
  if (shown.length > 0) parts.push(["show", shown.join(",")]);
  return parts;
}

/** A comma parts values, and an exclamation mark before one refuses it. */
const escapeValue = (value: string): string => value.replace(/[%,!]/g, (char) => encodeChar(char));
const encodeChar = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
