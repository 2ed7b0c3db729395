/**
 * What one can begin with, on the map of the atlas: made while the page is built, so that it costs no script. What its
 * links and buttons do within the page, the explorer says (_explorer/intro.tsx); `data-start` names what is no link.
 */
import { atlasData } from "@/app/_server/atlas-data";
import { Icon, type IconName } from "@/app/[locale]/_parts/marks";
import type { Locale } from "@/lib/graph/schema";
import { words } from "@/lib/i18n";
import { formatCount, formatShare } from "@/lib/i18n/format";
import { startWords } from "@/lib/i18n/start-words";
import { pageOf } from "@/lib/view/graph-page";
import styles from "./start-panel.module.css";

/** How many are shown; the others stand behind a link. */
const most = { stories: 2, questions: 2 };

export async function StartPanel({ locale }: { locale: Locale }) {
  const { compiled, graph } = await atlasData();
  const { stories, questions } = compiled;
  const w = startWords[locale];
  const t = words[locale];
  const count = (n: number) => formatCount(n, locale);
  const sourced = graph.relations.sourced.reduce((all, one) => all + one, 0);
  return (
    <>
      <p className={styles.lead}>{t.tagline}</p>
      <p className={styles.counts}>
        {t.intro.counts(
          count(graph.size),
          count(graph.relations.size),
          formatShare(sourced / graph.relations.size, locale),
        )}
      </p>
      <ul className={styles.entrances} aria-label={w.begin}>
        <li>
          <button type="button" className={styles.entrance} data-start="explore">
            <Entrance icon="fit" label={w.explore} text={w.exploreText} />
          </button>
        </li>
        <li>
          <a className={styles.entrance} href={`/${locale}/domain`}>
            <Entrance icon="filter" label={w.domains} text={w.domainsText} />
          </a>
        </li>
        <li>
          <a className={styles.entrance} href={`/${locale}/outline`}>
            <Entrance icon="list" label={w.chapters} text={w.chaptersText} />
          </a>
        </li>
      </ul>
      {stories.length > 0 && (
        <>
          <h3 className={styles.heading}>
            {w.stories} <a href={`/${locale}/stories`}>{w.allStories}</a>
          </h3>
          <ul className={styles.list}>
            {stories.slice(0, most.stories).map(({ slug, title }) => (
              <li key={slug}>
                <a href={`/${locale}/stories/${slug}`}>{title[locale]}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {questions.length > 0 && (
        <>
          <h3 className={styles.heading}>
            {w.questions}{" "}
            <button type="button" data-start="questions">
              {w.allQuestions(count(questions.length))}
            </button>
          </h3>
          <ul className={styles.list}>
            {questions.slice(0, most.questions).map(({ slug, title, view }) => (
              <li key={slug}>
                <a href={`${pageOf(locale, compiled.compact.graph)}?${view}`}>{title[locale]}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Entrance({ icon, label, text }: { icon: IconName; label: string; text: string }) {
  return (
    <>
      <Icon name={icon} />
      <span>
        <strong>{label}</strong>
        <span className={styles.text}>{text}</span>
      </span>
    </>
  );
}
