"use client";

/** What one can begin with on a graph for which the server has made nothing: what there is of it says it. */
import { useState } from "react";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import { sizeOfWhole } from "@/lib/graph/map-part";
import type { EntityId } from "@/lib/graph/schema";
import { formatCount, formatShare } from "@/lib/i18n/format";
import styles from "./intro.module.css";

interface PlainIntroProps {
  graph: Graph;
  theme: Theme;
  onChoose(id: EntityId): void;
}

export function PlainIntro({ graph, theme, onChoose }: PlainIntroProps) {
  const { t, locale } = useAtlas();
  // They stay, while the parts of a large map come and go.
  const [examples] = useState(() =>
    examplesOf(graph).map((entity) => ({
      id: graph.ids[entity],
      kind: graph.kinds[graph.kind[entity]],
      name: graph.names[entity],
    })),
  );
  let sourced = 0;
  for (const one of graph.relations.sourced) sourced += one;
  return (
    <>
      <p className={styles.counts}>
        {t.intro.counts(
          formatCount(sizeOfWhole(graph), locale),
          formatCount(graph.part?.relations ?? graph.relations.size, locale),
          // A graph from elsewhere may know of no sources; of a part, the share would not be that of the whole.
          sourced > 0 && !graph.part ? formatShare(sourced / graph.relations.size, locale) : undefined,
        )}
      </p>
      <p className={styles.steps}>{t.intro.steps}</p>
      <p className={styles.examples}>
        <span className={styles.try}>{t.intro.try}</span>
        {examples.map(({ id, kind, name }) => (
          <button key={id} type="button" className={styles.example} onClick={() => onChoose(id)}>
            <KindMark ontology={graph.ontology} kind={kind} theme={theme} size={16} />
            {name[locale]}
          </button>
        ))}
      </p>
    </>
  );
}

/** The most important entity of each of the first kinds. */
function examplesOf(graph: Graph): number[] {
  return graph.kinds.slice(0, 6).flatMap((_, kind) => {
    const first = graph.kind.indexOf(kind);
    return first < 0 ? [] : [first];
  });
}
