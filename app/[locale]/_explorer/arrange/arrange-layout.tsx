"use client";

/** Where everything stands: the layouts that there are, what the chosen one takes, and how far it has got. */
import { type ReactNode, useId } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { Graph } from "@/lib/graph/graph";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { formatCount, formatShare } from "@/lib/i18n/format";
import { layoutLimit } from "@/lib/view/explore";
import { setLayout } from "@/lib/view/explore-steps";
import { resetPlaces } from "@/lib/view/steps";
import type { Layout, View } from "@/lib/view/view";
import styles from "./arrange.module.css";
import { KeyChoice, Passing, Section } from "./arrange-section";

interface LayoutSectionProps {
  graph: Graph;
  view: View;
  /** What groups and lanes can be formed by. */
  groupings: readonly { readonly key: string; readonly name: string }[];
  running: { done: number } | undefined;
  tooMany: boolean;
  centreName: string | undefined;
  onStep(step: (view: View) => View): void;
  onCancel(): void;
}

/** What groups and lanes are formed by where a view does not say. */
export const usualGrouping = "kind";

export function LayoutSection({
  graph,
  view,
  groupings,
  running,
  tooMany,
  centreName,
  onStep,
  onCancel,
}: LayoutSectionProps) {
  const { locale } = useAtlas();
  const w = arrangeWords[locale];
  const name = useId();
  const explanation = useId();
  const { as, by = usualGrouping, centre } = view.layout;
  const byName = groupings.find(({ key }) => key === by)?.name ?? by;
  const isGroupedElse = as === "groups" && by !== usualGrouping;
  const nameOf = (id: string | undefined) => graph.names[id ? graph.indexOf(id) : -1]?.[locale];
  const selected = typeof view.selection === "string" ? view.selection : undefined;
  const selectedName = nameOf(selected);
  const inCentre = centreName ?? nameOf(centre);
  const explain = {
    ...w.explain,
    concentric: inCentre ? w.explain.concentric(inCentre) : w.explain.concentricUnnamed,
    time: w.explain.time(byName),
    groups: w.explain.groups(byName),
  };
  const choose = (layout: Layout) => onStep((now) => setLayout(now, layout));
  const layoutOf = (one: Layout["as"]): Layout => {
    if (one === "concentric" && selected && selectedName) return { as: one, centre: selected, closed: [] };
    if (one === "time" || one === "groups") return { as: one, by: usualGrouping, closed: [] };
    return { as: one, closed: [] };
  };
  return (
    <Section title={w.layout}>
      <div role="radiogroup" aria-label={w.layout} aria-describedby={explanation} className={styles.layouts}>
        {layouts.map((one) => (
          <LayoutTile
            key={one}
            name={name}
            label={w.layouts[one]}
            picture={pictures[one]}
            isChosen={as === one && !(one === "groups" && isGroupedElse)}
            isDisabled={tooMany && one !== "atlas"}
            onChoose={() => choose(layoutOf(one))}
          />
        ))}
        {isGroupedElse && (
          <LayoutTile
            name={name}
            label={w.groupsBy(byName)}
            picture={pictures.groups}
            isChosen
            isDisabled={tooMany}
            onChoose={() => choose(view.layout)}
          />
        )}
      </div>
      <div id={explanation} className={styles.explanation}>
        <p>{explain[as]}</p>
        {tooMany && <p className={styles.reason}>{w.tooMany(formatCount(layoutLimit, locale))}</p>}
      </div>
      {as === "time" && (
        <KeyChoice
          label={w.lanes}
          options={groupings}
          value={by}
          onChoose={(key) => choose({ as: "time", by: key ?? usualGrouping, closed: [] })}
        />
      )}
      {as === "concentric" && selected && selectedName && selected !== centre && (
        <Passing>
          <button type="button" className={shared.button} onClick={() => choose(layoutOf("concentric"))}>
            {w.roundThis(selectedName)}
          </button>
        </Passing>
      )}
      {as === "concentric" && centre && (
        <Passing>
          <button
            type="button"
            className={shared.button}
            onClick={() => choose({ as: "concentric", closed: [] })}
          >
            {w.roundMost}
          </button>
        </Passing>
      )}
      <p className="visually-hidden" role="status">
        {running && w.working}
      </p>
      {running && (
        <Passing className={styles.progress}>
          <progress aria-label={w.working} value={running.done} max={1} />
          <span className={shared.count} aria-hidden="true">
            {formatShare(running.done, locale)}
          </span>
          <button type="button" className={shared.button} onClick={onCancel}>
            {w.cancel}
          </button>
        </Passing>
      )}
      {view.moved.length > 0 && (
        <Passing className={styles.pinned}>
          <p className={shared.muted}>{w.pinned(formatCount(view.moved.length, locale))}</p>
          <button type="button" className={shared.button} onClick={() => onStep(resetPlaces)}>
            {w.unpinAll}
          </button>
        </Passing>
      )}
    </Section>
  );
}

interface LayoutTileProps {
  /** The radio buttons that it is one of. */
  name: string;
  label: string;
  picture: ReactNode;
  isChosen: boolean;
  isDisabled: boolean;
  onChoose(): void;
}

function LayoutTile({ name, label, picture, isChosen, isDisabled, onChoose }: LayoutTileProps) {
  return (
    <label className={styles.layout}>
      <input
        type="radio"
        className="visually-hidden"
        name={name}
        checked={isChosen}
        disabled={isDisabled}
        onChange={onChoose}
      />
      <svg width="40" height="28" viewBox="0 0 40 28" aria-hidden="true" focusable="false">
        {picture}
      </svg>
      <span>{label}</span>
    </label>
  );
}

const layouts = ["atlas", "force", "layered", "concentric", "time", "groups"] as const;

/** Dots at `x0 y0 x1 y1 …`, and a path behind them. */
const picture = (dots: readonly number[], path: string): ReactNode => (
  <>
    <path d={path} fill="none" stroke="currentColor" strokeWidth="1" strokeOpacity="0.55" />
    {dots.map(
      (x, i) =>
        i % 2 === 0 && (
          <circle key={`${x} ${dots[i + 1]}`} cx={x} cy={dots[i + 1]} r="2.2" fill="currentColor" />
        ),
    )}
  </>
);

/** What each layout looks like, in a box of 40 by 28. */
const pictures: Readonly<Record<Layout["as"], ReactNode>> = {
  atlas: picture(
    [9, 9, 15, 13, 8, 18, 27, 8, 33, 12, 24, 21, 31, 22],
    "M3 13C3 4 18 3 20 11C22 20 16 25 9 24C4 23 3 18 3 13ZM20 11C21 3 37 3 38 11C38 15 31 16 22 17M20 18C24 15 37 15 37 21C37 27 21 28 18 23",
  ),
  force: picture(
    [20, 14, 12, 8, 29, 7, 31, 18, 18, 24, 7, 18],
    "M20 14 12 8M20 14 29 7M20 14 31 18M20 14 18 24M20 14 7 18M29 7 31 18",
  ),
  layered: picture(
    [20, 4, 11, 14, 29, 14, 6, 24, 16, 24, 29, 24],
    "M20 4 11 14M20 4 29 14M11 14 6 24M11 14 16 24M29 14V24",
  ),
  concentric: picture(
    [20, 14, 27, 14, 16, 19, 10, 9, 31, 7, 27, 24],
    "M13.500 14a6.500 6.500 0 0 1 13 0 6.500 6.500 0 0 1-13 0M8 14a12 12 0 0 1 24 0 12 12 0 0 1-24 0",
  ),
  time: picture([8, 7, 19, 7, 14, 14, 28, 14, 23, 21, 34, 21], "M3 7H37M3 14H37M3 21H37M3 27H37"),
  groups: picture(
    [8, 9, 14, 9, 11, 15, 27, 8, 33, 12, 23, 22, 29, 22],
    "M4 12a7 7 0 0 1 14 0 7 7 0 0 1-14 0M23 10a7 6 0 0 1 14 0 7 6 0 0 1-14 0M18 22a8 5 0 0 1 16 0 8 5 0 0 1-16 0",
  ),
};
