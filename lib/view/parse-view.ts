/** A view from the text of an address, whatever that text is. */
import type * as z from "zod/mini";
import { entityIdPattern } from "@/lib/graph/schema";
import { emptyView, movedLimit, type View, type ViewProblem } from "./view";
import { viewSchema } from "./view-schema";

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
