/**
 * The ontology: which kinds, relation types, facts and licences a graph has, and how they are shown.
 *
 * It is data (`graph-data/ontology.yaml`) and drives the whole app: no component knows the word
 * "model". The shape of the entities themselves is in schema.ts, what is read off
 * an ontology in ontology-readings.ts.
 */
import * as z from "zod/mini";
import { textSchema } from "./schema";

const name = z.string().check(z.regex(/^[a-z][a-z0-9_]*$/));
const colourSchema = z.string().check(z.regex(/^#[0-9a-f]{6}$/));
const themedColourSchema = z.strictObject({ light: colourSchema, dark: colourSchema });
const themedColoursSchema = z.strictObject({
  light: z.array(colourSchema).check(z.minLength(1)),
  dark: z.array(colourSchema).check(z.minLength(1)),
});

/** Other words for the same thing, as readers ask for it (lib/ask); shown nowhere. */
export const alsoSchema = z.strictObject({
  en: z.optional(z.array(z.string().check(z.minLength(1)))),
  zh: z.optional(z.array(z.string().check(z.minLength(1)))),
});
export type Also = z.infer<typeof alsoSchema>;

/** Outlines that the canvas and the legend can both draw (lib/canvas/shapes.ts). */
export const shapeNames = [
  "circle",
  "square",
  "diamond",
  "triangle",
  "inverted-triangle",
  "pentagon",
  "hexagon",
  "octagon",
  "star",
  "cross",
  "shield",
] as const;
export type ShapeName = (typeof shapeNames)[number];

export const factTypes = [
  "text",
  "enum",
  "number",
  "quantity",
  "date",
  "url",
  "country",
  "language",
  "license",
] as const;

/**
 * How a fact is stored, shown and, as a facet, offered.
 *
 * - `text`, `url`: a string; `date`: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, quoted
 * - `enum`: a key of the enumeration that `values` names
 * - `number`: a plain number in `unit`; `quantity`: a map from measure (a key of `measures`) to number
 * - `country`: ISO 3166 alpha-2 or a key of the enumeration that `values` names; `language`: ISO 639
 * - `license`: a list of `{id, part?}`, ids from `licenses`
 */
export const factDefinitionSchema = z.strictObject({
  label: textSchema,
  also: z.optional(alsoSchema),
  type: z.enum(factTypes),
  /** A list of values instead of one. */
  list: z.optional(z.boolean()),
  values: z.optional(name),
  /** Unit of a number: the name of an entry of `units`. */
  unit: z.optional(name),
  measures: z.optional(z.record(name, z.strictObject({ label: textSchema, unit: name }))),
  /** Readers may filter by it. */
  facet: z.optional(z.boolean()),
});
export type FactDefinition = z.infer<typeof factDefinitionSchema>;

export const kindSchema = z.strictObject({
  label: textSchema,
  plural: textSchema,
  also: z.optional(alsoSchema),
  /** SVG path data in a box of 24 by 24, drawn as a stroke. */
  icon: z.string().check(z.regex(/^[MmLlHhVvCcSsQqTtAaZz0-9\s.,-]+$/)),
  shape: z.enum(shapeNames),
  colour: themedColourSchema,
  /** How readily an entity of this kind gives a region of the map its name; absent: never. */
  names_regions: z.optional(z.number()),
  facts: z.record(name, factDefinitionSchema),
  /** What a table of this kind shows at first: keys of facets, and `to.<type>` or `from.<type>` for what relations lead to. */
  columns: z.optional(z.array(z.string())),
});
export type KindDefinition = z.infer<typeof kindSchema>;

export const relationTypeSchema = z.strictObject({
  /** Read from the relation's start: "trained on". */
  label: textSchema,
  /** Read from its end: "used to train". */
  inverse: textSchema,
  /** The same as predicates of a sentence, "is trained on" and "is used to train"; the readings above where absent. */
  clause: z.optional(textSchema),
  inverse_clause: z.optional(textSchema),
  /** Other readings from its start, and from its end. */
  also: z.optional(alsoSchema),
  inverse_also: z.optional(alsoSchema),
  /** Pairs of kinds that it may join. */
  ends: z.array(
    z.strictObject({
      from: z.array(name).check(z.minLength(1)),
      to: z.array(name).check(z.minLength(1)),
    }),
  ),
  /** How strongly it pulls its ends together on the map; 1 is usual. */
  weight: z.number().check(z.positive()),
  /**
   * Whether descent runs along it: `to` when its end is the ancestor of its start ("based on"),
   * `from` when its start is the ancestor of its end; absent: it carries none.
   */
  ancestor: z.optional(z.enum(["from", "to"])),
});
export type RelationType = z.infer<typeof relationTypeSchema>;

/**
 * What filtering by an entity of one kind, such as a domain, means: the entity itself (`self`) and, rule by
 * rule, what stands at the `end` of a relation of type `via` whose other end is in already by a rule of `of`. A
 * rule that names itself is followed for as long as it leads on.
 *
 * `sections` say how a page tells what a scope holds: entities of these kinds that are in by one of these rules, and of
 * each of them the relations that the section is about.
 */
export const scopeSchema = z.strictObject({
  kind: name,
  rules: z.record(
    name,
    z.strictObject({
      of: z.array(name).check(z.minLength(1)),
      via: name,
      end: z.enum(["from", "to"]),
    }),
  ),
  sections: z.optional(
    z.array(
      z.strictObject({
        label: textSchema,
        rules: z.array(name).check(z.minLength(1)),
        kinds: z.array(name).check(z.minLength(1)),
        /** Relations of type `via`, and what stands at their `end`. */
        tells: z.optional(z.array(z.strictObject({ via: name, end: z.enum(["from", "to"]) }))),
      }),
    ),
  ),
});
export type ScopeDefinition = z.infer<typeof scopeSchema>;

/** More rules than this have no room in the bits that scope.ts keeps for each entity. */
export const scopeRulesLimit = 15;

const kindNamesSchema = z.array(name).check(z.minLength(1));

/**
 * Relations that something flows along: those of type `via` whose start is of one of the kinds `from` and whose end is of
 * one of `to`, of any where absent. It flows out of the end that `source` names.
 */
export const flowRuleSchema = z.strictObject({
  via: name,
  source: z.enum(["from", "to"]),
  from: z.optional(kindNamesSchema),
  to: z.optional(kindNamesSchema),
});
export type FlowRule = z.infer<typeof flowRuleSchema>;

/**
 * What flows through the graph: descent (`lineage`), the effects of a change (`impact`) and terms of use (`terms`).
 * Where several rules fit a relation, the first of them holds; where none does, nothing flows along it.
 */
export const flowsSchema = z.strictObject({
  lineage: z.array(flowRuleSchema),
  impact: z.array(flowRuleSchema),
  terms: z.array(flowRuleSchema),
});
export type Flows = z.infer<typeof flowsSchema>;

/** A facet that is read off other entities: relation types, then a fact, joined by dots. */
export const derivedFacetSchema = z.strictObject({
  label: textSchema,
  kinds: z.array(name).check(z.minLength(1)),
  /** Such as `developed_by.country`; without a closing fact, the entities themselves: `developed_by`. */
  path: z.string().check(z.regex(/^[a-z_]+(\.[a-z_]+)*$/)),
  /** Each entity on the path stands for the wholes that this relation type leads to as well. */
  roll_up: z.optional(name),
});
export type DerivedFacet = z.infer<typeof derivedFacetSchema>;

/**
 * A question to which several facets are the answer, each for kinds of its own, such as to whom an entity belongs: the
 * first of `facets` that its kind has, and that it has a value of, says it.
 */
export const groupingSchema = z.strictObject({
  label: textSchema,
  /** Entities of this kind are their own answer. */
  self: z.optional(name),
  /** Where the answer is an entity, the whole that this relation type leads to stands for its parts. */
  roll_up: z.optional(name),
  /** Keys of facets of categories, as facetsOf (facet-table.ts) has them. */
  facets: z.array(z.string()).check(z.minLength(1)),
});
export type GroupingDefinition = z.infer<typeof groupingSchema>;

export const commercialUses = ["yes", "no", "conditional", "unknown"] as const;
export type CommercialUse = (typeof commercialUses)[number];

export const licenseSchema = z.strictObject({
  label: textSchema,
  /** Identifier in the SPDX licence list, where there is one. */
  spdx: z.optional(z.string()),
  commercial_use: z.enum(commercialUses),
});
export type License = z.infer<typeof licenseSchema>;

export const unitSchema = z.strictObject({
  label: textSchema,
  /** `compact` for counts over many decades (7B, 70 亿), `bytes` for storage, `plain` otherwise. */
  show: z.enum(["compact", "bytes", "plain"]),
});

export const ontologySchema = z.strictObject({
  graph: z.strictObject({
    id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
    name: textSchema,
    license: z.strictObject({ label: textSchema, url: z.optional(z.string()) }),
  }),
  kinds: z.record(name, kindSchema),
  relations: z.record(name, relationTypeSchema),
  scope: z.optional(scopeSchema),
  /** Relation types that lead from what a filter leaves to what that is built on. */
  context: z.optional(z.array(name)),
  flows: z.optional(flowsSchema),
  derived_facets: z.record(name, derivedFacetSchema),
  groupings: z.optional(z.record(name, groupingSchema)),
  enumerations: z.record(name, z.record(z.string(), z.extend(textSchema, { also: z.optional(alsoSchema) }))),
  units: z.record(name, unitSchema),
  commercial_use: z.strictObject({
    label: textSchema,
    values: z.strictObject({
      yes: textSchema,
      no: textSchema,
      conditional: textSchema,
      unknown: textSchema,
    }),
  }),
  licenses: z.record(z.string().check(z.regex(/^[a-z0-9][a-z0-9.+-]*$/)), licenseSchema),
  map: z.strictObject({ region_colours: themedColoursSchema }),
});
export type Ontology = z.infer<typeof ontologySchema>;
