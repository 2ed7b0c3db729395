"use client";

/** Where the filter is made: the landscape of scopes, the kinds, every facet, a pasted list. */
import { memo, type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon, KindMark } from "@/app/[locale]/_parts/marks";
import type { FacetDefinition } from "@/lib/graph/facet-table";
import { countFilter, type FilterCounts } from "@/lib/graph/filter-counts";
import { filterLimits } from "@/lib/graph/filter-value";
import type { Graph } from "@/lib/graph/graph";
import { sizeOfWhole } from "@/lib/graph/map-part";
import { findNames, type NamedList } from "@/lib/graph/name-list";
import { facetLabel, filterSentence } from "@/lib/i18n/filter-text";
import { filterWords } from "@/lib/i18n/filter-words";
import { formatCount } from "@/lib/i18n/format";
import { partWords } from "@/lib/i18n/part-words";
import { clearFilter, setList } from "@/lib/view/filter-steps";
import { countsOfPart, isCounted } from "@/lib/view/parts";
import type { View } from "@/lib/view/view";
import styles from "./filter.module.css";
import { EmptyResult } from "./filter-empty";
import { NearSection } from "./filter-near";
import { FacetRange } from "./filter-range";
import { ScopeLandscape } from "./filter-scopes";
import { FacetValues } from "./filter-values";

interface FilterPanelProps {
  filtration: FilterAtWork;
  theme: Theme;
  onFilter(step: (view: View) => View): void;
  /** The legend, which filters by kind; nothing where kinds are chosen elsewhere. */
  kinds?: ReactNode;
  /** The one kind that the filter is about: properties of others are not offered. */
  kind?: string | undefined;
}

export function FilterPanel({ filtration, theme, onFilter, kinds, kind }: FilterPanelProps) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  const { graph, table, filtered, filtering, speech, isActive } = filtration;
  // The map and the result come first, the numbers beside every choice after.
  const counted = useAfterPaint(filtered);
  const facets = [...table.values()].filter(({ definition }) => !kind || definition.kinds.includes(kind));
  const labels = facets.map(({ definition }) => facetLabel(definition, speech));
  const isWhole = isCounted(graph, filtering);
  const counts = useMemo(
    () => countsOfPart(graph) ?? countFilter(graph, table, counted),
    [graph, table, counted],
  );
  return (
    <div className={styles.filter}>
      <header className={styles.header}>
        <h2 className={styles.title}>{w.title}</h2>
        <p className={styles.result} role="status">
          {isWhole ? (
            <strong>
              {w.result(formatCount(filtered.members, locale), formatCount(sizeOfWhole(graph), locale))}
            </strong>
          ) : (
            <span>
              {graph.part?.counts
                ? partWords[locale].recounting
                : partWords[locale].counting(formatCount(graph.size, locale))}
            </span>
          )}
          {isWhole && filtered.context > 0 && (
            <span>{w.withContext(formatCount(filtered.context, locale))}</span>
          )}
        </p>
        {isActive && (
          <Sentence
            text={isWhole ? filterSentence(filtering, filtered, speech) : undefined}
            onClear={() => onFilter(clearFilter)}
          />
        )}
      </header>
      {isWhole && filtered.members === 0 && (
        <EmptyResult inPanel filtration={filtration} onFilter={onFilter} />
      )}
      <NearSection filtration={filtration} onFilter={onFilter} />
      <ScopeLandscape filtration={filtration} counts={counts.scopes} onFilter={onFilter} />
      {kinds && <div className={styles.kinds}>{kinds}</div>}
      <section className={styles.section} aria-labelledby="filter-facets">
        <h3 id="filter-facets" className={styles.sectionTitle}>
          {w.facets}
        </h3>
        {facets.map(({ definition }, i) => (
          <Facet
            key={definition.key}
            definition={definition}
            isAmbiguous={labels.indexOf(labels[i]) !== labels.lastIndexOf(labels[i])}
            filtration={filtration}
            counts={counts}
            theme={theme}
            onFilter={onFilter}
          />
        ))}
      </section>
      <PastedList filtration={filtration} onFilter={onFilter} />
    </div>
  );
}

/** The value as it was, until a frame with the new one elsewhere on the page has been painted. */
function useAfterPaint<T>(value: T): T {
  const [painted, setPainted] = useState(value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(value));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return painted;
}

/** The filter as a sentence that can be taken along, once it is known what there is to say. */
function Sentence({ text, onClear }: { text: string | undefined; onClear(): void }) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  const [copied, setCopied] = useState<string>();
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
    } catch {
      // Where the clipboard is closed, the sentence is selected for the reader's own hands.
      const node = document.getElementById("filter-sentence");
      if (node) getSelection()?.selectAllChildren(node);
    }
  };
  return (
    <div className={styles.sentence}>
      {text !== undefined && <p id="filter-sentence">{text}</p>}
      <div className={styles.actions}>
        {text !== undefined && (
          <button type="button" className={styles.button} onClick={() => void copy(text)}>
            <Icon name="copy" size={16} />
            <span aria-live="polite">{copied === text ? w.copied : w.copy}</span>
          </button>
        )}
        <button type="button" className={styles.button} onClick={onClear}>
          {w.clear}
        </button>
      </div>
    </div>
  );
}

interface FacetProps extends Pick<FilterPanelProps, "filtration" | "theme" | "onFilter"> {
  definition: FacetDefinition;
  /** Whether others go by the same label, so that the kinds have to tell them apart. */
  isAmbiguous: boolean;
  counts: FilterCounts;
}

function Facet({ definition, isAmbiguous, filtration, counts, theme, onFilter }: FacetProps) {
  const { filter } = filtration.filtering;
  const { key } = definition;
  const chosen = filter.values.find(({ facet }) => facet === key);
  const range = filter.ranges.find(({ facet }) => facet === key);
  const active = (chosen ? chosen.any.length + chosen.not.length : 0) + (range ? 1 : 0);
  const [open, setOpen] = useState(active > 0);
  const toggle = useCallback(() => setOpen((was) => !was), []);
  const own = counts.facets.get(key);
  // What no ontology declares may tell a graph's entities not apart: no white paper names any of them.
  const isIdle = definition.builtIn && active === 0 && (filtration.table.get(key)?.names.length ?? 0) < 2;
  if (!own || isIdle) return null;
  const label = facetLabel(definition, filtration.speech);
  const parts = { definition, filtration, counts: own, onFilter };
  return (
    <section className={styles.facet}>
      <FacetHead
        graph={filtration.graph}
        kinds={definition.kinds}
        {...{ isAmbiguous, label, active, open, theme, toggle }}
      />
      {open && (definition.type === "category" ? <FacetValues {...parts} /> : <FacetRange {...parts} />)}
    </section>
  );
}

interface FacetHeadProps {
  graph: Graph;
  label: string;
  kinds: readonly string[];
  isAmbiguous: boolean;
  active: number;
  open: boolean;
  theme: Theme;
  toggle(): void;
}

/** Remembered, since there are many and a filter changes few. */
const FacetHead = memo(function FacetHead({
  graph,
  label,
  kinds,
  isAmbiguous,
  active,
  open,
  theme,
  toggle,
}: FacetHeadProps) {
  const { t, locale } = useAtlas();
  const { ontology } = graph;
  const isForAll = kinds.length === graph.kinds.length;
  const names = kinds.map((kind) => ontology.kinds[kind].plural[locale]).join(t.listSeparator);
  return (
    <button
      type="button"
      className={styles.facetHead}
      aria-expanded={open}
      title={isForAll ? undefined : filterWords[locale].facetKinds(names)}
      onClick={toggle}
    >
      <span className={styles.chevron} data-open={open}>
        <Icon name="chevron" size={16} />
      </span>
      <span className={styles.facetName}>
        {label}
        {isAmbiguous && <span className={styles.muted}> {names}</span>}
      </span>
      {active > 0 && <span className={styles.badge}>{active}</span>}
      {!isForAll && (
        <span className={styles.marks}>
          {kinds.map((kind) => (
            <KindMark key={kind} ontology={ontology} kind={kind} theme={theme} size={14} />
          ))}
        </span>
      )}
    </button>
  );
});

function PastedList({ filtration, onFilter }: Pick<FilterPanelProps, "filtration" | "onFilter">) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  const [text, setText] = useState("");
  const [result, setResult] = useState<NamedList>();
  const apply = () => {
    const named = findNames(filtration.graph, text);
    setResult(named);
    if (named.found.length > 0) onFilter((view) => setList(view, named.found));
  };
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>
        <label htmlFor="filter-list">{w.list}</label>
      </h3>
      <p id="filter-list-hint" className={styles.muted}>
        {w.listLabel}
      </p>
      <textarea
        id="filter-list"
        className={styles.list}
        aria-describedby="filter-list-hint"
        rows={3}
        maxLength={filterLimits.list * 80}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="button" className={styles.button} disabled={text.trim() === ""} onClick={apply}>
        {w.listApply}
      </button>
      <div role="status" className={styles.muted}>
        {result && <p>{w.listFound(formatCount(result.found.length, locale))}</p>}
        {result && result.missing.length > 0 && (
          <>
            <p>{w.listMissing(formatCount(result.missing.length, locale))}</p>
            <ul className={styles.missing}>
              {result.missing.slice(0, 20).map((line) => (
                <li key={line}>{line.slice(0, 80)}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
