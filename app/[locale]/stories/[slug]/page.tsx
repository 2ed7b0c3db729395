import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { atlasData } from "@/app/_server/atlas-data";
import { storyList, storyOf, viewOfStep } from "@/app/_server/stories";
import { canvasHref, previewPath } from "@/app/[locale]/_pages/canvas";
import { entityHref, Name } from "@/app/[locale]/_pages/entity-link";
import { JsonLd } from "@/app/[locale]/_pages/json-ld";
import { MapPicture } from "@/app/[locale]/_pages/map-picture";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { pageAddress, pageHead, publicOrigin } from "@/app/[locale]/_pages/page-head";
import { PrintButton } from "@/app/[locale]/_pages/print-button";
import { storyHref, tourHref } from "@/app/[locale]/_pages/story-links";
import { Phrases } from "@/app/[locale]/_parts/phrases";
import { StoryText } from "@/app/[locale]/_parts/story-text";
import styles from "@/app/[locale]/stories/stories.module.css";
import type { Locale } from "@/lib/graph/schema";
import { entitiesIn } from "@/lib/graph/story";
import type { Story } from "@/lib/graph/story-schema";
import { isLocale, languageTags, words } from "@/lib/i18n";
import { formatCount } from "@/lib/i18n/format";
import { colons } from "@/lib/i18n/locale";
import { storyWords } from "@/lib/i18n/story-words";

interface PageProps {
  params: Promise<{ locale: string; slug: string }>;
}

export const dynamicParams = false;

export const generateStaticParams = async (): Promise<{ slug: string }[]> =>
  (await storyList()).map(({ slug }) => ({ slug }));

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale, slug } = await params;
  const story = await storyOf(slug);
  if (!isLocale(locale) || !story) return {};
  return pageHead({
    locale,
    path: `stories/${slug}`,
    title: story.title[locale],
    description: story.summary[locale],
    image: await imageOf(story, locale),
    type: "article",
  });
}

const imageOf = async ({ slug, steps }: Story, locale: Locale): Promise<string> =>
  previewPath(locale, viewOfStep(steps[0]), (await atlasData()).version, { told: { story: slug } });

/** A story as an article: of each step its picture, its text and the way to the map. */
export default async function StoryPage({ params }: PageProps) {
  const { locale, slug } = await params;
  const story = await storyOf(slug);
  if (!isLocale(locale) || !story) notFound();
  const w = storyWords[locale];
  const { version } = await atlasData();
  const { title, summary, steps } = story;
  const others = (await storyList()).filter((other) => other.slug !== slug);
  const entity = (id: string, text: string) => (
    <a href={entityHref(locale, id)}>
      <Name locale={locale} text={{ en: text, zh: text }} />
    </a>
  );
  return (
    <PageFrame locale={locale} path={`stories/${slug}`} here="stories" wide>
      <JsonLd data={await articleOf(story, locale)} />
      <h1>
        <Phrases text={title[locale]} locale={locale} />
      </h1>
      <p className={page.lead}>{summary[locale]}</p>
      <p className={page.actions}>
        <a className={`${page.button} ${page.buttonStrong}`} href={tourHref(locale, slug, steps[0].view)}>
          {w.tour}
        </a>
        <PrintButton locale={locale} />
        <a className={page.button} href={`/${locale}/stories`}>
          {w.all}
        </a>
      </p>
      {steps.map((step, i) => (
        <section key={step.title.en} id={`step-${i + 1}`} className={styles.step}>
          <div className={styles.text}>
            <h2>
              <span className={styles.number}>{formatCount(i + 1, locale)}</span> {step.title[locale]}
            </h2>
            <StoryText blocks={step.text[locale]} entity={entity} />
            <p className={`${page.quiet} ${page.printHidden}`}>
              <a href={canvasHref(locale, viewOfStep(step))}>
                {w.onMap}
                <span className="visually-hidden">
                  {colons[locale]}
                  {step.title[locale]}
                </span>
              </a>
            </p>
          </div>
          <MapPicture
            locale={locale}
            view={viewOfStep(step)}
            version={version}
            alt={w.picture(step.title[locale])}
            told={{ story: slug, step: i + 1 }}
            isFirst={i === 0}
          />
        </section>
      ))}
      <p className={page.quiet}>{w.note(version)}</p>
      <nav aria-labelledby="others" className={page.printHidden}>
        <h2 id="others">{w.others}</h2>
        <ul className={page.cards}>
          {others.map((other) => (
            <li key={other.slug} className={page.card}>
              <h3>
                <a href={storyHref(locale, other.slug)}>{other.title[locale]}</a>
              </h3>
              <p>{other.summary[locale]}</p>
            </li>
          ))}
        </ul>
      </nav>
    </PageFrame>
  );
}

/** The story as schema.org describes an article, with the entities that it leads to. */
async function articleOf(story: Story, locale: Locale): Promise<object> {
  const { entity, ontology } = await atlasData();
  const { product } = words[locale];
  const url = pageAddress(locale, `stories/${story.slug}`);
  const mentioned = [...new Set(story.steps.flatMap(({ text }) => entitiesIn(text[locale])))];
  return {
    "@context": "https://schema.org",
    "@type": "Article",
    headline: story.title[locale],
    description: story.summary[locale],
    inLanguage: languageTags[locale],
    url,
    mainEntityOfPage: url,
    image: publicOrigin + (await imageOf(story, locale)),
    ...(ontology.graph.license.url && { license: ontology.graph.license.url }),
    publisher: { "@type": "Organization", name: product, url: pageAddress(locale, "") },
    mentions: mentioned.map((id) => ({
      "@type": "Thing",
      name: entity(id)?.name[locale] ?? id,
      url: publicOrigin + entityHref(locale, id),
    })),
  };
}
