/**
 * Entities of a graph that is too large to be here, as rows of a table: what the server says of them, page after page, put
 * together as one graph. It has their values and no relations, since most of those lead to what is not here.
 */
import type { CompactFacets } from "./facet-table";
import type { CompactGraph, Region } from "./graph";
import type { Ontology } from "./ontology";
import type { EntityId } from "./schema";

export interface RowsSaid {
  readonly compact: CompactGraph;
  readonly facets: CompactFacets;
}

/** What is said of some entities, and which of them are rows: the others came along. */
export interface RowsPage extends RowsSaid {
  readonly ids: ReadonlySet<EntityId>;
}

type Column = CompactFacets["columns"][string];

/** @param pages in the order of the rows; those of a page stand in it in the same order */
export function joinRows(pages: readonly RowsPage[], ontology: Ontology): RowsSaid {
  const kinds = Object.keys(ontology.kinds);
  const picked = pages.map(({ compact: { entities }, ids }) =>
    entities.slug.flatMap((slug, i) => (ids.has(`${kinds[entities.kind[i]]}/${slug}`) ? [i] : [])),
  );
  const column = <T>(of: (compact: CompactGraph) => readonly T[]): T[] =>
    pages.flatMap(({ compact }, page) => {
      const values = of(compact);
      return picked[page].map((i) => values[i]);
    });
  const [{ compact: first, facets }] = pages;
  const regions = new Map<string, { readonly place: number; readonly region: Region }>();
  const region = pages.flatMap(({ compact }, page) =>
    picked[page].map((i) => {
      const own = compact.regions[compact.entities.region[i]];
      if (!own) return -1;
      const key = JSON.stringify(own.name);
      // Only its name is told; where it lies would be most of what is kept.
      const known = regions.get(key) ?? { place: regions.size, region: { ...own, outline: [], ties: [] } };
      regions.set(key, known);
      return known.place;
    }),
  );
  const size = region.length;
  return {
    compact: {
      ...first,
      ontology,
      entities: {
        kind: column(({ entities }) => entities.kind),
        slug: column(({ entities }) => entities.slug),
        en: column(({ entities }) => entities.en),
        zh: column(({ entities }) => entities.zh),
        aliases: column(({ entities }) => entities.aliases),
        x: column(({ entities }) => entities.x),
        y: column(({ entities }) => entities.y),
        importance: column(({ entities }) => entities.importance),
        region,
      },
      relations: { count: new Array<number>(size).fill(0), type: [], to: [], unsourced: [] },
      within: {
        size: first.within?.size ?? size,
        degree: column(({ within }) => within?.degree ?? []),
        strength: [],
        backbone: [],
      },
      regions: [...regions.values()].map((known) => known.region),
      readings: Object.assign({}, ...pages.map(({ compact }) => compact.readings)),
    },
    facets: {
      format: 1,
      columns: Object.fromEntries(
        Object.keys(facets.columns).map((key) => [
          key,
          joinColumn(
            pages.map((page) => page.facets.columns[key]),
            picked,
          ),
        ]),
      ),
    },
  };
}

function joinColumn(columns: readonly Column[], picked: readonly (readonly number[])[]): Column {
  const [entities, values]: [number[], Column["values"][number][]] = [[], []];
  const names = new Map<string, number>();
  let [base, last] = [0, 0];
  columns.forEach((column, page) => {
    const own = column.names;
    const place = (index: number): number => {
      const name = own?.[index] ?? "";
      const known = names.get(name) ?? names.size;
      names.set(name, known);
      return known;
    };
    const told = new Map<number, Column["values"][number]>();
    let at = 0;
    column.entities.forEach((distance, i) => {
      at += distance;
      told.set(at, column.values[i]);
    });
    picked[page].forEach((entity, i) => {
      const value = told.get(entity);
      if (value === undefined) return;
      entities.push(base + i - last);
      last = base + i;
      if (!own) values.push(value);
      else if (Array.isArray(value)) values.push(value.map(place));
      else values.push(place(Number(value)));
    });
    base += picked[page].length;
  });
  return { entities, values, ...(columns.some((column) => column.names) && { names: [...names.keys()] }) };
}
