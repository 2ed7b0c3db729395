/** A chapter or section: what it is about, what the atlas holds in it, and the same on the canvas. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { atlasData } from "@/app/_server/atlas-data";
import { canvasHref, previewPath } from "@/app/[locale]/_pages/canvas";
import { KindSign } from "@/app/[locale]/_pages/entity-link";
import { JsonLd } from "@/app/[locale]/_pages/json-ld";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { pageAddress, pageHead } from "@/app/[locale]/_pages/page-head";
import { PrintButton } from "@/app/[locale]/_pages/print-button";
import { Phrases } from "@/app/[locale]/_parts/phrases";
import styles from "@/app/[locale]/outline/outline.module.css";
import { outlineSections, sectionView } from "@/app/[locale]/outline/outline-data";
import { EntityList, SectionLink, StandingKey, sectionPath } from "@/app/[locale]/outline/outline-parts";
import { byKind, nearestFilled, type Section, sectionsAbove } from "@/lib/graph/outline-sections";
import { type Locale, locales } from "@/lib/graph/schema";
import { isLocale } from "@/lib/i18n";
import { formatCount } from "@/lib/i18n/format";
import { outlineWords } from "@/lib/i18n/outline-words";
import { pagesWords } from "@/lib/i18n/pages-words";

interface PageProps {
  params: Promise<{ locale: string; number: string }>;
}

export const dynamicParams = false;

/** Of each kind, so many are seen at once; of a section that has others below it, fewer. */
const [seenAtOnce, seenAbove] = [24, 12];

export async function generateStaticParams() {
  const sections = await outlineSections();
  return locales.flatMap((locale) => sections.map(({ number }) => ({ locale, number })));
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale, number } = await params;
  const section = (await outlineSections()).find((one) => one.number === number);
  if (!isLocale(locale) || !section) return {};
  const { version } = await atlasData();
  const title = section.title[locale];
  return pageHead({
    locale,
    path: sectionPath(number),
    title: `${number} ${title}`,
    description: section.intro?.[locale] ?? title,
    image: previewPath(locale, sectionView(number), version),
    type: "article",
  });
}

export default async function SectionPage({ params }: PageProps) {
  const { locale, number } = await params;
  const sections = await outlineSections();
  const at = sections.findIndex((one) => one.number === number);
  if (!isLocale(locale) || at < 0) notFound();
  const { compiled } = await atlasData();
  const section = sections[at];
  const { title, intro, depth, entities, below } = section;
  const above = sectionsAbove(sections, number);
  const w = outlineWords[locale];
  const { incomplete } = compiled.outline;
  return (
    <PageFrame locale={locale} path={sectionPath(number)} here="outline">
      <nav className={styles.where} aria-label={w.where}>
        <ol>
          <li>
            <a href={`/${locale}/outline`}>{w.title}</a>
          </li>
          {above.map((one) => (
            <li key={one.number}>
              <SectionLink locale={locale} section={one} />
            </li>
          ))}
        </ol>
      </nav>
      <h1>
        <span className={styles.number}>{depth === 1 ? w.chapter(number) : number}</span>{" "}
        <Phrases text={title[locale]} locale={locale} />
      </h1>
      {incomplete && at === sections.length - 1 && <p className={page.quiet}>{incomplete[locale]}</p>}
      <p className={page.lead}>{intro?.[locale]}</p>
      {entities.length > 0 ? (
        <>
          <div className={page.actions}>
            <a className={page.buttonStrong} href={canvasHref(locale, sectionView(number))}>
              {pagesWords[locale].onMap}
            </a>
            <a className={page.button} href={tableHref(locale, number)}>
              {pagesWords[locale].inTable}
            </a>
            <PrintButton locale={locale} />
          </div>
          <p className={styles.count}>{w.entities(formatCount(entities.length, locale))}</p>
          <StandingKey locale={locale} entities={entities} />
        </>
      ) : (
        <Empty locale={locale} nearest={nearestFilled(sections, number)} />
      )}
      {below.length > 0 && (
        <>
          <h2>{depth === 1 ? w.belowChapter : w.below}</h2>
          <ol className={styles.tree}>
            {below.map((one) => (
              <li key={one.number}>
                <SectionLink locale={locale} section={one} />{" "}
                <span className={styles.holds}>
                  {one.entities.length > 0
                    ? w.entities(formatCount(one.entities.length, locale))
                    : w.noneShort}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
      <Kinds locale={locale} section={section} />
      <Pager locale={locale} before={sections[at - 1]} after={sections[at + 1]} />
      <JsonLd data={breadcrumbs(locale, [...above, section])} />
    </PageFrame>
  );
}

/** The table takes the parameters that the canvas takes. */
const tableHref = (locale: Locale, number: string): string =>
  canvasHref(locale, sectionView(number)).replace(`/${locale}`, `/${locale}/table`);

function Empty({ locale, nearest }: { locale: Locale; nearest: readonly Section[] }) {
  const w = outlineWords[locale];
  return (
    <>
      <p className={styles.count}>{w.none}</p>
      <p>{w.nearest}</p>
      <ul className={styles.tree}>
        {nearest.map((section) => (
          <li key={section.number}>
            <SectionLink locale={locale} section={section} />{" "}
            <span className={styles.holds}>{w.entities(formatCount(section.entities.length, locale))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What it holds, kind by kind, the most important first. */
async function Kinds({ locale, section }: { locale: Locale; section: Section }) {
  const { ontology } = await atlasData();
  const w = outlineWords[locale];
  const count = (n: number) => formatCount(n, locale);
  const atOnce = section.below.length > 0 ? seenAbove : seenAtOnce;
  return byKind(section.entities, Object.keys(ontology.kinds)).map(({ kind, entities }) => {
    // One that alone would be folded away takes no more room than what unfolds it.
    const seen = entities.length <= atOnce + 1 ? entities.length : atOnce;
    const rest = entities.slice(seen);
    return (
      <section key={kind}>
        <h2 className={styles.kind}>
          <KindSign kind={kind} size={22} /> {ontology.kinds[kind].plural[locale]}{" "}
          <span className={styles.holds}>{count(entities.length)}</span>
        </h2>
        <EntityList locale={locale} entities={entities.slice(0, seen)} />
        {rest.length > 0 &&
          (section.below.length > 0 ? (
            <p className={page.quiet}>{w.inSections(count(rest.length))}</p>
          ) : (
            <details className={styles.rest}>
              <summary>{w.all(count(rest.length))}</summary>
              <EntityList locale={locale} entities={rest} />
            </details>
          ))}
      </section>
    );
  });
}

function Pager({ locale, before, after }: { locale: Locale; before?: Section; after?: Section }) {
  const w = outlineWords[locale];
  return (
    <nav className={styles.pager} aria-label={w.pager}>
      {before && (
        <p>
          <span className={page.quiet}>← {w.previous}</span>
          <SectionLink locale={locale} section={before} />
        </p>
      )}
      {after && (
        <p data-next>
          <span className={page.quiet}>{w.next} →</span>
          <SectionLink locale={locale} section={after} />
        </p>
      )}
    </nav>
  );
}

const breadcrumbs = (locale: Locale, trail: readonly Section[]): object => ({
  "@context": "https://schema.org",
  "@type": "BreadcrumbList",
  itemListElement: [
    { name: outlineWords[locale].title, item: pageAddress(locale, "outline") },
    ...trail.map(({ number, title }) => ({
      name: `${number} ${title[locale]}`,
      item: pageAddress(locale, sectionPath(number)),
    })),
  ].map((item, i) => ({ "@type": "ListItem", position: i + 1, ...item })),
});
