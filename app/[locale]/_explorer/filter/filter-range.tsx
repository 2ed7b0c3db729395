"use client";

/** A range of numbers or dates: a histogram, two thumbs on it, the same as text, and what to do with the unknown. */
import { useId, useState } from "react";
import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { FacetDefinition } from "@/lib/graph/facet-table";
import type { FacetCounts } from "@/lib/graph/filter-counts";
import type { Filter } from "@/lib/graph/filter-value";
import { fitsType } from "@/lib/graph/fit-filter";
import { parseAmount } from "@/lib/i18n/amounts";
import { boundLabel, facetLabel } from "@/lib/i18n/filter-text";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCount } from "@/lib/i18n/format";
import { setRange } from "@/lib/view/filter-steps";
import type { View } from "@/lib/view/view";
import styles from "./filter.module.css";

interface FacetRangeProps {
  definition: FacetDefinition;
  filtration: FilterAtWork;
  counts: FacetCounts;
  onFilter(step: (view: View) => View): void;
}

type Range = Omit<Filter["ranges"][number], "facet">;

export function FacetRange({ definition, filtration, counts, onFilter }: FacetRangeProps) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  const { key, type } = definition;
  const { speech } = filtration;
  const label = facetLabel(definition, speech);
  const range = filtration.filtering.filter.ranges.find(({ facet }) => facet === key);
  const { edges, counts: bins } = counts.histogram ?? { edges: [], counts: [] };
  const set = (next: Partial<Range>) =>
    onFilter((view) => setRange(view, key, { unknown: false, ...withoutFacet(range), ...next }));
  if (bins.length === 0) return <p className={styles.muted}>{w.noneLeft}</p>;
  const most = Math.max(1, ...bins);
  const [from, to] = thumbsOf(type, edges, range);
  /** A thumb at a bin's edge takes in what lies behind it, or what lies before; at the ends all of it. */
  const ends = [
    {
      end: "from",
      name: w.fromOf(label),
      short: w.from,
      thumb: from,
      boundAt: (at: number) => (at <= 0 ? undefined : String(edges[Math.min(at, to - 1)])),
    },
    {
      end: "to",
      name: w.toOf(label),
      short: w.to,
      thumb: to,
      boundAt: (at: number) => {
        const edge = Math.max(at, from + 1);
        return edge >= bins.length ? undefined : String(type === "date" ? edges[edge] - 1 : edges[edge]);
      },
    },
  ] as const;
  const said = (bound: string | undefined) =>
    bound === undefined ? w.openEnd : boundLabel(definition, bound, speech);
  return (
    <div className={styles.range}>
      <svg
        className={styles.histogram}
        viewBox={`0 0 ${bins.length} 100`}
        preserveAspectRatio="none"
        role="img"
        aria-label={w.histogram(label)}
      >
        {bins.map((count, i) => {
          const height = count > 0 ? Math.max(3, (100 * Math.sqrt(count)) / Math.sqrt(most)) : 0;
          return (
            <rect
              key={edges[i]}
              data-in={i >= from && i < to}
              x={i + 0.08}
              y={100 - height}
              width={0.84}
              height={height}
            >
              <title>{`${boundLabel(definition, String(edges[i]), speech)}: ${formatCount(count, locale)}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className={styles.thumbs}>
        {ends.map(({ end, name, thumb, boundAt }) => (
          <input
            key={end}
            type="range"
            aria-label={name}
            aria-valuetext={said(range?.[end])}
            min={0}
            max={bins.length}
            value={thumb}
            onChange={(event) => set({ [end]: boundAt(Number(event.target.value)) })}
          />
        ))}
      </div>
      <div className={styles.bounds}>
        {ends.map(({ end, name, short }) => (
          <BoundField
            key={end}
            label={name}
            short={short}
            type={type}
            value={range?.[end]}
            shown={said(range?.[end])}
            onSet={(value) => set({ [end]: value })}
          />
        ))}
      </div>
      {range && (
        <div className={styles.actions}>
          <label className={styles.option}>
            <input
              type="checkbox"
              checked={range.unknown}
              onChange={(event) => set({ unknown: event.target.checked })}
            />
            <span>
              {type === "date" ? w.undated : w.unvalued}{" "}
              <span className={styles.count}>{formatCount(counts.unknown, locale)}</span>
            </span>
          </label>
          <button
            type="button"
            className={styles.more}
            onClick={() => set({ from: undefined, to: undefined })}
          >
            {w.resetRange}
          </button>
        </div>
      )}
    </div>
  );
}

interface BoundFieldProps {
  label: string;
  short: string;
  type: FacetDefinition["type"];
  value: string | undefined;
  shown: string;
  onSet(value: string | undefined): void;
}

/** An end of the range as text, taken when the reader leaves it or presses Enter. */
function BoundField({ label, short, type, value, shown, onSet }: BoundFieldProps) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  /** What is being typed; nothing while the field says what holds. */
  const [draft, setDraft] = useState<string>();
  const id = useId();
  const parsed = draft === undefined ? value : boundOf(type, draft);
  const isBad = draft !== undefined && draft.trim() !== "" && parsed === undefined;
  const finish = () => {
    if (draft === undefined || isBad) return;
    setDraft(undefined);
    if (parsed !== value) onSet(parsed);
  };
  return (
    <label className={styles.bound}>
      <span>{short}</span>
      <input
        type="text"
        aria-label={label}
        aria-invalid={isBad}
        aria-describedby={isBad ? id : undefined}
        placeholder={w.openEnd}
        value={draft ?? (value === undefined ? "" : shown)}
        onFocus={(event) => {
          setDraft(value ?? "");
          event.target.select();
        }}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => (isBad ? setDraft(undefined) : finish())}
        onKeyDown={(event) => {
          if (event.key === "Enter") finish();
        }}
      />
      {isBad && (
        <span id={id} role="alert" className={styles.fault}>
          {type === "date" ? w.badDate : w.badAmount}
        </span>
      )}
    </label>
  );
}

function boundOf(type: FacetDefinition["type"], text: string): string | undefined {
  const plain = text.normalize("NFKC").trim();
  if (type === "date") return fitsType("date", plain) ? plain : undefined;
  const amount = parseAmount(plain);
  return amount === undefined ? undefined : String(amount);
}

/** The bins between which the range stands: it takes in those from the first up to, not with, the second. */
function thumbsOf(
  type: FacetDefinition["type"],
  edges: readonly number[],
  range: Range | undefined,
): [number, number] {
  const bins = edges.length - 1;
  const value = (text: string) => (type === "date" ? Number(text.slice(0, 4)) : Number(text));
  const from =
    range?.from === undefined
      ? 0
      : Math.max(
          0,
          edges.findLastIndex((edge) => edge <= value(range.from ?? "")),
        );
  const after =
    range?.to === undefined
      ? -1
      : edges.findIndex((edge) => edge > value(range.to ?? "") - (type === "date" ? 0 : 1e-9));
  const to = range?.to === undefined || after < 0 ? bins : after;
  return [Math.min(from, bins), Math.max(Math.min(to, bins), 0)];
}

const withoutFacet = (range: Filter["ranges"][number] | undefined): Partial<Range> => {
  if (!range) return {};
  const { facet: _, ...rest } = range;
  return rest;
};
