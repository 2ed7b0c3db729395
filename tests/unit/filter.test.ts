import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain, type Filtering, fails, filterGraph } from "@/lib/graph/filter";
import {
  context,
  emptyFilter,
  type Filter,
  isEmptyFilter,
  member,
  out,
  rangeBounds,
} from "@/lib/graph/filter-value";
import { fitFilter, fitsType } from "@/lib/graph/fit-filter";
import { otherEnd } from "@/lib/graph/graph";
import { linkedTo } from "@/lib/graph/links";
import { scopeMembers } from "@/lib/graph/scope";
import { naiveFilter } from "../fixtures/naive-filter";
import { anyFiltered, scopedGraph } from "../fixtures/scoped-graph";

/** Two domains; models of several sizes and ages, what they are built on, and what cannot be asked their facets. */
const { graph, table } = scopedGraph({
  "domain/health": {},
  "domain/hospital": { to: { part_of: ["domain/health"] } },
  "domain/finance": {},
  "model/doctor": {
    to: { applied_in: ["domain/hospital"], based_on: ["model/base"], trained_on: ["dataset/cases"] },
    facts: { access: "open", parameters: [7, 70], released: "2023-05-10" },
  },
  "model/nurse": {
    to: { applied_in: ["domain/health"], based_on: ["model/base"], compared_with: ["model/rival"] },
    facts: { access: "closed", parameters: [700], released: "2023" },
  },
  "model/banker": {
    to: { applied_in: ["domain/finance"], trained_on: ["dataset/web"] },
    facts: { access: "open" },
  },
  "model/both": { to: { applied_in: ["domain/health", "domain/finance"] }, facts: { released: "2022-11" } },
  "model/base": { to: { trained_on: ["dataset/web"] }, facts: { access: "open", parameters: [70] } },
  "model/rival": { facts: { access: "open" } },
  "dataset/cases": { facts: { access: "open" }, to: { generated_by: ["model/rival"] } },
  "dataset/web": { facts: { access: "open", tokens: 2 } },
  "risk/leak": { to: { affects: ["domain/health"] } },
  "policy/data-law": { to: { governs: ["risk/leak"] }, facts: { released: "2021" } },
});

const filtering = (filter: Partial<Filter>, hiddenKinds: readonly string[] = []): Filtering => ({
  filter: { ...emptyFilter, ...filter },
  hiddenKinds,
});
const leaving = (filter: Partial<Filter>, hiddenKinds?: readonly string[]) => {
  const { standing } = filterGraph(graph, table, filtering(filter, hiddenKinds));
  const those = (wanted: number) => graph.ids.filter((_, i) => standing[i] === wanted);
  return { members: those(member), context: those(context) };
};
const others = ["domain", "dataset", "risk", "policy"];
/** Models that stay when only models are asked for. */
const models = (filter: Partial<Filter>) => leaving(filter, others).members.map((id) => id.slice(6));
const values = (facet: string, any: string[], not: string[] = []) => ({ values: [{ facet, any, not }] });
const range = (facet: string, from?: string, to?: string, unknown = false) => ({
  ranges: [{ facet, ...(from && { from }), ...(to && { to }), unknown }],
});

describe("a filter", () => {
  it("that is empty leaves everything, and nothing as context", () => {
    expect(leaving({})).toEqual({ members: graph.ids, context: [] });
    expect(isEmptyFilter(emptyFilter)).toBe(true);
    expect(isEmptyFilter({ ...emptyFilter, context: 2, shown: ["model/base"] })).toBe(true);
    expect(isEmptyFilter({ ...emptyFilter, list: [] })).toBe(false);
  });

  it("by kinds takes these out", () => {
    expect(models({})).toEqual(["doctor", "nurse", "banker", "both", "base", "rival"]);
  });

  it("by a domain leaves what belongs to it, and what that is built on as context", () => {
    const health = [
      "domain/health",
      "domain/hospital",
      "model/doctor",
      "model/nurse",
      "model/both",
      "risk/leak",
      "policy/data-law",
    ];
    expect(leaving({ scopes: ["domain/health"], context: 0 })).toEqual({ members: health, context: [] });
    expect(leaving({ scopes: ["domain/health"] })).toEqual({
      members: health,
      context: ["model/base", "dataset/cases"],
    });
    // The rival is only compared with a member, but generated what one is trained on.
    expect(leaving({ scopes: ["domain/health"], context: 2 })).toEqual({
      members: health,
      context: ["model/base", "model/rival", "dataset/cases", "dataset/web"],
    });
  });

  it("by several domains leaves what belongs to any, or to all of them", () => {
    const both = { scopes: ["domain/health", "domain/finance"] };
    expect(models({ ...both, combine: "any" })).toEqual(["doctor", "nurse", "banker", "both"]);
    expect(models({ ...both, combine: "all" })).toEqual(["both"]);
    expect(models({ scopes: ["domain/health", "domain/gone"], combine: "all" })).toEqual([]);
  });

  it("by a list leaves these, and what they are built on as context", () => {
    expect(leaving({ list: ["model/banker", "risk/leak", "model/gone"] })).toEqual({
      members: ["model/banker", "risk/leak"],
      context: ["dataset/web"],
    });
    expect(leaving({ list: [] })).toEqual({ members: [], context: [] });
  });

  it("by a link leaves what a relation of its type ties to any of its entities, one way or the other", () => {
    const link = (type: string, direction: "out" | "in", ...ids: string[]) => ({ type, direction, ids });
    const left = (...links: Filter["links"]) => leaving({ links, context: 0 }).members;
    expect(left(link("trained_on", "out", "dataset/web"))).toEqual(["model/banker", "model/base"]);
    expect(left(link("trained_on", "in", "model/doctor", "model/base"))).toEqual([
      "dataset/cases",
      "dataset/web",
    ]);
    expect(left(link("compared_with", "out", "model/nurse"))).toEqual([]);
    expect(left(link("eats", "out", "model/nurse"))).toEqual([]);
    expect(left(link("trained_on", "out", "dataset/gone"))).toEqual([]);
    const both = [link("applied_in", "out", "domain/health"), link("based_on", "out", "model/base")];
    expect(left(...both)).toEqual(["model/doctor", "model/nurse"]);
  });

  it("by a link counts parts where a derived facet along its type does", () => {
    const link = { type: "applied_in", direction: "out", ids: ["domain/health"] } as const;
    expect(models({ links: [{ ...link, ids: [...link.ids] }] })).toEqual(["doctor", "nurse", "both"]);
    // Nothing rolls up what a policy governs.
    const governed = { type: "governs", direction: "out" as const, ids: ["domain/health"] };
    expect(leaving({ links: [governed] }).members).toEqual([]);
  });

  it("by a link keeps what members are built on as context, linked or not", () => {
    const linked = { links: [{ type: "based_on", direction: "out" as const, ids: ["model/base"] }] };
    expect(leaving(linked)).toEqual({
      members: ["model/doctor", "model/nurse"],
      context: ["model/base", "dataset/cases"],
    });
  });

  it("shows what it leaves out where that is asked for, as context", () => {
    const shown = ["risk/leak", "model/banker", "model/gone"];
    const { members, context: around } = leaving({ list: ["model/banker"], context: 0, shown });
    expect([members, around]).toEqual([["model/banker"], ["risk/leak"]]);
  });

  it.each<[what: string, filter: Partial<Filter>, left: string[]]>([
    ["a value", values("access", ["open"]), ["doctor", "banker", "base", "rival"]],
    ["any of several", values("access", ["open", "closed"]), ["doctor", "nurse", "banker", "base", "rival"]],
    ["having none", values("access", ["?"]), ["both"]],
    ["a value or having none", values("access", ["closed", "?"]), ["nurse", "both"]],
    // What is not known may be something else.
    ["another than a value", values("access", [], ["open"]), ["nurse", "both"]],
    ["any but having none", values("access", [], ["?"]), ["doctor", "nurse", "banker", "base", "rival"]],
    ["one but not another", values("base", ["?"], ["model/base"]), ["banker", "both", "base", "rival"]],
    ["a number that is not known", values("parameters", ["?"]), ["banker", "both", "rival"]],
    ["a value that nobody has", values("access", ["secret"]), []],
    ["not a value that nobody has", values("access", [], ["secret"]), models({})],
    ["a facet that is not there", values("colour", ["red"]), []],
    ["a number from, both ends in", range("parameters", "70"), ["doctor", "nurse", "base"]],
    ["a number up to", range("parameters", undefined, "7"), ["doctor"]],
    // Sizes on both sides of a range are none in it.
    ["a number between", range("parameters", "8", "69"), []],
    ["a number, or not known", range("parameters", "700", "700", true), ["nurse", "banker", "both", "rival"]],
    ["a date within its year", range("released", "2023-01", "2023-04"), ["nurse"]],
    ["a date up to a month", range("released", undefined, "2022-11"), ["both"]],
    ["a date from a day", range("released", "2023-05-10"), ["doctor", "nurse"]],
    ["a date after that day", range("released", "2023-05-11"), ["nurse"]],
    ["a year", range("released", "2023", "2023"), ["doctor", "nurse"]],
    [
      "a year, undated ones too",
      range("released", "2022", "2022", true),
      ["banker", "both", "base", "rival"],
    ],
    ["a range that is upside down", range("parameters", "70", "7"), []],
  ])("by %s", (_, filter, left) => {
    expect(models(filter)).toEqual(left);
  });

  it("by several facets leaves what has all of them", () => {
    expect(models({ ...values("access", ["open"]), ...range("parameters", "70") })).toEqual([
      "doctor",
      "base",
    ]);
  });

  it("by a facet keeps kinds that lack it as context where they are tied to a member", () => {
    const { members, context: around } = leaving(values("model.type", ["?"], []));
    expect(members).toEqual(graph.ids.filter((id) => id.startsWith("model/")));
    // The risk and the policy are tied to no model.
    expect(around).toEqual([
      "domain/health",
      "domain/hospital",
      "domain/finance",
      "dataset/cases",
      "dataset/web",
    ]);
  });

  it("by a facet never keeps what fails it, not even what members are built on", () => {
    const closed = leaving({ ...values("access", ["closed"]), context: 2 });
    expect(closed).toEqual({ members: ["model/nurse"], context: ["domain/health"] });
  });

  it("by a facet and a domain keeps nothing beside it but what members are built on", () => {
    expect(leaving({ scopes: ["domain/finance"], ...values("access", ["open"]) })).toEqual({
      members: ["model/banker"],
      context: ["domain/finance", "dataset/web"],
    });
  });

  it("needs the columns of no facet unless it names one", () => {
    const { members } = filterGraph(graph, undefined, filtering({ scopes: ["domain/finance"] }));
    expect(members).toBe(3);
    expect(filterGraph(graph, undefined, filtering(values("access", ["open"]))).members).toBe(0);
  });
});

describe("any filter of any graph", () => {
  it("leaves whom its plainest reading leaves", () => {
    fc.assert(
      fc.property(anyFiltered, (any) => {
        const { standing } = filterGraph(any.graph, any.table, any.filtering);
        const those = (wanted: number) => any.graph.ids.filter((_, i) => standing[i] === wanted);
        expect({ members: those(member), context: those(context) }).toEqual(naiveFilter(any, any.filtering));
      }),
      { numRuns: 200 },
    );
  });

  it("gives each entity one standing, and counts them", () => {
    fc.assert(
      fc.property(anyFiltered, ({ graph: any, table: columns, filtering: asked }) => {
        const { standing, members, context: around, unmet } = filterGraph(any, columns, asked);
        const count = (wanted: number) => standing.filter((one) => one === wanted).length;
        expect([members, around]).toEqual([count(member), count(context)]);
        expect(count(out) + around + members).toBe(any.size);
        standing.forEach((one, i) => {
          expect(one === member).toBe(unmet[i] === 0);
        });
      }),
    );
  });

  it("keeps nothing as context that fails a facet or is of a kind taken out, unless it is to be shown", () => {
    fc.assert(
      fc.property(anyFiltered, ({ graph: any, table: columns, filtering: asked }) => {
        const { standing, conditions } = filterGraph(any, columns, asked);
        standing.forEach((one, i) => {
          if (one !== context || asked.filter.shown.includes(any.ids[i])) return;
          for (const { about, outcome } of conditions)
            if ("facet" in about || about.type === "kinds") expect(outcome[i]).not.toBe(fails);
        });
      }),
    );
  });

  it("has more context the deeper it goes, and the same members", () => {
    fc.assert(
      fc.property(anyFiltered, ({ graph: any, table: columns, filtering: { filter, hiddenKinds } }) => {
        const [none, near, far] = ([0, 1, 2] as const).map(
          (depth) =>
            filterGraph(any, columns, { filter: { ...filter, shown: [], context: depth }, hiddenKinds })
              .standing,
        );
        expect(none.includes(context)).toBe(false);
        far.forEach((standing, i) => {
          expect(near[i] === member).toBe(standing === member);
          expect(none[i] === member).toBe(standing === member);
          if (near[i] === context) expect(standing).toBe(context);
        });
      }),
    );
  });
});

describe("the explanation of an entity", () => {
  const explained = (filter: Partial<Filter>, id: string) => {
    const asked = filtering(filter);
    const { standing, scopes, met, unmet, ties } = explain(
      graph,
      filterGraph(graph, table, asked),
      asked.filter,
      graph.indexOf(id),
    );
    return {
      standing,
      scopes: scopes.map(({ scope, reasons }) => [graph.ids[scope], reasons.length]),
      met: met.map(({ type }) => type),
      unmet: unmet.map(({ type }) => type),
      ties: ties.map(({ relation, direction, to }) => [
        direction,
        graph.relationTypes[graph.relations.type[relation]],
        graph.ids[to],
      ]),
    };
  };

  it("says which domains it belongs to, and which conditions it meets", () => {
    const asked = { scopes: ["domain/health", "domain/finance"], ...values("access", ["open"]) };
    expect(explained(asked, "model/both")).toEqual({
      standing: "out",
      scopes: [
        ["domain/health", 1],
        ["domain/finance", 1],
      ],
      met: ["scope"],
      unmet: ["values"],
      ties: [],
    });
    expect(explained(asked, "domain/finance")).toMatchObject({
      standing: "context",
      scopes: [["domain/finance", 0]],
    });
  });

  it("says by which relations links hold, and by which parts", () => {
    const asked = filtering({
      links: [
        { type: "applied_in", direction: "out", ids: ["domain/health", "domain/finance"] },
        { type: "trained_on", direction: "in", ids: ["model/base"] },
      ],
    });
    const linksOf = (id: string) =>
      explain(graph, filterGraph(graph, table, asked), asked.filter, graph.indexOf(id)).links.map((chains) =>
        chains.map((chain) => chain.map(({ direction, to }) => `${direction} ${graph.ids[to]}`)),
      );
    expect(linksOf("model/doctor")).toEqual([[["out domain/hospital", "out domain/health"]]]);
    expect(linksOf("model/both")).toEqual([[["out domain/health"], ["out domain/finance"]]]);
    expect(linksOf("dataset/web")).toEqual([[["in model/base"]]]);
    expect(linksOf("model/rival")).toEqual([]);
  });

  it("says what context is context of, first whom it is a basis of", () => {
    expect(explained({ scopes: ["domain/health"], context: 2 }, "model/rival").ties).toEqual([
      ["in", "compared_with", "model/nurse"],
      ["in", "generated_by", "dataset/cases"],
    ]);
    expect(explained({ scopes: ["domain/health"] }, "model/base").ties).toEqual([
      ["in", "based_on", "model/doctor"],
      ["in", "based_on", "model/nurse"],
    ]);
  });

  it("tells what context is built upon by before its other ties, however important those are", () => {
    const { graph: tied, table: columns } = scopedGraph({
      "model/first": { to: { compared_with: ["model/old"] } },
      "model/second": { to: { based_on: ["model/old"] } },
      "model/old": {},
    });
    const asked = filtering({ list: ["model/first", "model/second"] });
    const { ties } = explain(tied, filterGraph(tied, columns, asked), asked.filter, 2);
    expect(ties.map(({ to }) => tied.ids[to])).toEqual(["model/second", "model/first"]);
  });

  it("agrees with the filter, whatever that is", () => {
    fc.assert(
      fc.property(anyFiltered, ({ graph: any, table: columns, filtering: asked }) => {
        const filtered = filterGraph(any, columns, asked);
        for (let i = 0; i < any.size; i++) {
          const { met, unmet, scopes, links, ties, standing } = explain(any, filtered, asked.filter, i);
          expect(met.length + unmet.length).toBe(filtered.conditions.length);
          expect(unmet.length).toBe(filtered.unmet[i]);
          expect(standing === "member").toBe(unmet.length === 0);
          const belongs = asked.filter.scopes.filter((id) => scopeMembers(any, any.indexOf(id))[i] > 0);
          expect(scopes.map(({ scope }) => any.ids[scope])).toEqual(belongs);
          expect(filtered.scopes[i]).toBe(belongs.length);
          const linked = asked.filter.links.filter((link) => linkedTo(any, link)[i] > 0);
          expect(links.length).toBe(linked.length);
          links.forEach((chains, n) => {
            for (const chain of chains) {
              let at = i;
              for (const hop of chain) {
                expect(otherEnd(any, hop.relation, at)).toBe(hop.to);
                at = hop.to;
              }
              expect(any.relationTypes[any.relations.type[chain[0].relation]]).toBe(linked[n].type);
              expect(chain[0].direction).toBe(linked[n].direction);
              expect(linked[n].ids).toContain(any.ids[at]);
            }
          });
          for (const { relation, to } of ties) {
            expect(otherEnd(any, relation, i)).toBe(to);
            expect(filtered.standing[to]).not.toBe(out);
          }
          // Everything that is context by itself is tied to something.
          if (standing === "context" && !asked.filter.shown.includes(any.ids[i]))
            expect(ties).not.toEqual([]);
        }
      }),
    );
  });
});

describe("a filter over a graph that has changed", () => {
  it("loses just what is gone, and says so", () => {
    const filter: Filter = {
      ...emptyFilter,
      scopes: ["domain/health", "domain/gone"],
      values: [
        { facet: "access", any: ["open", "secret", "?"], not: ["shut"] },
        { facet: "colour", any: ["red"], not: [] },
        { facet: "model.type", any: [], not: ["poem"] },
      ],
      ranges: [
        { facet: "access", from: "1", unknown: false },
        { facet: "parameters", from: "7", unknown: false },
        { facet: "released", from: "2023-13", unknown: false },
        { facet: "weight", to: "1", unknown: true },
      ],
      links: [
        { type: "based_on", direction: "in", ids: ["model/gone"] },
        { type: "based_on", direction: "out", ids: ["model/base", "model/gone"] },
        { type: "eats", direction: "out", ids: ["model/base"] },
      ],
      list: ["model/gone", "model/base"],
      shown: ["risk/gone"],
    };
    const { filter: fitted, faults } = fitFilter(filter, graph, table);
    expect(fitted).toEqual({
      ...emptyFilter,
      scopes: ["domain/health"],
      values: [{ facet: "access", any: ["open", "?"], not: [] }],
      ranges: [{ facet: "parameters", from: "7", unknown: false }],
      links: [{ type: "based_on", direction: "out", ids: ["model/base"] }],
      list: ["model/base"],
    });
    expect(faults.map(({ code, parameter, value }) => [code, parameter, value])).toEqual([
      ["unknown-entity", "in", "domain/gone"],
      ["unknown-entity", "from.based_on", "model/gone"],
      ["unknown-entity", "to.based_on", "model/gone"],
      ["unknown-type", "to.eats", "eats"],
      ["unknown-entity", "list", "model/gone"],
      ["unknown-entity", "show", "risk/gone"],
      ["unknown-value", "f.access", "secret"],
      ["unknown-value", "f.access", "shut"],
      ["unknown-facet", "f.colour", "colour"],
      ["unknown-value", "f.model.type", "poem"],
      ["malformed", "r.access", "1.."],
      ["malformed", "r.released", "2023-13.."],
      ["unknown-facet", "r.weight", "weight"],
    ]);
  });

  it("is left as it is where all of it is there, or no columns are", () => {
    const filter = { ...emptyFilter, ...values("colour", ["red"]), scopes: ["domain/health"] };
    expect(fitFilter(filter, graph)).toEqual({ filter, faults: [] });
    const sound = { ...emptyFilter, ...values("access", ["?"]) };
    expect(fitFilter(sound, graph, table).filter).toBe(sound);
  });

  it("that was made of its own values has no faults, but for ranges that are upside down", () => {
    fc.assert(
      fc.property(anyFiltered, ({ graph: any, table: columns, filtering: { filter: given } }) => {
        const isUpright = ({ facet, from, to }: (typeof given.ranges)[number]) => {
          const [least, most] = rangeBounds(columns.get(facet)?.definition.type ?? "number", from, to);
          return least <= most;
        };
        const filter = { ...given, ranges: given.ranges.filter(isUpright) };
        const upsideDown = given.ranges.filter((range) => !isUpright(range));
        expect(fitFilter(given, any, columns).faults.map(({ code }) => code)).toEqual(
          upsideDown.map(() => "malformed"),
        );
        expect(fitFilter(filter, any, columns)).toEqual({ filter, faults: [] });
      }),
    );
  });

  it.each([
    ["number", "70", true],
    ["number", "0.5", true],
    ["number", "2020-01", false],
    ["date", "2020", true],
    ["date", "2020-12-31", true],
    ["date", "2020-00", false],
    ["date", "2020-12-32", false],
    ["date", "20200", false],
    ["category", "1", false],
  ] as const)("a %s can be compared with %s: %s", (type, bound, fits) => {
    expect(fitsType(type, bound)).toBe(fits);
  });
});
