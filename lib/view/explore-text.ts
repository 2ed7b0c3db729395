/**
 * What a reader has done on the canvas as parameters of an address:
 * `off=uses&also=…&expand=model/llama,out,date,12,trained_on;…&without=…&layout=groups:country&closed=CN&colour=access`
 * `&size=parameters&style=Mine&time=2018-01..2024-06,dated`.
 */
import type { Expansion, View } from "./view-schema";

/** Name and value of each parameter, in fixed order; what is as in the empty view is left out. */
export function formatExploration({
  hiddenTypes,
  also,
  expansions,
  without,
  layout,
  style,
  time,
}: View): [string, string][] {
  const { as, by, centre, closed } = layout;
  const parts: [string, string | undefined][] = [
    ["off", hiddenTypes.join(",")],
    ["also", also.join(",")],
    ["expand", expansions.map(expansionText).join(";")],
    ["without", without.join(",")],
    ["layout", as === "atlas" ? "" : [as, as === "concentric" ? centre : by].filter(Boolean).join(":")],
    ["closed", closed.map(escapeComma).join(",")],
    ["colour", style.colour],
    ["size", style.size],
    ["style", style.name],
    ["time", time && `${time.from}..${time.to}${time.undated ? "" : ",dated"}`],
  ];
  return parts.filter((part): part is [string, string] => Boolean(part[1]));
}

/** An expansion to any neighbours by importance says no more than whose, and how many. */
function expansionText({ id, direction, rank, limit, types }: Expansion): string {
  const isPlain = direction === "any" && rank === "importance" && types.length === 0;
  return [id, limit, ...(isPlain ? [] : [direction, rank, ...types])].join(",");
}

const escapeComma = (value: string): string => value.replace(/[%,]/g, (c) => (c === "," ? "%2C" : "%25"));
