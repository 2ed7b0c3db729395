/** The entities of a kind that most are tied to, by how many. */
import { linkedTo } from "@/lib/graph/links";
import type { Bar, ChartMaker } from "./chart";
import { apart, count, membersOf, share, text, viewOfPart } from "./members";

export const barsChart: ChartMaker<"bars"> = (source, spec) => {
  const { graph, locale } = source;
  const { type, direction, kind } = spec.link;
  const members = membersOf(graph, spec.kinds);
  const tied = new Set<number>();
  const all = membersOf(graph, [kind]).flatMap((target): Bar[] => {
    const id = graph.ids[target];
    const link = { type, direction, ids: [id] };
    const linked = linkedTo(graph, link);
    const entities = members.filter((entity) => linked[entity] === 1);
    if (entities.length === 0) return [];
    for (const entity of entities) tied.add(entity);
    const name = graph.names[target][locale];
    return [{ id, name, label: name, entities, view: viewOfPart(source, spec.kinds, { links: [link] }) }];
  });
  // Equals stay in the order of importance.
  all.sort((a, b) => b.entities.length - a.entities.length);
  const bars = all.slice(0, spec.most);
  const inMarks = new Set(bars.flatMap(({ entities }) => entities));
  const [lead, second, third] = bars;
  return {
    form: "bars",
    spec,
    total: members.length,
    leftOut: apart(source, members.length - tied.size, spec.link, tied.size - inMarks.size),
    bars,
    whole: viewOfPart(source, spec.kinds, { links: [{ type, direction, ids: bars.map(({ id }) => id) }] }),
    facts: {
      total: count(tied.size),
      targets: count(all.length),
      lead: text(lead?.name),
      lead_count: lead && count(lead.entities.length),
      lead_share: share(lead?.entities.length ?? 0, tied.size),
      second: text(second?.name),
      second_count: second && count(second.entities.length),
      third: text(third?.name),
      third_count: third && count(third.entities.length),
    },
  };
};
