"use client";

/** What a hub holds, before it is expanded: along which relation types, in which direction, which first, how many. */
import {
  type CSSProperties,
  type FormEvent,
  type RefObject,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Choice } from "@/app/[locale]/_explorer/choice";
import { narrow } from "@/app/[locale]/_explorer/narrow";
import { type Theme, useAtlas, useMedia } from "@/app/[locale]/_parts/atlas";
import { KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { EntityId } from "@/lib/graph/schema";
import { expandWords } from "@/lib/i18n/expand-words";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";
import { candidatesOf, plainExpansion, type Tie } from "@/lib/view/expansion";
import { type Expansion, exploreLimits } from "@/lib/view/view";
import styles from "./expand.module.css";
import { relationsAlong, typesOf, useTies } from "./expand-ties";

interface ExpandDialogProps {
  graph: Graph;
  theme: Theme;
  id: EntityId;
  /** Relation types that are switched off, and so are not brought. */
  hiddenTypes: readonly string[];
  /** The expansion that there is already. */
  current: Expansion | undefined;
  /** How many neighbours an expansion would bring. */
  preview(expansion: Expansion): number;
  /** Where it was asked for, in CSS pixels of the window; in the middle where absent. */
  x?: number | undefined;
  y?: number | undefined;
  onExpand(expansion: Expansion): void;
  onCollapse(): void;
  onClose(): void;
}

/** Numbers of neighbours that can be chosen at once. */
const presets = [6, 12, 24, exploreLimits.brought];

export function ExpandDialog({
  graph,
  theme,
  id,
  hiddenTypes,
  current,
  preview,
  x,
  y,
  onExpand,
  onCollapse,
  onClose,
}: ExpandDialogProps) {
  const { locale } = useAtlas();
  const w = expandWords[locale].dialog;
  const dialog = useRef<HTMLDivElement>(null);
  const place = usePlace(dialog, x, y);
  useVisit(dialog, onClose);
  const plain = plainExpansion(id);
  const [direction, setDirection] = useState((current ?? plain).direction);
  const [rank, setRank] = useState((current ?? plain).rank);
  const [limit, setLimit] = useState((current ?? plain).limit);
  const [refused, setRefused] = useState(() => {
    const { types } = current ?? plain;
    return types.length === 0 ? [] : graph.relationTypes.filter((type) => !types.includes(type));
  });

  const entity = graph.indexOf(id);
  const { all, isPartly } = useTies(graph, id);
  const ties = all.filter(({ type }) => !hiddenTypes.includes(type));
  const offered = typesOf(ties, direction);
  const chosen = offered.filter((type) => !refused.includes(type));
  const isAll = chosen.length === typesOf(all, direction).length;
  const types = isAll ? [] : chosen;
  const expansion: Expansion = { id, direction, rank: isPartly ? plain.rank : rank, limit, types };
  const canExpand = chosen.length > 0;
  const reach = (of: Expansion["direction"], along = typesOf(ties, of)) =>
    isPartly
      ? relationsAlong(ties, of, along)
      : candidatesOf(graph, { id, direction: of, types: along }).length;
  const directions = (["any", "out", "in"] as const).filter(
    (of) => of === direction || of === "any" || ties.some((tie) => tie.direction === of),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canExpand) onExpand(expansion);
  };

  return (
    <div
      ref={dialog}
      role="dialog"
      aria-modal="false"
      aria-labelledby="expand-title"
      aria-describedby="expand-brings"
      tabIndex={-1}
      className={styles.dialog}
      style={place}
    >
      <form className={styles.form} onSubmit={submit}>
        <header className={styles.header}>
          <KindMark
            ontology={graph.ontology}
            kind={graph.kinds[graph.kind[entity]]}
            theme={theme}
            size={24}
          />
          <h2 id="expand-title" className={styles.title}>
            {w.title(graph.names[entity][locale])}
          </h2>
          <span className={styles.muted}>
            {isPartly
              ? partWords[locale].expandable(formatCount(reach("any"), locale))
              : w.total(reach("any"))}
          </span>
        </header>
        <div className={styles.choices}>
          {directions.length > 2 && (
            <Choice<Expansion["direction"]>
              label={w.way}
              options={directions.map((of) => [of, `${w.ways[of]} (${formatCount(reach(of), locale)})`])}
              value={direction}
              onChoose={setDirection}
            />
          )}
          <Types
            graph={graph}
            ties={ties.filter((tie) => direction === "any" || tie.direction === direction)}
            offered={offered}
            chosen={chosen}
            onChoose={(types) =>
              setRefused([
                ...refused.filter((type) => !offered.includes(type)),
                ...offered.filter((type) => !types.includes(type)),
              ])
            }
          />
          {!isPartly && (
            <Choice<Expansion["rank"]>
              label={w.rank}
              options={(["importance", "date", "name"] as const).map((of) => [of, w.ranks[of]])}
              value={rank}
              onChoose={setRank}
            />
          )}
          <Limit value={limit} onChoose={setLimit} />
        </div>
        <footer className={styles.footer}>
          <p id="expand-brings" role="status" className={styles.brings}>
            {!canExpand
              ? w.none
              : isPartly
                ? partWords[locale].brings(
                    formatCount(limit, locale),
                    formatCount(reach(direction, chosen), locale),
                  )
                : w.brings(preview(expansion), candidatesOf(graph, expansion).length)}
          </p>
          <p className={styles.buttons}>
            <button type="submit" className={styles.primary} disabled={!canExpand}>
              {current ? w.again : w.expand}
            </button>
            {current && (
              <button type="button" className={styles.button} onClick={onCollapse}>
                {w.collapse}
              </button>
            )}
            <button type="button" className={styles.button} onClick={onClose}>
              {w.cancel}
            </button>
          </p>
        </footer>
      </form>
    </div>
  );
}

interface TypesProps {
  graph: Graph;
  ties: readonly Tie[];
  offered: readonly string[];
  chosen: readonly string[];
  onChoose(types: readonly string[]): void;
}

/** One box for each relation type, with what it leads to in either direction. */
function Types({ graph, ties, offered, chosen, onChoose }: TypesProps) {
  const { locale } = useAtlas();
  const w = expandWords[locale].dialog;
  return (
    <fieldset className={styles.types}>
      <legend>{w.types}</legend>
      {offered.length > 1 && (
        <p className={styles.presets}>
          <button type="button" className={styles.preset} onClick={() => onChoose(offered)}>
            {w.allTypes}
          </button>
          <button type="button" className={styles.preset} onClick={() => onChoose([])}>
            {w.noTypes}
          </button>
        </p>
      )}
      {offered.map((type) => (
        <label key={type} className={styles.type}>
          <input
            type="checkbox"
            checked={chosen.includes(type)}
            onChange={({ target }) =>
              onChoose(target.checked ? [...chosen, type] : chosen.filter((other) => other !== type))
            }
          />
          <span className={styles.ties}>
            {ties
              .filter((tie) => tie.type === type)
              .map(({ direction, count }) => (
                <span key={direction} className={styles.tie}>
                  <span>
                    {readingOf(graph.ontology, type, direction, locale)}{" "}
                    <span className={styles.muted} aria-hidden="true" title={w.ways[direction]}>
                      {direction === "out" ? "→" : "←"}
                    </span>
                    <span className="visually-hidden">{w.ways[direction]}</span>
                  </span>{" "}
                  <span className={styles.count}>{formatCount(count, locale)}</span>
                </span>
              ))}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Limit({ value, onChoose }: { value: number; onChoose(value: number): void }) {
  const { locale } = useAtlas();
  const w = expandWords[locale].dialog;
  return (
    <div className={styles.limit}>
      <label htmlFor="expand-limit" className={styles.muted}>
        {w.limit}
      </label>
      <output htmlFor="expand-limit" className={styles.count}>
        {w.most(value)}
      </output>
      <input
        id="expand-limit"
        type="range"
        min={1}
        max={exploreLimits.brought}
        value={value}
        aria-valuetext={w.most(value)}
        onChange={({ target }) => onChoose(Number(target.value))}
      />
      <p className={styles.presets}>
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            className={styles.preset}
            aria-pressed={preset === value}
            onClick={() => onChoose(preset)}
          >
            {w.most(preset)}
          </button>
        ))}
      </p>
    </div>
  );
}

/** Distance that it keeps from the window's edge. */
const margin = 8;

/** Where it floats: at a point of the window, but all of it in sight; on a phone, and without a point, where styles put it. */
function usePlace(
  dialog: RefObject<HTMLElement | null>,
  x: number | undefined,
  y: number | undefined,
): CSSProperties | undefined {
  const isNarrow = useMedia(narrow);
  const [place, setPlace] = useState<CSSProperties>();
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element || isNarrow || x === undefined || y === undefined) return setPlace(undefined);
    const clamp = () => {
      const { width, height } = element.getBoundingClientRect();
      setPlace({
        left: Math.max(margin, Math.min(x, innerWidth - width - margin)),
        top: Math.max(margin, Math.min(y, innerHeight - height - margin)),
        right: "auto",
        bottom: "auto",
        margin: 0,
      });
    };
    clamp();
    // Another direction has more types or fewer.
    const watcher = new ResizeObserver(clamp);
    watcher.observe(element);
    addEventListener("resize", clamp);
    return () => {
      watcher.disconnect();
      removeEventListener("resize", clamp);
    };
  }, [dialog, isNarrow, x, y]);
  return place;
}

/** Takes the focus in and gives it back; closes on Escape and when the reader turns to something else. */
function useVisit(dialog: RefObject<HTMLDivElement | null>, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.focus({ preventScroll: true });
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !element?.contains(target)) close();
    };
    const steer = (event: KeyboardEvent) => {
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        close();
      } else if (event.key === "Enter" && event.target === element && !event.repeat) {
        // Before anything is chosen, what stands there is taken. The key is not to press what gets the focus back, too.
        event.preventDefault();
        element?.querySelector("form")?.requestSubmit();
      }
    };
    addEventListener("pointerdown", leave, true);
    addEventListener("focusin", leave);
    element?.addEventListener("keydown", steer);
    return () => {
      removeEventListener("pointerdown", leave, true);
      removeEventListener("focusin", leave);
      element?.removeEventListener("keydown", steer);
      const { activeElement } = document;
      const isLost = activeElement === document.body || element?.contains(activeElement);
      if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [dialog]);
}
