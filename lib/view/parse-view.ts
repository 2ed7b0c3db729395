/** A view from the text of an address, whatever that text is. */
import type * as z from "zod/mini";
import { filterSchema } from "@/lib/graph/filter-schema";
import { type Filter, filterLimits } from "@/lib/graph/filter-value";
import { entityIdPattern, entityIdSchema } from "@/lib/graph/schema";
import { byRelation } from "./filter-steps";
import {
  parseClosed,
  parseExpansion,
  parseLayout,
  parseLinkName,
  parseNear,
  parseNote,
  parseQuestion,
  parseRange,
  parseTime,
  parseValues,
} from "./parse-parts";
import { emptyView, exploreLimits, movedLimit, noteLimits, type View, type ViewProblem } from "./view";
import {
  expansionSchema,
  layoutSchema,
  noteSchema,
  questionSchema,
  styleSchema,
  viewSchema,
} from "./view-schema";

/** Parameters of the address that are not the view's own and are left alone, unreported; `story` and `step` are a tour's. */
const foreignParameters = /^(utm_\w+|fbclid|gclid|ref|from|spm|story|step)$/;

/**
 * Reads a view from the parameters of an address. Never throws: what cannot be read is left out and
 * reported, so that the result is the nearest valid view.
 */
export function parseView(parameters: URLSearchParams): { view: View; problems: ViewProblem[] } {
  const problems: ViewProblem[] = [];
  const report: Report = (code, parameter, value) =>
    void problems.push({ code, parameter: parameter.slice(0, 80), value: value.slice(0, 80) });
  const view: Draft = { ...emptyView };
  const readers: Record<string, Reader> = {
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
        namesOf(value),
        (kinds) => (view.hiddenKinds = kinds),
        () => report("malformed", name, value),
      ),
    ...filterReaders(view, report),
    ...explorationReaders(view, report),
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
    notes: (value, name) => {
      const texts = value.split(";").filter(Boolean);
      if (texts.length > noteLimits.notes) report("too-many", name, value);
      const notes: View["notes"] = [];
      for (const text of texts.slice(-noteLimits.notes))
        accept(
          noteSchema,
          parseNote(text) ?? text,
          (note) => notes.push(note),
          () => report("malformed", name, text),
        );
      view.notes = notes;
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
    const read = Object.hasOwn(readers, name)
      ? readers[name]
      : (facetReader(name, view, report) ?? linkReader(name, view, report));
    if (!read) {
      if (!foreignParameters.test(name)) report("unknown-parameter", name, value);
    } else if (seen.has(name)) report("repeated-parameter", name, value);
    else read(value, name);
    seen.add(name);
  }
  return { view, problems };
}

type Reader = (value: string, name: string) => void;
type Report = (code: ViewProblem["code"], parameter: string, value: string) => void;
type Draft = { -readonly [K in keyof View]: View[K] };

/** Names in alphabetical order, each once. */
const namesOf = (text: string): string[] => [...new Set(text.split(",").filter(Boolean))].sort();

type Ids = (limit: number, name: string, value: string, accepted: (ids: Filter["shown"]) => void) => void;

/** Reads ids one by one, so that a damaged one does not cost the others. */
const idsReader =
  (report: Report): Ids =>
  (limit, name, value, accepted) => {
    const given = [...new Set(value.split(",").filter(Boolean))];
    if (given.length > limit) report("too-many", name, value);
    const wellFormed = given.filter(
      (id) => entityIdSchema.safeParse(id).success || report("malformed", name, id),
    );
    accepted(wellFormed.slice(-limit));
  };

function explorationReaders(view: Draft, report: Report): Record<string, Reader> {
  const ids = idsReader(report);
  const style =
    (key: keyof View["style"]): Reader =>
    (value, name) =>
      accept(
        styleSchema.shape[key],
        value,
        (part) => (view.style = { ...view.style, [key]: part }),
        () => report("malformed", name, value),
      );
  return {
    ask: (value, name) =>
      accept(
        questionSchema,
        parseQuestion(value),
        (question) => (view.question = question),
        () => report("malformed", name, value),
      ),
    off: (value, name) =>
      accept(
        viewSchema.shape.hiddenTypes,
        namesOf(value),
        (types) => (view.hiddenTypes = types),
        () => report("malformed", name, value),
      ),
    also: (value, name) => ids(exploreLimits.also, name, value, (also) => (view.also = also)),
    without: (value, name) => ids(exploreLimits.without, name, value, (without) => (view.without = without)),
    expand: (value, name) => {
      const texts = value.split(";").filter(Boolean);
      if (texts.length > exploreLimits.expansions) report("too-many", name, value);
      const byId = new Map<string, View["expansions"][number]>();
      for (const text of texts.slice(-exploreLimits.expansions))
        accept(
          expansionSchema,
          parseExpansion(text) ?? text,
          (expansion) => byId.set(expansion.id, expansion),
          () => report("malformed", name, text),
        );
      view.expansions = [...byId.values()];
    },
    layout: (value, name) =>
      accept(
        layoutSchema,
        { ...parseLayout(value), closed: view.layout.closed },
        (layout) => (view.layout = layout),
        () => report("malformed", name, value),
      ),
    closed: (value, name) =>
      accept(
        layoutSchema.shape.closed,
        parseClosed(value),
        (closed) => (view.layout = { ...view.layout, closed }),
        () => report("malformed", name, value),
      ),
    colour: style("colour"),
    size: style("size"),
    style: style("name"),
    time: (value, name) =>
      accept(
        viewSchema.shape.time,
        parseTime(value) ?? value,
        (time) => (view.time = time),
        () => report("malformed", name, value),
      ),
  };
}

function filterReaders(view: Draft, report: Report): Record<string, Reader> {
  const take = (part: Partial<Filter>) => {
    view.filter = { ...view.filter, ...part };
  };
  const ids = idsReader(report);
  return {
    in: (value, name) => ids(filterLimits.scopes, name, value, (scopes) => take({ scopes })),
    combine: (value, name) =>
      accept(
        filterSchema.shape.combine,
        value,
        (combine) => take({ combine }),
        () => report("malformed", name, value),
      ),
    context: (value, name) =>
      accept(
        filterSchema.shape.context,
        numberOf(value),
        (context) => take({ context }),
        () => report("malformed", name, value),
      ),
    near: (value, name) =>
      accept(
        filterSchema.shape.near,
        parseNear(value) ?? value,
        (near) => take({ near }),
        () => report("malformed", name, value),
      ),
    list: (value, name) => ids(filterLimits.list, name, value, (list) => take({ list })),
    show: (value, name) => ids(filterLimits.shown, name, value, (shown) => take({ shown })),
  };
}

/** Reads what is said of one facet, `f.<facet>` or `r.<facet>`. */
function facetReader(name: string, view: Draft, report: Report): Reader | undefined {
  const facet = name.slice(2);
  const { filter } = view;
  const byFacet = (a: { facet: string }, b: { facet: string }) => (a.facet < b.facet ? -1 : 1);
  if (name.startsWith("f."))
    return (text) => {
      const read = parseValues(text);
      accept(
        filterSchema.shape.values,
        read && [...filter.values, { facet, ...read }].sort(byFacet),
        (values) => (view.filter = { ...filter, values }),
        () => report("malformed", name, text),
      );
    };
  if (name.startsWith("r."))
    return (text) => {
      const read = parseRange(text);
      accept(
        filterSchema.shape.ranges,
        read && [...filter.ranges, { facet, ...read }].sort(byFacet),
        (ranges) => (view.filter = { ...filter, ranges }),
        () => report("malformed", name, text),
      );
    };
  return undefined;
}

/** Reads what is said of one relation type, `to.<type>` or `from.<type>`. */
function linkReader(name: string, view: Draft, report: Report): Reader | undefined {
  const link = parseLinkName(name);
  if (!link) return undefined;
  return (value) => {
    const { filter } = view;
    idsReader(report)(filterLimits.linked, name, value, (ids) =>
      accept(
        filterSchema.shape.links,
        [...filter.links, { ...link, ids }].sort(byRelation),
        (links) => (view.filter = { ...filter, links }),
        () => report(filter.links.length < filterLimits.links ? "malformed" : "too-many", name, value),
      ),
    );
  };
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
