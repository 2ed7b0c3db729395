/** Whether a filter speaks of entities, facets and values that there are. */
import type { FacetTable } from "./facet-table";
import { type FacetType, type Filter, rangeBounds, unknownValue } from "./filter-value";
import type { Graph } from "./graph";

/** What a filter says that is not possible with these data. */
export interface FilterFault {
  readonly code:
    | "unknown-kind"
    | "unknown-type"
    | "unknown-entity"
    | "unknown-facet"
    | "unknown-value"
    | "malformed";
  /** The parameter of an address that says so. */
  readonly parameter: string;
  readonly value: string;
}

/**
 * The filter without what the data do not have, and what that was. Data that have been cut out of larger ones cannot tell
 * what there is not from what they do not show: of them, entities and values that are only looked for are not asked.
 *
 * @param table without it, what the filter says of facets is left as it is
 */
export function fitFilter(
  filter: Filter,
  graph: Graph,
  table?: FacetTable,
): { filter: Filter; faults: FilterFault[] } {
  const faults: FilterFault[] = [];
  const keep: Keep = (isKnown, code, parameter, value) => {
    if (!isKnown) faults.push({ code, parameter, value });
    return isKnown;
  };
  const known = (parameter: string, ids: readonly string[]) =>
    ids.filter((id) => keep(graph.indexOf(id) >= 0, "unknown-entity", parameter, id));
  const possible = (parameter: string, ids: readonly string[]) =>
    graph.within ? [...ids] : known(parameter, ids);
  const { list, near, ...rest } = filter;
  const fitted: Filter = {
    ...rest,
    scopes: known("in", filter.scopes),
    ...fitNear(near, graph, keep),
    links: filter.links.flatMap((link) => {
      const parameter = `${link.direction === "out" ? "to" : "from"}.${link.type}`;
      if (!keep(graph.relationTypes.includes(link.type), "unknown-type", parameter, link.type)) return [];
      const ids = known(parameter, link.ids);
      return ids.length > 0 ? [{ ...link, ids }] : [];
    }),
    ...(list && { list: possible("list", list) }),
    shown: possible("show", filter.shown),
    ...(table && {
      values: fitValues(filter.values, table, keep, graph.within !== undefined),
      ranges: fitRanges(filter.ranges, table, keep),
    }),
  };
  return { filter: faults.length > 0 ? fitted : filter, faults };
}

function fitNear(near: Filter["near"], graph: Graph, keep: Keep): Pick<Filter, "near"> {
  if (!near || !keep(graph.indexOf(near.id) >= 0, "unknown-entity", "near", near.id)) return {};
  const types = near.types.filter((type) =>
    keep(graph.relationTypes.includes(type), "unknown-type", "near", type),
  );
  return { near: { ...near, types } };
}

type Keep = (isKnown: boolean, code: FilterFault["code"], parameter: string, value: string) => boolean;

/** @param isCutOut whether any value may be one that there is */
function fitValues(
  values: Filter["values"],
  table: FacetTable,
  keep: Keep,
  isCutOut: boolean,
): Filter["values"] {
  return values.flatMap(({ facet, any, not }) => {
    const parameter = `f.${facet}`;
    const names = table.get(facet)?.names;
    if (!names) {
      keep(false, "unknown-facet", parameter, facet);
      return [];
    }
    const known = (all: readonly string[]) =>
      all.filter((value) =>
        keep(isCutOut || value === unknownValue || names.includes(value), "unknown-value", parameter, value),
      );
    const left = { facet, any: known(any), not: known(not) };
    return left.any.length + left.not.length > 0 ? [left] : [];
  });
}

function fitRanges(ranges: Filter["ranges"], table: FacetTable, keep: Keep): Filter["ranges"] {
  return ranges.filter(({ facet, from = "", to = "" }) => {
    const parameter = `r.${facet}`;
    const type = table.get(facet)?.definition.type;
    if (!type) return keep(false, "unknown-facet", parameter, facet);
    const [least, most] = rangeBounds(type, from || undefined, to || undefined);
    const fits = [from, to].every((bound) => bound === "" || fitsType(type, bound)) && least <= most;
    return keep(fits, "malformed", parameter, `${from}..${to}`);
  });
}

/** Whether a bound of a range can be compared with the values of such a facet. */
export function fitsType(type: FacetType, bound: string): boolean {
  if (type === "number") return /^\d+(\.\d+)?$/.test(bound);
  return type === "date" && /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(bound);
}
