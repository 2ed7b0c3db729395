/** Charts: their file read, and checked against the ontology, so that none asks for what the graph does not have. */
import {
  type ChartDimension,
  type ChartLink,
  type ChartSeries,
  type ChartSpec,
  chartFacts,
  chartFileSchema,
  placeholderPattern,
} from "@/lib/graph/chart-schema";
import { type FacetDefinition, facetsOf } from "@/lib/graph/facet-table";
import { oneOf, type Path } from "@/lib/graph/faults";
import type { FacetType } from "@/lib/graph/filter-value";
import type { Ontology } from "@/lib/graph/ontology";
import { locales } from "@/lib/graph/schema";
import { readWith } from "./schema-problems";
import type { Problem, YamlFile } from "./yaml-file";

type Report = (path: Path, message: string) => void;

/** The charts in their order; what is wrong with them is added to `problems`. A graph may do without the file. */
export function readCharts(file: YamlFile, ontology: Ontology, problems: Problem[]): ChartSpec[] {
  if (file.data === undefined && file.problems.length === 0) return [];
  const content = readWith(file, chartFileSchema, problems);
  if (!content) return [];
  const facets = new Map(facetsOf(ontology).map((facet) => [facet.key, facet]));
  content.charts.forEach((chart, i) => {
    const report: Report = (path, message) => problems.push(file.problem(["charts", i, ...path], message));
    if (content.charts.findIndex(({ id }) => id === chart.id) < i)
      report(["id"], `another chart is called "${chart.id}"; make them differ`);
    chart.kinds.forEach((kind, at) => {
      requireKind(ontology, kind, ["kinds", at], report);
    });
    checkParts(chart, ontology, facets, report);
    checkSentence(chart, report);
  });
  return content.charts;
}

function requireKind({ kinds }: Ontology, kind: string, path: Path, report: Report): void {
  if (!Object.hasOwn(kinds, kind)) report(path, `unknown kind "${kind}"; ${oneOf(Object.keys(kinds), kind)}`);
}

function checkParts(
  chart: ChartSpec,
  ontology: Ontology,
  facets: ReadonlyMap<string, FacetDefinition>,
  report: Report,
): void {
  const facet = (key: string, type: FacetType, kinds: readonly string[], path: Path) => {
    const known = facets.get(key);
    const fitting = [...facets.values()].filter((one) => one.type === type).map((one) => one.key);
    if (known?.type !== type) report(path, `"${key}" is no facet with a ${type}; ${oneOf(fitting, key)}`);
    else
      for (const kind of kinds)
        if (!known.kinds.includes(kind))
          report(path, `"${key}" is no facet of the kind "${kind}"; it is one of ${known.kinds.join(", ")}`);
  };
  const series = ({ facet: key, groups, several }: ChartSeries) => {
    facet(key, "category", chart.kinds, ["by", "facet"]);
    if (several === undefined && mayHaveSeveral(facets.get(key), ontology))
      report(
        ["by"],
        `"several" is missing; an entity may have several values of "${key}", and they need a name`,
      );
    const values = allowedValues(facets.get(key), ontology);
    groups?.forEach((group, g) => {
      group.values.forEach((value, v) => {
        if (values && !values.includes(value))
          report(
            ["by", "groups", g, "values", v],
            `"${key}" has no value "${value}"; ${oneOf(values, value)}`,
          );
      });
    });
  };
  const link = ({ type, direction, kind }: ChartLink, path: Path) => {
    requireKind(ontology, kind, [...path, "kind"], report);
    if (!Object.hasOwn(ontology.relations, type))
      return report(
        [...path, "type"],
        `unknown relation type "${type}"; ${oneOf(Object.keys(ontology.relations), type)}`,
      );
    for (const one of chart.kinds) {
      const [from, to] = direction === "out" ? [one, kind] : [kind, one];
      const ends = ontology.relations[type].ends;
      if (!ends.some((end) => end.from.includes(from) && end.to.includes(to)))
        report(
          [...path, "type"],
          `"${type}" leads from no "${from}" to any "${to}"; see its "ends" in the ontology`,
        );
    }
  };
  const dimension = (one: ChartDimension, path: Path) => {
    if (one.link) link(one.link, [...path, "link"]);
    if (one.facet !== undefined)
      facet(one.facet, "category", one.link ? [one.link.kind] : chart.kinds, [...path, "facet"]);
  };
  switch (chart.form) {
    case "columns":
      facet(chart.time, "date", chart.kinds, ["time"]);
      return series(chart.by);
    case "scatter":
      facet(chart.time, "date", chart.kinds, ["time"]);
      facet(chart.value, "number", chart.kinds, ["value"]);
      return series(chart.by);
    case "bars":
      return link(chart.link, ["link"]);
    case "matrix":
      dimension(chart.rows, ["rows"]);
      return dimension(chart.columns, ["columns"]);
    case "shares":
      return series(chart.by);
  }
}

/** Whether one entity can have more than one value. */
const mayHaveSeveral = (facet: FacetDefinition | undefined, { derived_facets: derived }: Ontology): boolean =>
  facet !== undefined &&
  (facet.fact?.list === true || facet.builtIn === "section" || Object.hasOwn(derived, facet.key));

/** Values that a facet may have, where the ontology lists them. */
function allowedValues(facet: FacetDefinition | undefined, ontology: Ontology): string[] | undefined {
  if (facet?.builtIn === "commercial_use") return Object.keys(ontology.commercial_use.values);
  return facet?.fact?.type === "enum"
    ? Object.keys(ontology.enumerations[facet.fact.values ?? ""] ?? {})
    : undefined;
}

/** A sentence names only facts that its form has, and gives a noun only to what is counted. */
function checkSentence({ form, sentence }: ChartSpec, report: Report): void {
  const { counts, others }: { counts: readonly string[]; others: readonly string[] } = chartFacts[form];
  for (const locale of locales)
    for (const [all, name = "", noun] of sentence[locale].matchAll(placeholderPattern)) {
      if (![...counts, ...others].includes(name))
        report(["sentence", locale], `${all}: there is no such fact; ${oneOf([...counts, ...others], name)}`);
      else if (noun !== undefined && !counts.includes(name))
        report(["sentence", locale], `${all}: only a count has a noun; ${oneOf(counts, name)}`);
    }
  for (const locale of locales)
    if (/[{}]/.test(sentence[locale].replaceAll(placeholderPattern, "")))
      report(["sentence", locale], "a brace that is no fact; expected {name} or {name|one|other}");
}
