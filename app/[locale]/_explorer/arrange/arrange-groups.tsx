"use client";

/** What belongs together, as areas of the map; a group can be made one node and opened again. */
import { useState } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { formatCount } from "@/lib/i18n/format";
import { closeGroup, openGroup, resetLayout, setClosed, setLayout } from "@/lib/view/explore-steps";
import { type Grouping, groupingOf, type Speech } from "@/lib/view/grouping";
import type { View } from "@/lib/view/view";
import styles from "./arrange.module.css";
import { usualGrouping } from "./arrange-layout";
import { KeyChoice, Section } from "./arrange-section";

interface GroupsSectionProps {
  speech: Speech;
  view: View;
  groupings: readonly { readonly key: string; readonly name: string }[];
  /** How many entities are on the map. */
  shown: number;
  onStep(step: (view: View) => View): void;
}

export function GroupsSection({ speech, view, groupings, shown, onStep }: GroupsSectionProps) {
  const { locale } = useAtlas();
  const w = arrangeWords[locale];
  const { as, by = usualGrouping, closed } = view.layout;
  const isGrouped = as === "groups";
  const grouping = isGrouped ? groupingOf(speech, by) : undefined;
  return (
    <Section title={w.group}>
      <KeyChoice
        label={w.groupBy}
        usual={w.noGroups}
        options={groupings}
        value={isGrouped ? by : undefined}
        onChoose={(key) =>
          onStep((now) => (key ? setLayout(now, { as: "groups", by: key, closed: [] }) : resetLayout(now)))
        }
      />
      {grouping && (
        // Another grouping starts with its list short again.
        <GroupList
          key={by}
          grouping={grouping}
          closed={closed}
          isPart={shown < speech.graph.size}
          onStep={onStep}
        />
      )}
    </Section>
  );
}

interface GroupListProps {
  grouping: Grouping;
  /** Values of the groups that are one node. */
  closed: readonly string[];
  /** Whether not everything is on the map. */
  isPart: boolean;
  onStep(step: (view: View) => View): void;
}

/** Groups shown before the reader asks for all. */
const firstGroups = 12;

function GroupList({ grouping: { groups }, closed, isPart, onStep }: GroupListProps) {
  const { locale } = useAtlas();
  const w = arrangeWords[locale];
  const [all, setAll] = useState(false);
  return (
    <>
      <fieldset className={styles.list}>
        <legend>{w.asOne}</legend>
        {isPart && <p className={shared.muted}>{w.allCounted}</p>}
        {(all ? groups : groups.slice(0, firstGroups)).map(({ value, label, size }) => (
          <label key={value} className={styles.row}>
            <input
              type="checkbox"
              checked={closed.includes(value)}
              onChange={(event) => {
                const turn = event.target.checked ? closeGroup : openGroup;
                onStep((now) => turn(now, value));
              }}
            />
            <span>{label[locale]}</span>
            <span className={shared.count}>{formatCount(size, locale)}</span>
          </label>
        ))}
      </fieldset>
      {groups.length > firstGroups && (
        <button type="button" className={shared.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? w.fewer : w.showAll(formatCount(groups.length, locale))}
        </button>
      )}
      <div className={shared.actions}>
        <button
          type="button"
          className={shared.button}
          onClick={() =>
            onStep((now) =>
              setClosed(
                now,
                groups.map(({ value }) => value),
              ),
            )
          }
        >
          {w.closeAll}
        </button>
        <button type="button" className={shared.button} onClick={() => onStep((now) => setClosed(now, []))}>
          {w.openAll}
        </button>
      </div>
    </>
  );
}
