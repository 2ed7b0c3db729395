/**
 * What a reader has asked and done on the canvas as parameters of an address: `ask=lineage:model/llama,down,3`, and
 * `off=uses&also=…&expand=model/llama,out,date,12,trained_on;…&without=…&layout=groups:country&closed=CN&colour=access`
 * `&size=parameters&style=Mine&time=2018-01..2024-06,dated`.
 */
import type { Expansion, Question, View } from "./view-schema";

/** Name and value of each parameter, in fixed order; what is as in the empty view is left out. */
export function formatExploration({
  question,
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
    ["ask", question && questionText(question)],
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

/**
 * `lineage:` id, direction unless both, depth · `impact:` id, depth · `terms:` id · `paths:` two ids, how many, hops ·
 * `compare:` ids.
 */
export function questionText(question: Question): string {
  const listed = (() => {
    switch (question.as) {
      case "lineage":
        return [question.of, question.direction !== "both" && question.direction, question.depth];
      case "impact":
        return [question.of, question.depth];
      case "terms":
        return [question.of];
      case "paths":
        return [question.from, question.to, question.k, question.hops];
      case "compare":
        return question.of;
    }
  })();
  return `${question.as}:${listed.filter(Boolean).join(",")}`;
}
