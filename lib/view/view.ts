/**
 * A view as a value: what is shown, how, and what is pointed at.
 *
 * The address bar, undo, short links, embeds and exports all carry this one value. It is plain JSON; a
 * step (steps.ts) turns one view into another and never changes it. Hover and open menus are not part
 * of it. `parseView` and `formatView` are the address's side of it: readable parameters, nothing lost.
 */
import * as z from "zod/mini";
import type { Graph } from "@/lib/graph/graph";
import { type EntityId, entityIdPattern, entityIdSchema } from "@/lib/graph/schema";

/** A rectangle of the map, in map units. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Names a relation: `from~type~to`. */
export interface RelationKey {
  readonly from: EntityId;
  readonly type: string;
  readonly to: EntityId;
}

/** Most places that a reader may have moved; beyond, the earliest go back to the map's own. */
export const movedLimit = 100;
const coordinateLimit = 100_000;

const coordinate = z.number().check(z.gte(-coordinateLimit), z.lte(coordinateLimit));
const relationKeySchema = z.strictObject({
  from: entityIdSchema,
  type: z.string().check(z.regex(/^[a-z][a-z0-9_]*$/)),
  to: entityIdSchema,
});

export const viewSchema = z.strictObject({
  version: z.literal(1),
  graph: z._default(z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)), "atlas"),
  /** Version of the data that the view was made on; absent: whichever is current. */
  data: z.optional(z.string().check(z.regex(/^[0-9a-f]{16}$/))),
  /** Kinds taken out. Empty shows all, so that a kind added later is visible by default. */
  hiddenKinds: z._default(z.array(z.string().check(z.regex(/^[a-z][a-z0-9_]*$/))).check(z.maxLength(64)), []),
  /** The entity or the relation pointed at. */
  selection: z.optional(z.union([entityIdSchema, relationKeySchema])),
  /** Entities that the reader has moved, with their places in map units. */
  moved: z._default(
    z
      .array(z.strictObject({ id: entityIdSchema, x: coordinate, y: coordinate }))
      .check(z.maxLength(movedLimit)),
    [],
  ),
  /** What of the map is in sight at least, fitted to the reader's screen; absent: all of it. */
  camera: z.optional(
    z
      .strictObject({ left: coordinate, top: coordinate, right: coordinate, bottom: coordinate })
      .check(z.refine(({ left, top, right, bottom }) => left < right && top < bottom)),
  ),
});
export type View = z.infer<typeof viewSchema>;

/** The whole atlas, nothing selected. */
export const emptyView: View = { version: 1, graph: "atlas", hiddenKinds: [], moved: [] };

/** What was wrong with a view, and where; the interface puts it into the reader's language. */
export interface ViewProblem {
  readonly code:
    | "unknown-parameter"
    | "repeated-parameter"
    | "malformed"
    | "too-many"
    | "unknown-graph"
    | "unknown-version"
    | "unknown-kind"
    | "unknown-entity"
    | "unknown-relation";
  /** The parameter of the address. */
  readonly parameter: string;
  readonly value: string;
}

/** Parameters of the address that are not the view's own and are left alone, unreported. */
const foreignParameters = /^(utm_\w+|fbclid|gclid|ref|from|spm)$/;

/**
 * Reads a view from the parameters of an address. Never throws: what cannot be read is left out and
 * reported, so that the result is the nearest valid view.
 */
export function parseView(parameters: URLSearchParams): { view: View; problems: ViewProblem[] } {
  const problems: ViewProblem[] = [];
  const report = (code: ViewProblem["code"], parameter: string, value: string) =>
    void problems.push({ code, parameter, value: value.slice(0, 80) });
  const view: { -readonly [K in keyof View]: View[K] } = { ...emptyView };
  const readers: Record<string, (value: string, name: string) => void> = {
    graph: (value, name) =>
      accept(
        viewSchema.shape.graph,
        value,
        (graph) => (view.graph = graph),
        () => report("malformed", name, value),
      ),
    version: (value, name) =>
      accept(
        viewSchema.shape.data,
        value,
        (data) => (view.data = data),
        () => report("malformed", name, value),
      ),
    hide: (value, name) =>
      accept(
        viewSchema.shape.hiddenKinds,
        [...new Set(value.split(",").filter(Boolean))].sort(),
        (kinds) => (view.hiddenKinds = kinds),
        () => report("malformed", name, value),
      ),
    select: (value, name) =>
      accept(
        viewSchema.shape.selection,
        parseSelection(value),
        (selection) => (view.selection = selection),
        () => report("malformed", name, value),
      ),
    moved: (value, name) => {
      const places = value.split(";").filter(Boolean);
      if (places.length > movedLimit) report("too-many", name, value);
      const byId = new Map<string, View["moved"][number]>();
      for (const text of places.slice(-movedLimit)) {
        const [id = "", x, y] = text.split(/[:,]/);
        accept(
          viewSchema.shape.moved,
          [{ id, x: numberOf(x), y: numberOf(y) }],
          ([place]) => place && byId.set(id, place),
          () => report("malformed", name, text),
        );
      }
      view.moved = [...byId.values()];
    },
    at: (value, name) => {
      const [left, top, right, bottom, ...more] = value.split(",").map(numberOf);
      accept(
        viewSchema.shape.camera,
        more.length === 0 ? { left, top, right, bottom } : value,
        (camera) => (view.camera = camera),
        () => report("malformed", name, value),
      );
    },
  };
  const seen = new Set<string>();
  for (const [name, value] of parameters) {
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (!read) {
      if (!foreignParameters.test(name)) report("unknown-parameter", name.slice(0, 40), value);
    } else if (seen.has(name)) report("repeated-parameter", name, value);
    else read(value, name);
    seen.add(name);
  }
  return { view, problems };
}

function accept<T>(
  schema: z.ZodMiniType<T>,
  value: unknown,
  take: (value: T) => void,
  refuse: () => void,
): void {
  const result = schema.safeParse(value);
  if (result.success && result.data !== undefined) take(result.data);
  else refuse();
}

/** A number as written; not what `Number` makes of blanks or of nothing. */
function numberOf(text: string | undefined): number {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function parseSelection(text: string): View["selection"] | string {
  if (entityIdPattern.test(text)) return text;
  const [from, type, to, ...more] = text.split("~");
  return from && type && to && more.length === 0 ? { from, type, to } : text;
}

/** The view as parameters of an address, in fixed order; what is as in `emptyView` is left out. */
export function formatView(view: View): string {
  const parts: [string, string][] = [];
  if (view.graph !== emptyView.graph) parts.push(["graph", view.graph]);
  if (view.data) parts.push(["version", view.data]);
  if (view.hiddenKinds.length > 0) parts.push(["hide", view.hiddenKinds.join(",")]);
  if (view.selection) parts.push(["select", formatSelection(view.selection)]);
  if (view.moved.length > 0)
    parts.push(["moved", view.moved.map(({ id, x, y }) => `${id}:${x},${y}`).join(";")]);
  if (view.camera) {
    const { left, top, right, bottom } = view.camera;
    parts.push(["at", [left, top, right, bottom].join(",")]);
  }
  // Slash, comma, colon, semicolon and tilde mean nothing in a query and read better as they are.
  return parts
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(value).replace(/%(2F|2C|3A|3B|7E)/g, decodeURIComponent)}`,
    )
    .join("&");
}

export function formatSelection(selection: NonNullable<View["selection"]>): string {
  return typeof selection === "string" ? selection : `${selection.from}~${selection.type}~${selection.to}`;
}

/** The view without what this graph does not have, and what that was. */
export function fitViewToGraph(view: View, graph: Graph): { view: View; problems: ViewProblem[] } {
  const problems: ViewProblem[] = [];
  const keep = (known: boolean, code: ViewProblem["code"], parameter: string, value: string) => {
    if (!known) problems.push({ code, parameter, value });
    return known;
  };
  const { selection, data, ...rest } = view;
  const fitted: View = {
    ...rest,
    hiddenKinds: view.hiddenKinds.filter((kind) =>
      keep(graph.kinds.includes(kind), "unknown-kind", "hide", kind),
    ),
    moved: view.moved.filter(({ id }) => keep(graph.indexOf(id) >= 0, "unknown-entity", "moved", id)),
  };
  if (data && keep(data === graph.version, "unknown-version", "version", data)) fitted.data = data;
  if (typeof selection === "string") {
    if (keep(graph.indexOf(selection) >= 0, "unknown-entity", "select", selection))
      fitted.selection = selection;
  } else if (
    selection &&
    keep(findRelation(graph, selection) >= 0, "unknown-relation", "select", formatSelection(selection))
  ) {
    fitted.selection = selection;
  }
  return problems.length > 0 ? { view: fitted, problems } : { view, problems };
}

/** The relation's index, or -1. */
export function findRelation(graph: Graph, { from, type, to }: RelationKey): number {
  const [start, end, kind] = [graph.indexOf(from), graph.indexOf(to), graph.relationTypes.indexOf(type)];
  if (start < 0 || end < 0) return -1;
  for (let i = graph.incidentFrom[start]; i < graph.incidentFrom[start + 1]; i++) {
    const relation = graph.incident[i];
    if (
      graph.relations.from[relation] === start &&
      graph.relations.to[relation] === end &&
      graph.relations.type[relation] === kind
    ) {
      return relation;
    }
  }
  return -1;
}

export function relationKey(graph: Graph, relation: number): RelationKey {
  return {
    from: graph.ids[graph.relations.from[relation]],
    type: graph.relationTypes[graph.relations.type[relation]],
    to: graph.ids[graph.relations.to[relation]],
  };
}
