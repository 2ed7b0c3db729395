import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { atlasData } from "@/app/_server/atlas-data";
import { viewOfStep } from "@/app/_server/stories";
import { previewPath } from "@/app/[locale]/_pages/canvas";
import { MapPicture } from "@/app/[locale]/_pages/map-picture";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import { pageHead } from "@/app/[locale]/_pages/page-head";
import { storyHref, tourHref } from "@/app/[locale]/_pages/story-links";
import { isLocale } from "@/lib/i18n";
import { formatCount } from "@/lib/i18n/format";
import { colons } from "@/lib/i18n/locale";
import { storyWords } from "@/lib/i18n/story-words";
import styles from "./stories.module.css";

interface PageProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const { title, description } = storyWords[locale];
  const { version } = await atlasData();
  return pageHead({ locale, path: "stories", title, description, image: previewPath(locale, {}, version) });
}

/** All stories, each with the picture of the step that shows most of what it is about: its last. */
export default async function StoriesPage({ params }: PageProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const w = storyWords[locale];
  const { compiled, version } = await atlasData();
  return (
    <PageFrame locale={locale} path="stories" here="stories" wide>
      <h1>{w.title}</h1>
      <p className={page.lead}>{w.lead}</p>
      <ul className={styles.stories}>
        {compiled.stories.map(({ slug, title, summary, steps }, i) => {
          const last = steps[steps.length - 1];
          return (
            <li key={slug} className={styles.story}>
              <MapPicture
                locale={locale}
                view={viewOfStep(last)}
                version={version}
                alt=""
                told={{ story: slug }}
                isFirst={i === 0}
              />
              <h2>
                <a href={storyHref(locale, slug)}>{title[locale]}</a>
              </h2>
              <p>{summary[locale]}</p>
              <p className={page.quiet}>{w.steps(formatCount(steps.length, locale))}</p>
              <p className={page.actions}>
                <a className={page.button} href={storyHref(locale, slug)}>
                  {w.read}
                  <span className="visually-hidden">
                    {colons[locale]}
                    {title[locale]}
                  </span>
                </a>
                <a className={page.button} href={tourHref(locale, slug, steps[0].view)}>
                  {w.tour}
                  <span className="visually-hidden">
                    {colons[locale]}
                    {title[locale]}
                  </span>
                </a>
              </p>
            </li>
          );
        })}
      </ul>
    </PageFrame>
  );
}
