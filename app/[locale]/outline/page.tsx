/** The white paper's outline as a tree: every chapter with what it is about, every section with what the atlas holds. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { atlasData } from "@/app/_server/atlas-data";
import { previewPath } from "@/app/[locale]/_pages/canvas";
import { Name } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { pageHead } from "@/app/[locale]/_pages/page-head";
import { Phrases } from "@/app/[locale]/_parts/phrases";
import type { Section } from "@/lib/graph/outline-sections";
import type { Locale } from "@/lib/graph/schema";
import { isLocale } from "@/lib/i18n";
import { formatCount } from "@/lib/i18n/format";
import { listSeparators } from "@/lib/i18n/locale";
import { outlineWords } from "@/lib/i18n/outline-words";
import styles from "./outline.module.css";
import { outlineSections } from "./outline-data";
import { KindBar, SectionLink } from "./outline-parts";

interface PageProps {
  params: Promise<{ locale: string }>;
}

/** Entities of a section that are named beside it. */
const firstNames = 3;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const { version } = await atlasData();
  const sections = await outlineSections();
  const chapters = sections.filter(({ depth }) => depth === 1).length;
  const w = outlineWords[locale];
  const count = (n: number) => formatCount(n, locale);
  return pageHead({
    locale,
    path: "outline",
    title: w.title,
    description: w.description(count(chapters), count(sections.length - chapters)),
    image: previewPath(locale, {}, version),
  });
}

export default async function OutlinePage({ params }: PageProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { compiled, ontology } = await atlasData();
  const sections = await outlineSections();
  const chapters = sections.filter(({ depth }) => depth === 1);
  const most = Math.max(1, ...chapters.map(({ entities }) => entities.length));
  const w = outlineWords[locale];
  const { title, incomplete } = compiled.outline;
  return (
    <PageFrame locale={locale} path="outline" here="outline">
      <p className={page.quiet}>{w.title}</p>
      <h1>
        <Phrases text={title[locale]} locale={locale} />
      </h1>
      <p className={page.lead}>{w.lead}</p>
      <p className={page.quiet}>{w.honest}</p>
      <h2>{w.overview}</h2>
      <p className={page.quiet}>{w.overviewText}</p>
      <ol className={styles.overview}>
        {chapters.map((chapter) => (
          <li key={chapter.number}>
            <p className={styles.overviewHead}>
              <a href={`#chapter-${chapter.number}`}>
                {chapter.number} {chapter.title[locale]}
              </a>
              <span>{w.entities(formatCount(chapter.entities.length, locale))}</span>
            </p>
            <KindBar locale={locale} ontology={ontology} section={chapter} most={most} />
          </li>
        ))}
      </ol>
      {chapters.map((chapter) => (
        <section key={chapter.number} aria-labelledby={`chapter-${chapter.number}`}>
          <h2 id={`chapter-${chapter.number}`}>
            <SectionLink locale={locale} section={chapter} />
          </h2>
          <p>{chapter.intro?.[locale]}</p>
          <Sections locale={locale} sections={chapter.below} />
        </section>
      ))}
      {incomplete && <p className={page.quiet}>{incomplete[locale]}</p>}
    </PageFrame>
  );
}

function Sections({ locale, sections }: { locale: Locale; sections: readonly Section[] }) {
  const w = outlineWords[locale];
  if (sections.length === 0) return null;
  return (
    <ol className={styles.tree}>
      {sections.map((section) => (
        <li key={section.number}>
          <SectionLink locale={locale} section={section} />{" "}
          <span className={styles.holds}>
            {section.entities.length === 0
              ? w.noneShort
              : w.entities(formatCount(section.entities.length, locale))}
            {section.below.length === 0 && section.entities.length > 0 && (
              <FirstNames locale={locale} section={section} />
            )}
          </span>
          <Sections locale={locale} sections={section.below} />
        </li>
      ))}
    </ol>
  );
}

/** What a section is about, by example. */
function FirstNames({ locale, section: { entities } }: { locale: Locale; section: Section }) {
  const first = entities.slice(0, firstNames);
  return (
    <>
      {" · "}
      {first.map(({ id, name }, i) => (
        <span key={id}>
          {i > 0 && listSeparators[locale]}
          <Name locale={locale} text={name} />
        </span>
      ))}
      {entities.length > firstNames && "…"}
    </>
  );
}
