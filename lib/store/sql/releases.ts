/** Which graphs and versions there are in the database, and what has to be known of one to ask about it. */
import { type FacetDefinition, facetsOf } from "@/lib/graph/facet-table";
import { decodeReadings } from "@/lib/graph/graph";
import type { Ontology } from "@/lib/graph/ontology";
import type { ImageAbout } from "@/lib/store/image";
import {
  type FacetsRecord,
  type GraphInfo,
  type GraphRef,
  UnknownGraphError,
  UnknownVersionError,
} from "@/lib/store/store";
import type { Query } from "@/lib/store/views/database";
import type { Readings } from "./search-text";

/** What a release's row tells of it. */
export interface ReleaseAbout {
  readonly image: ImageAbout;
  /** Whether its compiled form is in the database. */
  readonly isWhole: boolean;
  /** See tableFormat; the first had none. */
  readonly format?: number;
}

/** What is worked out of a filter, of the empty one once and for all. */
export interface Overview {
  readonly facets: FacetsRecord;
  /** By facet of numbers or dates: where its bins begin and end. */
  readonly edges: Readonly<Record<string, readonly number[]>>;
}

export interface Release extends ReleaseAbout {
  /** What tables call `graph_version`. */
  readonly number: number;
  readonly graph: string;
  readonly version: string;
  readonly info: GraphInfo;
  readonly ontology: Ontology;
  readonly kinds: readonly string[];
  readonly relationTypes: readonly string[];
  readonly facets: readonly FacetDefinition[];
  readonly readings: Readings;
  readonly overview?: Overview | undefined;
}

export function releaseOf(number: number, about: ReleaseAbout, overview?: Overview): Release {
  const { info, ontology, readings } = about.image;
  return {
    ...about,
    number,
    graph: info.graph,
    version: info.version,
    info,
    ontology,
    kinds: Object.keys(ontology.kinds),
    relationTypes: Object.keys(ontology.relations),
    facets: facetsOf(ontology),
    readings: decodeReadings(readings),
    overview,
  };
}

interface Listed {
  readonly graph_version: number;
  readonly graph: string;
  readonly version: string;
  readonly state: "serving" | "retired";
}

export interface Releases {
  /** What serves, in the order of loading. */
  serving(): Promise<readonly Release[]>;
  /** @throws {UnknownGraphError | UnknownVersionError} */
  find(ref: GraphRef): Promise<Release>;
}

/**
 * @param trustedFor how long the list is taken to be what was last seen, in milliseconds
 */
export function releasesIn(query: Query, trustedFor: number): Releases {
  let listed: { readonly at: number; readonly list: Promise<readonly Listed[]> } | undefined;
  const open = new Map<number, Promise<Release>>();
  const look = (): Promise<readonly Listed[]> => {
    if (listed && performance.now() - listed.at < trustedFor) return listed.list;
    const list = query<Listed>(
      `select graph_version, graph, version, state from graph_release where state <> 'loading' order by graph_version`,
    );
    const mine = { at: performance.now(), list };
    listed = mine;
    list.then(
      (found) => {
        const numbers = new Set(found.map((one) => one.graph_version));
        for (const number of open.keys()) if (!numbers.has(number)) open.delete(number);
      },
      () => {
        if (listed === mine) listed = undefined;
      },
    );
    return list;
  };
  const opened = (number: number): Promise<Release> => {
    const release = open.get(number) ?? read(query, number);
    open.set(number, release);
    release.catch(() => open.delete(number));
    return release;
  };
  const servingNow = async () => (await look()).filter(({ state }) => state === "serving");
  return {
    serving: async () => Promise.all((await servingNow()).map((one) => opened(one.graph_version))),
    async find({ graph, version }) {
      const serving = await servingNow();
      const current = serving.find((one) => one.graph === graph);
      if (!current)
        throw new UnknownGraphError(
          graph,
          serving.map((one) => one.graph),
        );
      if (version === undefined || version === current.version) return opened(current.graph_version);
      // Pages that were made for the version before still read it for a while.
      const former = (await look()).findLast((one) => one.graph === graph && one.version === version);
      if (!former) throw new UnknownVersionError(version, current.version);
      return opened(former.graph_version);
    },
  };
}

async function read(query: Query, number: number): Promise<Release> {
  const [row] = await query<{ about: ReleaseAbout; overview: Overview | null }>(
    "select about, overview from graph_release where graph_version = $1",
    [number],
  );
  if (!row) throw new UnknownVersionError(String(number), "");
  return releaseOf(number, row.about, row.overview ?? undefined);
}
