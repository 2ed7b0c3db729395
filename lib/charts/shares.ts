/** How the entities of each kind part into groups, those of which nothing is known included. */

import { chartWords } from "@/lib/i18n/insights-words";
import type { ChartMaker, Mark } from "./chart";
import { count, grouped, largest, membersOf, share, text, viewOfList, viewOfPart } from "./members";

export const sharesChart: ChartMaker<"shares"> = (source, spec) => {
  const { graph, locale } = source;
  const members = membersOf(graph, spec.kinds);
  const { groups, of } = grouped(source, spec.by, members, "group");
  const rows = spec.kinds.map((kind) => {
    const own = membersOf(graph, [kind]);
    return { kind, label: graph.ontology.kinds[kind].plural[locale], own, total: own.length };
  });
  const marks = rows.map(({ kind, label: row, own }) =>
    groups.map(({ label, condition }, g): Mark | undefined => {
      const entities = own.filter((entity) => of.get(entity) === g);
      if (entities.length === 0) return undefined;
      const view = condition
        ? viewOfPart(source, [kind], { values: [condition] })
        : viewOfList(source, [kind], entities);
      return { label: chartWords[locale].both(row, label), entities, view };
    }),
  );
  const isKnown = groups.map(({ tone }) => tone !== "unknown");
  const sum = (sizes: readonly number[]) => sizes.reduce((a, b) => a + b, 0);
  const sizeOf = (g: number) => sum(marks.map((row) => row[g]?.entities.length ?? 0));
  const known = sum(groups.map((_, g) => (isKnown[g] ? sizeOf(g) : 0)));
  const lead = largest(
    [...groups.keys()].filter((g) => isKnown[g]),
    sizeOf,
  );
  /** Of each row, how much of what is known is in the largest group. */
  const shares = rows.map(({ label }, r) => {
    const of = sum(marks[r].map((mark, g) => (isKnown[g] ? (mark?.entities.length ?? 0) : 0)));
    return { label, part: lead === undefined ? 0 : (marks[r][lead]?.entities.length ?? 0), of };
  });
  const [top, bottom] = [1, -1].map((sign) =>
    largest(
      shares.filter(({ of }) => of > 0),
      ({ part, of }) => (sign * part) / of,
    ),
  );
  return {
    form: "shares",
    spec,
    total: members.length,
    leftOut: [],
    groups,
    rows: rows.map(({ own: _, ...row }) => row),
    marks,
    whole: { ...viewOfPart(source, spec.kinds, {}), style: { colour: spec.by.facet } },
    facts: {
      total: count(members.length),
      known: count(known),
      known_share: share(known, members.length),
      ...(lead !== undefined && {
        lead: text(groups[lead].label),
        lead_count: count(sizeOf(lead)),
        lead_share: share(sizeOf(lead), known),
      }),
      ...(top && { top: text(top.label), top_share: share(top.part, top.of) }),
      ...(bottom && { bottom: text(bottom.label), bottom_share: share(bottom.part, bottom.of) }),
    },
  };
};
