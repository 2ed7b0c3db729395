/** The page of a scope, such as a domain: what it holds, section by section, and how it has grown. */
import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { type AtlasData, atlasData } from "@/app/_server/atlas-data";
import { canvasHref, previewPath } from "@/app/[locale]/_pages/canvas";
import { EntityLink, entityHref, KindSign, Name } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { pageHead } from "@/app/[locale]/_pages/page-head";
import { PrintButton } from "@/app/[locale]/_pages/print-button";
import { GrowthChart } from "@/app/[locale]/domain/_scope/growth";
import styles from "@/app/[locale]/domain/_scope/scope.module.css";
import { holding, ScopeTree, scopePath } from "@/app/[locale]/domain/_scope/scope-tree";
import { Members } from "@/app/[locale]/domain/_scope/section";
import { EntityGone, goneHead } from "@/app/[locale]/entity/_entity/entity-gone";
import { datesOf } from "@/lib/graph/dates";
import { emptyFilter } from "@/lib/graph/filter-value";
import { growthOf } from "@/lib/graph/growth";
import type { Locale } from "@/lib/graph/schema";
import { scopeContents, scopeParts, scopeTree } from "@/lib/graph/scope-sections";
import { isLocale } from "@/lib/i18n";
import { pagesWords } from "@/lib/i18n/pages-words";
import { scopeWords } from "@/lib/i18n/scope-words";
import { emptyView, formatView, type View } from "@/lib/view/view";

export const dynamic = "force-dynamic";

interface PageProps {
  params: Promise<{ locale: string; slug: string }>;
}

/** What belongs to the scope. */
const within = (id: string): Partial<View> => ({ filter: { ...emptyFilter, scopes: [id] } });

/** The scope's entity, or nothing where there is none. */
const scopeAt = ({ entity, ontology }: AtlasData, slug: string) =>
  ontology.scope && entity(`${ontology.scope.kind}/${slug}`);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale, slug } = await params;
  if (!isLocale(locale)) return {};
  const data = await atlasData();
  const entity = scopeAt(data, slug);
  if (!entity) return goneHead(locale);
  const w = scopeWords[locale];
  const name = entity.name[locale];
  const count = holding(data, data.graph.indexOf(entity.id));
  return pageHead({
    locale,
    path: scopePath(entity.id),
    title: w.title(name),
    description: w.description(name, entity.summary[locale], count),
    image: previewPath(locale, within(entity.id), data.version),
    type: "article",
    feeds: [{ path: feedPath(locale, entity.id), title: w.feedTitle(name) }],
  });
}

const feedPath = (locale: Locale, id: string) => `/${locale}/changes/${id}/feed.xml`;

export default async function ScopePage({ params }: PageProps) {
  const { locale, slug } = await params;
  const data = await atlasData();
  const { graph, ontology, compiled } = data;
  if (!isLocale(locale) || !ontology.scope) notFound();
  const id = `${ontology.scope.kind}/${slug}`;
  const now = graph.renamed?.[id];
  if (now) permanentRedirect(`/${locale}/${scopePath(now)}`);
  const entity = data.entity(id);
  if (!entity)
    return <EntityGone locale={locale} data={data} id={id} path={`domain/${slug}`} here="domains" />;
  const scope = graph.indexOf(id);
  const contents = scopeContents(graph, scope);
  const unsourced = contents.sections.flatMap(({ members }) => members).filter(({ isSourced }) => !isSourced);
  const w = scopeWords[locale];
  const name = entity.name[locale];
  const sections = contents.sections
    // Its parts stand above, as a tree.
    .filter(({ label, kind }) => label || kind !== entity.kind)
    .map(({ label, kind, members }, i) => ({
      anchor: `section-${i + 1}`,
      title: (label ?? ontology.kinds[kind].plural)[locale],
      members,
    }));
  const wholes = scopeParts(graph, scope, "above");
  const parts = scopeTree(graph, scopeParts(graph, scope));
  return (
    <PageFrame locale={locale} path={scopePath(id)} here="domains">
      <p className={styles.kind}>
        <KindSign kind={entity.kind} size={22} /> {ontology.kinds[entity.kind].label[locale]}
      </p>
      <h1>
        <Name locale={locale} text={entity.name} />
      </h1>
      <p className={page.lead}>{entity.summary[locale]}</p>
      {wholes.length > 0 && (
        <p className={styles.wholes}>
          {w.wholes}{" "}
          {wholes.map((whole) => (
            <EntityLink
              key={whole}
              locale={locale}
              entity={compiled.entities[whole]}
              ontology={ontology}
              href={`/${locale}/${scopePath(graph.ids[whole])}`}
            />
          ))}
        </p>
      )}
      <Actions locale={locale} id={id} />
      <p className={styles.holds}>{w.summary(contents.members.length, unsourced.length)}</p>
      <nav className={styles.contents} aria-label={w.contents}>
        {sections.map(({ anchor, title, members }) => (
          <a key={anchor} href={`#${anchor}`}>
            {title} {members.length}
          </a>
        ))}
        <a href="#growth">{w.growth}</a>
      </nav>
      {parts.length > 0 && (
        <>
          <h2>{w.parts}</h2>
          <ScopeTree locale={locale} data={data} nodes={parts} />
        </>
      )}
      {sections.map(({ anchor, title, members }) => (
        <section key={anchor}>
          <h2 id={anchor}>
            {title} <span className={styles.count}>{members.length}</span>
          </h2>
          <Members locale={locale} data={data} members={members} />
        </section>
      ))}
      <BuiltOn locale={locale} data={data} builtOn={contents.builtOn} />
      <h2 id="growth">{w.growth}</h2>
      <GrowthChart
        locale={locale}
        name={name}
        growth={growthOf(datesOf(graph, data.table), contents.members)}
      />
    </PageFrame>
  );
}

function Actions({ locale, id }: { locale: Locale; id: string }) {
  const w = scopeWords[locale];
  return (
    <nav className={page.actions} aria-label={pagesWords[locale].onMap}>
      <a className={page.buttonStrong} href={canvasHref(locale, within(id))}>
        {w.onMap}
      </a>
      <a className={page.button} href={`/${locale}/table?${formatView({ ...emptyView, ...within(id) })}`}>
        {w.inTable}
      </a>
      <a className={page.button} href={entityHref(locale, id)}>
        {w.entityPage}
      </a>
      <a className={page.button} href={feedPath(locale, id)}>
        {w.feed}
      </a>
      <PrintButton locale={locale} />
    </nav>
  );
}

/** How many of a kind are named. */
const builtOnLimit = 12;

function BuiltOn({
  locale,
  data: { compiled, ontology },
  builtOn,
}: {
  locale: Locale;
  data: AtlasData;
  builtOn: ReturnType<typeof scopeContents>["builtOn"];
}) {
  const w = scopeWords[locale];
  if (builtOn.length === 0) return null;
  return (
    <>
      <h2>{w.builtOn}</h2>
      <p className={page.quiet}>{w.builtOnText}</p>
      {builtOn.map(({ kind, entities }) => (
        <section key={kind}>
          <h3>
            {ontology.kinds[kind].plural[locale]} <span className={styles.count}>{entities.length}</span>
          </h3>
          <ul className={styles.bases}>
            {entities.slice(0, builtOnLimit).map(({ entity, by }) => (
              <li key={entity}>
                <EntityLink locale={locale} entity={compiled.entities[entity]} ontology={ontology} />{" "}
                <span className={page.quiet}>({w.by(by)})</span>
              </li>
            ))}
          </ul>
          {entities.length > builtOnLimit && (
            <details className={styles.more}>
              <summary>{w.more(entities.length - builtOnLimit)}</summary>
              <ul className={styles.bases}>
                {entities.slice(builtOnLimit).map(({ entity, by }) => (
                  <li key={entity}>
                    <EntityLink locale={locale} entity={compiled.entities[entity]} ontology={ontology} />{" "}
                    <span className={page.quiet}>({w.by(by)})</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
      ))}
    </>
  );
}
