/** The page of an entity: all that is known of it, with sources, and the ways on from it. */
import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { type AtlasData, atlasData } from "@/app/_server/atlas-data";
import { canvasHref, previewPath } from "@/app/[locale]/_pages/canvas";
import { entityHref, KindSign, Name } from "@/app/[locale]/_pages/entity-link";
import { JsonLd } from "@/app/[locale]/_pages/json-ld";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { pageAddress, pageHead } from "@/app/[locale]/_pages/page-head";
import { PrintButton } from "@/app/[locale]/_pages/print-button";
import { Origin, Paper, RelatedEntities, Unknown } from "@/app/[locale]/entity/_entity/context";
import styles from "@/app/[locale]/entity/_entity/entity.module.css";
import { EntityGone, goneHead } from "@/app/[locale]/entity/_entity/entity-gone";
import { Facts } from "@/app/[locale]/entity/_entity/facts";
import { Neighbourhood } from "@/app/[locale]/entity/_entity/neighbourhood";
import { Relations } from "@/app/[locale]/entity/_entity/relations";
import { SourceList } from "@/app/[locale]/entity/_entity/sources";
import { entityDocument } from "@/lib/exchange/entity-document";
import { emptyFilter } from "@/lib/graph/filter-value";
import { flowOf, reachOf } from "@/lib/graph/flow";
import { type Portrait, portraitOf } from "@/lib/graph/portrait";
import type { Entity, Locale } from "@/lib/graph/schema";
import { isLocale, languageTags } from "@/lib/i18n";
import { entityWords } from "@/lib/i18n/entity-words";
import { formatCount } from "@/lib/i18n/format";
import { listSeparators } from "@/lib/i18n/locale";
import { ask } from "@/lib/view/question-steps";
import { emptyView, formatView, type View } from "@/lib/view/view";

export const dynamic = "force-dynamic";

interface PageProps {
  params: Promise<{ locale: string; kind: string; slug: string }>;
}

const pathOf = (id: string) => `entity/${id}`;

/** The entity with its neighbours and nothing else. */
const around = (id: string): Partial<View> => ({
  filter: { ...emptyFilter, near: { id, depth: 1, direction: "any", types: [] } },
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale, kind, slug } = await params;
  if (!isLocale(locale)) return {};
  const { entity: find, graph, ontology, version } = await atlasData();
  const entity = find(`${kind}/${slug}`);
  if (!entity) return goneHead(locale);
  const w = entityWords[locale];
  const name = entity.name[locale];
  const { label } = ontology.kinds[entity.kind];
  const degree =
    graph.incidentFrom[graph.indexOf(entity.id) + 1] - graph.incidentFrom[graph.indexOf(entity.id)];
  return pageHead({
    locale,
    path: pathOf(entity.id),
    title: w.title(name, label[locale]),
    description: w.description(name, label[locale], entity.summary[locale], degree),
    image: previewPath(locale, { selection: entity.id }, version),
    type: "article",
    feeds: [{ path: `/${locale}/changes/${entity.id}/feed.xml`, title: w.feed(name) }],
  });
}

export default async function EntityPage({ params }: PageProps) {
  const { locale, kind, slug } = await params;
  if (!isLocale(locale)) notFound();
  const data = await atlasData();
  const id = `${kind}/${slug}`;
  const now = data.graph.renamed?.[id];
  if (now) permanentRedirect(entityHref(locale, now));
  const entity = data.entity(id);
  if (!entity) return <EntityGone locale={locale} data={data} id={id} path={pathOf(id)} />;
  const portrait = portraitOf(data.compiled, data.graph, data.graph.indexOf(id));
  const w = entityWords[locale];
  const part = { locale, data, portrait };
  return (
    <PageFrame locale={locale} path={pathOf(id)}>
      <Title {...part} />
      <p className={page.lead}>{entity.summary[locale]}</p>
      <Actions {...part} />
      <h2>{w.facts}</h2>
      <Facts {...part} />
      <Origin {...part} />
      <h2>{w.neighbourhood}</h2>
      <Neighbourhood {...part} />
      <h2>{w.relations}</h2>
      <p>
        {w.relationCount(portrait.relations, portrait.sourced.relations)}{" "}
        <a className={page.printHidden} href={tableHref(locale, id)}>
          {w.inTable}
        </a>
      </p>
      <Relations locale={locale} data={data} groups={portrait.groups} />
      <RelatedEntities {...part} />
      <Paper {...part} />
      <Unknown {...part} />
      <h2>{w.sources}</h2>
      <SourceList locale={locale} sources={portrait.sources} />
      <div className={page.actions}>
        <a className={page.button} href={`/api/v1/entities/${id}`}>
          {w.json}
        </a>
        <PrintButton locale={locale} />
      </div>
      <JsonLd
        data={entityDocument(
          entity,
          { ontology: data.ontology, graph: data.graph.id, version: data.version },
          {
            address: pageAddress(locale, pathOf(id)),
            title: entity.name[locale],
            language: languageTags[locale],
            license: data.ontology.graph.license.url,
          },
        )}
      />
    </PageFrame>
  );
}

interface PartProps {
  locale: Locale;
  data: AtlasData;
  portrait: Portrait;
}

/** The name, in the other language as well, and where the entity stands among all. */
function Title({ locale, data: { graph, ontology }, portrait: { entity, index } }: PartProps) {
  const w = entityWords[locale];
  const other = locale === "zh" ? "en" : "zh";
  const region = graph.regions[graph.region[index]]?.name[locale];
  return (
    <>
      <p className={styles.kind}>
        <KindSign kind={entity.kind} size={22} /> {ontology.kinds[entity.kind].label[locale]}
      </p>
      <h1>
        <Name locale={locale} text={entity.name} />
      </h1>
      <dl className={styles.names}>
        {entity.name[other] !== entity.name[locale] && (
          <div>
            <dt>{w.otherLanguage}</dt>
            <dd lang={languageTags[other]}>{entity.name[other]}</dd>
          </div>
        )}
        {entity.aliases.length > 0 && (
          <div>
            <dt>{w.also}</dt>
            <dd>{entity.aliases.join(listSeparators[locale])}</dd>
          </div>
        )}
      </dl>
      <p className={page.quiet}>
        {w.rank(formatCount(index + 1, locale), formatCount(graph.size, locale))}
        {region && ` · ${w.region(region)}`}
      </p>
    </>
  );
}

/** Its neighbours as a table. */
const tableHref = (locale: Locale, id: string): string =>
  `/${locale}/table?${formatView({ ...emptyView, ...around(id) })}`;

/** The ways on: to the map with the same in view, and to what can be asked of it. What few want stands at the foot. */
function Actions({ locale, data: { graph, ontology }, portrait }: PartProps) {
  const w = entityWords[locale];
  const { entity, index, ancestors, descendants, facts } = portrait;
  const { id } = entity;
  const asks: [label: string, href: string][] = [];
  const asking = (label: string, question: NonNullable<View["question"]>) =>
    asks.push([label, canvasHref(locale, { ...ask(emptyView, question), selection: id })]);
  if (ancestors.order.length + descendants.order.length > 0)
    asking(w.lineage, { as: "lineage", of: id, direction: "both" });
  if (reachOf(graph, flowOf(graph, "impact"), index, "down").order.length > 0)
    asking(w.impact, { as: "impact", of: id });
  if (hasTerms({ graph, ontology }, entity, facts)) asking(w.terms, { as: "terms", of: id });
  return (
    <nav className={page.actions} aria-label={w.actions}>
      <a className={page.buttonStrong} href={canvasHref(locale, { selection: id })}>
        {w.onMap}
      </a>
      {ontology.scope?.kind === entity.kind && (
        <a className={page.button} href={`/${locale}/domain/${id.slice(id.indexOf("/") + 1)}`}>
          {w.scopePage(ontology.kinds[entity.kind].label[locale])}
        </a>
      )}
      {asks.map(([label, href]) => (
        <a key={href} className={page.button} href={href}>
          {label}
        </a>
      ))}
    </nav>
  );
}

/** Whether terms of use come down to it from others. */
function hasTerms(
  { graph, ontology }: Pick<AtlasData, "graph" | "ontology">,
  entity: Entity,
  facts: Portrait["facts"],
): boolean {
  const isLicensed =
    facts.some(({ definition }) => definition.type === "license") && (ontology.flows?.terms.length ?? 0) > 0;
  return (
    isLicensed && reachOf(graph, flowOf(graph, "terms"), graph.indexOf(entity.id), "up").order.length > 0
  );
}
