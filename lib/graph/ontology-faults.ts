/** Whether an ontology agrees with itself: every name it uses is one that it defines. */
import { facetsOf } from "./facet-table";
import { isWebAddress, notAnAddress } from "./fact-faults";
import { oneOf, type Path, type Report } from "./faults";
import { type FactDefinition, type Ontology, scopeRulesLimit } from "./ontology";

/** Tells each name that the ontology uses and does not define. */
export function checkOntology(ontology: Ontology, report: Report): void {
  const kinds = Object.keys(ontology.kinds);
  const types = Object.keys(ontology.relations);
  const known: Known = (value, allowed, path, what) => {
    if (!allowed.includes(value)) report(path, `unknown ${what} "${value}"; ${oneOf(allowed, value)}`);
  };

  for (const [kind, { facts }] of Object.entries(ontology.kinds)) {
    for (const [fact, definition] of Object.entries(facts)) {
      checkFact(ontology, definition, ["kinds", kind, "facts", fact], known, report);
    }
  }
  for (const [type, { ends }] of Object.entries(ontology.relations)) {
    ends.forEach((pair, i) => {
      for (const side of ["from", "to"] as const) {
        pair[side].forEach((kind, j) => {
          known(kind, kinds, ["relations", type, "ends", i, side, j], "kind");
        });
      }
    });
  }
  for (const [facet, { kinds: of, path, roll_up: rollUp }] of Object.entries(ontology.derived_facets)) {
    const at: Path = ["derived_facets", facet];
    of.forEach((kind, i) => {
      known(kind, kinds, [...at, "kinds", i], "kind");
    });
    if (rollUp !== undefined) known(rollUp, types, [...at, "roll_up"], "relation type");
    const steps = path.split(".");
    const facts = new Set(Object.values(ontology.kinds).flatMap((kind) => Object.keys(kind.facts)));
    steps.forEach((step, i) => {
      const closing = i > 0 && i === steps.length - 1 && facts.has(step);
      if (!closing) known(step, types, [...at, "path"], "relation type");
    });
  }
  checkColumns(ontology, known);
  checkGroupings(ontology, known, report);
  checkScope(ontology, known, report);
  (ontology.context ?? []).forEach((type, i) => {
    known(type, types, ["context", i], "relation type");
  });
  checkFlows(ontology, known, report);
  const { url } = ontology.graph.license;
  if (url !== undefined && !isWebAddress(url)) report(["graph", "license", "url"], notAnAddress(url));
  const { light, dark } = ontology.map.region_colours;
  if (light.length !== dark.length) {
    report(
      ["map", "region_colours"],
      `${light.length} light and ${dark.length} dark colours; there must be as many`,
    );
  }
}

type Known = (value: string, allowed: readonly string[], path: Path, what: string) => void;

function checkColumns(ontology: Ontology, known: Known): void {
  const facets = facetsOf(ontology);
  for (const [kind, { columns = [] }] of Object.entries(ontology.kinds)) {
    const own = facets.filter(({ kinds }) => kinds.includes(kind)).map(({ key }) => key);
    const links = Object.entries(ontology.relations).flatMap(([type, { ends }]) => [
      ...(ends.some(({ from }) => from.includes(kind)) ? [`to.${type}`] : []),
      ...(ends.some(({ to }) => to.includes(kind)) ? [`from.${type}`] : []),
    ]);
    columns.forEach((column, i) => {
      known(column, [...own, ...links], ["kinds", kind, "columns", i], "column");
    });
  }
}

/** What every graph can be grouped by (lib/view/grouping.ts). */
const groupedAnyway = ["kind", "community"];

function checkGroupings(ontology: Ontology, known: Known, report: Report): void {
  const facets = facetsOf(ontology).map(({ key }) => key);
  const categories = facetsOf(ontology).flatMap(({ key, type }) => (type === "category" ? [key] : []));
  for (const [grouping, { self, roll_up: rollUp, facets: of }] of Object.entries(ontology.groupings ?? {})) {
    const at: Path = ["groupings", grouping];
    // One key may mean a facet and a grouping only if they answer the same.
    if (groupedAnyway.includes(grouping) || (facets.includes(grouping) && !of.includes(grouping)))
      report(at, `"${grouping}" already means something else to group by; choose another name`);
    if (self !== undefined) known(self, Object.keys(ontology.kinds), [...at, "self"], "kind");
    if (rollUp !== undefined)
      known(rollUp, Object.keys(ontology.relations), [...at, "roll_up"], "relation type");
    of.forEach((facet, i) => {
      known(facet, categories, [...at, "facets", i], "facet of categories");
    });
  }
}

function checkScope({ scope, kinds, relations }: Ontology, known: Known, report: Report): void {
  if (!scope) return;
  known(scope.kind, Object.keys(kinds), ["scope", "kind"], "kind");
  const rules = Object.keys(scope.rules);
  if (rules.length > scopeRulesLimit)
    report(["scope", "rules"], `${rules.length} rules; at most ${scopeRulesLimit} are possible`);
  Object.entries(scope.rules).forEach(([rule, { of, via }], i) => {
    known(via, Object.keys(relations), ["scope", "rules", rule, "via"], "relation type");
    // A rule that came later could not have let anything in yet.
    const before = ["self", ...rules.slice(0, i + 1)];
    of.forEach((other, j) => {
      known(other, before, ["scope", "rules", rule, "of", j], "rule before or at this one");
    });
  });
  (scope.sections ?? []).forEach((section, i) => {
    const at: Path = ["scope", "sections", i];
    section.rules.forEach((rule, j) => {
      known(rule, rules, [...at, "rules", j], "rule");
    });
    section.kinds.forEach((kind, j) => {
      known(kind, Object.keys(kinds), [...at, "kinds", j], "kind");
    });
    (section.tells ?? []).forEach(({ via }, j) => {
      known(via, Object.keys(relations), [...at, "tells", j, "via"], "relation type");
    });
  });
}

function checkFlows({ flows, kinds, relations }: Ontology, known: Known, report: Report): void {
  for (const [flow, rules] of Object.entries(flows ?? {})) {
    rules.forEach((rule, i) => {
      const at: Path = ["flows", flow, i];
      known(rule.via, Object.keys(relations), [...at, "via"], "relation type");
      for (const side of ["from", "to"] as const) {
        rule[side]?.forEach((kind, j) => {
          known(kind, Object.keys(kinds), [...at, side, j], "kind");
        });
      }
      const ends = Object.hasOwn(relations, rule.via) ? relations[rule.via].ends : [];
      const fits = ({ from, to }: (typeof ends)[number]) =>
        (rule.from ?? from).some((kind) => from.includes(kind)) &&
        (rule.to ?? to).some((kind) => to.includes(kind));
      const isKnown = [...(rule.from ?? []), ...(rule.to ?? [])].every((kind) => Object.hasOwn(kinds, kind));
      if (ends.length > 0 && isKnown && !ends.some(fits)) {
        const allowed = ends.map(({ from, to }) => `${from.join("|")} → ${to.join("|")}`);
        report(at, `no ${rule.via} can join these kinds; it runs ${allowed.join(", ")}`);
      }
    });
  }
}

function checkFact(
  ontology: Ontology,
  { type, values, unit, measures }: FactDefinition,
  path: Path,
  known: Known,
  report: Report,
): void {
  const units = Object.keys(ontology.units);
  if (values !== undefined)
    known(values, Object.keys(ontology.enumerations), [...path, "values"], "enumeration");
  if (unit !== undefined) known(unit, units, [...path, "unit"], "unit");
  for (const [measure, of] of Object.entries(measures ?? {})) {
    known(of.unit, units, [...path, "measures", measure, "unit"], "unit");
  }
  if (type === "enum" && values === undefined) report(path, 'a fact of type enum needs "values"');
  if (type === "quantity" && measures === undefined) report(path, 'a fact of type quantity needs "measures"');
}
