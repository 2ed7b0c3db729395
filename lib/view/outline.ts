/** What a scene shows as text: entities in sight, grouped by the regions of the map. */
import type { Scene } from "./scene";
import type { Rectangle } from "./view";

/** A line of the outline: a group's heading, an entity of it, or how many more there are. */
export interface OutlineRow {
  /** `g<group>`, `e<entity>` or `m<group>`. */
  readonly key: string;
  /** Index of the region, as text; -1 for what stands outside of any. */
  readonly group: string;
  readonly region: number;
  /** How many entities of the group are listed. */
  readonly open: number;
  /** How many it has in sight, and how much context beside. */
  readonly count: number;
  readonly context: number;
  readonly entity?: number;
  readonly rest?: number;
}

export interface Outline {
  /** Entities that the view is about, and how many of them are in sight; context is counted apart. */
  readonly all: number;
  readonly inSight: number;
  readonly context: number;
  /** How many entities a group brings at a time. */
  readonly portion: number;
  /** @param opened by group, how many of its entities are listed */
  rows(opened: Readonly<Record<string, number>>): OutlineRow[];
}

const portion = 40;

/**
 * Groups by how much they have in sight; in each, what the view is about before its context, then by importance.
 *
 * @param sight a rectangle of the map; all of it where absent
 */
export function outlineOf({ graph, hidden, context, x, y }: Scene, sight: Rectangle | undefined): Outline {
  const groups = new Map<number, number[]>();
  let [all, inSight, around] = [0, 0, 0];
  for (let i = 0; i < graph.size; i++) {
    if (hidden[i]) continue;
    if (!context[i]) all++;
    if (sight && (x[i] < sight.left || x[i] > sight.right || y[i] < sight.top || y[i] > sight.bottom))
      continue;
    if (context[i]) around++;
    else inSight++;
    const group = groups.get(graph.region[i]);
    if (group) group.push(i);
    else groups.set(graph.region[i], [i]);
  }
  const ordered = [...groups]
    .map(([region, members]) => ({
      region,
      members: members.sort((a, b) => context[a] - context[b] || a - b),
    }))
    .map((group) => ({ ...group, aside: group.members.filter((i) => context[i]).length }))
    .sort((a, b) => b.members.length - b.aside - (a.members.length - a.aside) || a.region - b.region);
  return {
    all,
    inSight,
    context: around,
    portion,
    rows: (opened) =>
      ordered.flatMap(({ region, members, aside }) => {
        const group = String(region);
        const open = Math.min(opened[group] ?? 0, members.length);
        const line = { group, region, open, count: members.length - aside, context: aside };
        const rest = members.length - open;
        return [
          { ...line, key: `g${group}` },
          ...members.slice(0, open).map((entity) => ({ ...line, key: `e${entity}`, entity })),
          ...(open > 0 && rest > 0 ? [{ ...line, key: `m${group}`, rest }] : []),
        ];
      }),
  };
}
