/**
 * The page where there is no such entity, in the reader's language, with those that may have been meant. What the framework
 * has for this case needs its scripts; so it is a page like any other, and its head says which status it has to be sent with
 * (lib/cli/page-answers.mjs).
 */
import type { Metadata } from "next";
import type { AtlasData } from "@/app/_server/atlas-data";
import { graphStore } from "@/app/_server/graph-store";
import { similarIds } from "@/app/_server/lookup";
import { EntityLink } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import { PageFrame } from "@/app/[locale]/_pages/page-frame";
import type { Place } from "@/app/[locale]/_pages/places";
import type { Locale } from "@/lib/graph/schema";
import { entityWords } from "@/lib/i18n/entity-words";

export const goneHead = (locale: Locale): Metadata => ({
  title: entityWords[locale].gone.title,
  robots: { index: false },
  other: { "atlas-status": "404" },
});

interface GoneProps {
  locale: Locale;
  data: AtlasData;
  /** As the address has it. */
  id: string;
  path: string;
  here?: Place;
}

export async function EntityGone({ locale, data, id, path, here }: GoneProps) {
  const { gone: w } = entityWords[locale];
  const slug = id.slice(id.indexOf("/") + 1);
  const meant = await similarIds(await graphStore(), { graph: data.graph.id }, slug);
  return (
    <PageFrame locale={locale} path={path} here={here}>
      <h1>{w.title}</h1>
      <p className={page.lead}>{w.text(id.slice(0, 160))}</p>
      {meant.length > 0 && (
        <>
          <h2>{w.meant}</h2>
          <ul>
            {meant.map((other) => {
              const entity = data.entity(other);
              return (
                entity && (
                  <li key={other}>
                    <EntityLink locale={locale} entity={entity} ontology={data.ontology} />
                  </li>
                )
              );
            })}
          </ul>
        </>
      )}
      <div className={page.actions}>
        <a
          className={page.button}
          href={`/${locale}/table?${new URLSearchParams({ find: slug.slice(0, 80).replaceAll("-", " ") })}`}
        >
          {w.table}
        </a>
      </div>
    </PageFrame>
  );
}
