"use client";

/** The regions of the map as communities: how large, who matters most in each, and all their members selected. */
import { useId, useMemo, useState } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import type { Text } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { rankingWords } from "@/lib/i18n/ranking-words";
import { exploreLimits } from "@/lib/view/view";
import { EntityButton } from "./ask-parts";
import type { RankingProps } from "./ranking";
import styles from "./ranking.module.css";

interface CommunitiesProps extends Pick<RankingProps, "graph" | "onChoose" | "onSelectMany" | "onPoint"> {
  theme: Theme;
}

/** Most entities that a view selects. */
const selectionLimit = exploreLimits.also + 1;

/** Members of a community that are named. */
const namedMembers = 3;

export function Communities({ graph, theme, onChoose, onSelectMany, onPoint }: CommunitiesProps) {
  const { locale } = useAtlas();
  const w = rankingWords[locale];
  const [isOpen, setOpen] = useState(false);
  const title = useId();
  const communities = useMemo(() => communitiesOf(graph), [graph]);
  const count = (n: number) => formatCount(n, locale);
  if (communities.length === 0) return null;
  return (
    <section className={styles.communities} aria-labelledby={title}>
      <h3 id={title} className={shared.sectionTitle}>
        <button
          type="button"
          className={shared.facetHead}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={shared.facetName}>{w.communities}</span>
          <span className={shared.count}>{count(communities.length)}</span>
          <span className={shared.chevron} data-open={isOpen}>
            <Icon name="chevron" size={14} />
          </span>
        </button>
      </h3>
      {isOpen && (
        <>
          <p className={shared.muted}>{w.communitiesHint}</p>
          <ul className={styles.list}>
            {communities.map(({ region, name, members }) => (
              <li key={region} className={styles.community}>
                <h4 className={styles.communityName}>
                  {name[locale]} <span className={shared.count}>{w.size(count(members.length))}</span>
                </h4>
                <ul className={styles.list} aria-label={w.foremost(name[locale])}>
                  {members.slice(0, namedMembers).map((entity) => (
                    <li key={entity}>
                      <EntityButton {...{ graph, theme, entity, onChoose, onPoint }} />
                    </li>
                  ))}
                </ul>
                <SelectMembers
                  name={name[locale]}
                  size={members.length}
                  onSelect={() =>
                    onSelectMany(members.slice(0, selectionLimit).map((entity) => graph.ids[entity]))
                  }
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function SelectMembers({ name, size, onSelect }: { name: string; size: number; onSelect(): void }) {
  const { locale } = useAtlas();
  const w = rankingWords[locale];
  const limit = formatCount(selectionLimit, locale);
  const isCut = size > selectionLimit;
  const text = isCut ? w.selectMost(limit) : w.selectAll(formatCount(size, locale));
  return (
    <p className={styles.actions}>
      <button type="button" className={shared.button} aria-label={w.of(text, name)} onClick={onSelect}>
        {text}
      </button>
      {isCut && <span className={shared.muted}>{w.limit(limit)}</span>}
    </p>
  );
}

interface Community {
  readonly region: number;
  readonly name: Text;
  /** The most important first. */
  readonly members: readonly number[];
}

/** The largest first. */
function communitiesOf(graph: Graph): Community[] {
  const members = graph.regions.map((): number[] => []);
  graph.region.forEach((region, entity) => {
    members[region]?.push(entity);
  });
  return graph.regions
    .map(({ name }, region) => ({ region, name, members: members[region] }))
    .filter((community) => community.members.length > 0)
    .sort((a, b) => b.members.length - a.members.length || a.region - b.region);
}
