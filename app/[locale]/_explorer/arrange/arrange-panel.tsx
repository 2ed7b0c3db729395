"use client";

/** Where things stand and what they look like: layout, groups, colours and sizes, relation types, the way to the timeline. */
import { memo, useId, useMemo } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import type { Text } from "@/lib/graph/schema";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { formatCount } from "@/lib/i18n/format";
import { colourKeys, sizeKeys } from "@/lib/view/colouring";
import { groupingKeys, type Speech } from "@/lib/view/grouping";
import type { View } from "@/lib/view/view";
import styles from "./arrange.module.css";
import { GroupsSection } from "./arrange-groups";
import { LayoutSection } from "./arrange-layout";
import { Section } from "./arrange-section";
import { NamedStyles, StyleSection } from "./arrange-style";
import { TypesSection } from "./arrange-types";

interface ArrangePanelProps {
  graph: Graph;
  speech: Speech;
  view: View;
  theme: Theme;
  /** How many entities are on the map; by relation type, how many relations could be drawn. */
  counts: { readonly shown: number; readonly types: readonly number[] };
  /** A layout at work, and from 0 to 1 how far it has got. */
  running: { readonly done: number } | undefined;
  /** More entities are shown than layouts take. */
  tooMany: boolean;
  timelineOpen: boolean;
  /** What rings run round. */
  centreName?: string | undefined;
  onStep(step: (view: View) => View): void;
  onCancel(): void;
  onTimeline(): void;
}

// A layout at work renders the panel many times a second, and changes nothing of these.
const [Groups, Styling, SavedStyles, Types] = [
  memo(GroupsSection),
  memo(StyleSection),
  memo(NamedStyles),
  memo(TypesSection),
];

export function ArrangePanel({
  graph,
  speech,
  view,
  theme,
  counts,
  running,
  tooMany,
  timelineOpen,
  centreName,
  onStep,
  onCancel,
  onTimeline,
}: ArrangePanelProps) {
  const { locale } = useAtlas();
  const w = arrangeWords[locale];
  const hint = useId();
  const { groupings, colours, sizes } = useMemo(() => {
    const named = (keys: readonly Keyed[]) => keys.map(({ key, label }) => ({ key, name: label[locale] }));
    return {
      groupings: named(groupingKeys(speech)),
      colours: named(colourKeys(speech)),
      sizes: named(sizeKeys(speech)),
    };
  }, [speech, locale]);
  const { style } = view;
  return (
    <div className={shared.filter}>
      <header className={shared.header}>
        <h2 className={shared.title}>{w.title}</h2>
        <p className={shared.muted}>{w.shown(formatCount(counts.shown, locale))}</p>
      </header>
      <LayoutSection {...{ graph, view, groupings, running, tooMany, centreName, onStep, onCancel }} />
      <Groups {...{ speech, view, groupings, onStep }} shown={counts.shown} />
      <Styling {...{ speech, style, theme, colours, sizes, onStep }} />
      <SavedStyles {...{ style, colours, sizes, onStep }} />
      <Types graph={graph} hiddenTypes={view.hiddenTypes} counts={counts.types} onStep={onStep} />
      <Section title={w.time}>
        <button
          type="button"
          className={styles.timeline}
          aria-expanded={timelineOpen}
          aria-describedby={hint}
          onClick={onTimeline}
        >
          {w.timeline}
          <span className={shared.chevron} data-open={timelineOpen}>
            <Icon name="chevron" size={16} />
          </span>
        </button>
        <p id={hint} className={shared.muted}>
          {w.timelineHint}
        </p>
      </Section>
    </div>
  );
}

interface Keyed {
  readonly key: string;
  readonly label: Text;
}
