"use client";

/** Search as one types: a combobox whose list is grouped by kind (WAI-ARIA, "Editable Combobox With List Autocomplete"). */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from "react";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon, KindMark } from "@/app/[locale]/_parts/marks";
import { ApiError } from "@/lib/api/source";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import type { SearchHit } from "@/lib/store/store";
import { emptyView } from "@/lib/view/view";
import { searchQuery } from "./queries";
import styles from "./search-box.module.css";
import { useLasting } from "./use-lasting";

const perKind = 5;

interface SearchBoxProps {
  graph: Graph | undefined;
  theme: Theme;
  /** Whether the view leaves an entity out; choosing it shows it anyway. */
  isHidden(id: EntityId): boolean;
  /** The reader has chosen an entity to fly to. */
  onChoose(id: EntityId): void;
}

export function SearchBox({ graph, theme, isHidden, onChoose }: SearchBoxProps) {
  const { t, locale, graph: called, source } = useAtlas();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  /** Enter was pressed before the answer came: it counts as soon as that is there. */
  const [eager, setEager] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const wanted = text.trim();
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    ...searchQuery(source, wanted),
    enabled: wanted !== "",
    placeholderData: keepPreviousData,
  });
  const hits = wanted && data ? data : [];
  const groups = groupByKind(hits);
  const options = groups.flatMap(({ members }) => members);
  const chosen = options[Math.min(active, options.length - 1)];
  const shown = open && wanted !== "" && data !== undefined;
  // What a server looks through, it looks through for the first time for as long as it takes to find all names.
  const isAsking = open && isFetching && graph?.part !== undefined;
  const isSearching = isAsking && data === undefined;
  // What was found for a shorter text stays meanwhile.
  const isLate = useLasting(isAsking && data !== undefined) !== undefined;
  const failed = open && wanted !== "" && error !== null && !isFetching;
  const isOutdated = error instanceof ApiError && error.problem?.code === "unknown-version";

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);
  useEffect(() => {
    if (shown && chosen)
      document.getElementById(optionId(listId, chosen.id))?.scrollIntoView({ block: "nearest" });
  }, [shown, chosen, listId]);

  const choose = (id: EntityId) => {
    setEager(false);
    setOpen(false);
    setText("");
    input.current?.blur();
    onChoose(id);
  };
  const chooseEagerly = useEffectEvent(() => {
    if (chosen) choose(chosen.id);
    else setEager(false);
  });
  useEffect(() => {
    if (eager && data !== undefined && !isPlaceholderData) chooseEagerly();
  }, [eager, data, isPlaceholderData]);
  const steer = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => {
        setOpen(true);
        setActive((active + 1) % Math.max(1, options.length));
      },
      ArrowUp: () => setActive((active - 1 + options.length) % Math.max(1, options.length)),
      Enter: () => {
        if (chosen && !isPlaceholderData) return choose(chosen.id);
        setEager(wanted !== "");
        if (failed) void refetch();
      },
      Escape: () => {
        if (shown) setOpen(false);
        else setText("");
      },
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  };

  return (
    <search className={styles.search}>
      <span className={styles.icon}>
        <Icon name="search" />
      </span>
      <input
        ref={input}
        id="search"
        className={styles.input}
        role="combobox"
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={called === emptyView.graph ? t.search.placeholder : t.search.label}
        title={t.search.hint}
        aria-label={t.search.label}
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && chosen ? optionId(listId, chosen.id) : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setEager(false);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={steer}
      />
      {text ? (
        <button
          type="button"
          className={styles.clear}
          aria-label={t.search.clear}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            setText("");
            input.current?.focus();
          }}
        >
          <Icon name="close" size={16} />
        </button>
      ) : (
        <span className={styles.key} />
      )}
      <p className="visually-hidden" role="status">
        {shown ? (hits.length > 0 ? t.search.found(hits.length) : t.search.none(wanted)) : ""}
      </p>
      {failed && (
        <div className={`${styles.results} ${styles.none}`} role="alert">
          <p>{isOutdated ? t.error.outdated : t.search.failed}</p>
          {/* The focus stays where the reader types. */}
          <button
            type="button"
            className={styles.retry}
            onMouseDown={(event) => event.preventDefault()}
            onClick={isOutdated ? () => location.reload() : () => void refetch()}
          >
            {isOutdated ? t.error.reload : t.retry}
          </button>
        </div>
      )}
      {isSearching && (
        <p className={`${styles.results} ${styles.none}`} role="status">
          {t.loading}
        </p>
      )}
      {/* The list must not take the focus away from the input, or it would close before the click. */}
      <div className={styles.results} hidden={!shown} onMouseDown={(event) => event.preventDefault()}>
        {isLate && (
          <p className={styles.none} role="status">
            {t.loading}
          </p>
        )}
        {shown && !isLate && hits.length === 0 && (
          <p className={styles.none}>
            <strong>{t.search.none(wanted)}</strong>
            {t.search.tip}
          </p>
        )}
        <div id={listId} role="listbox" aria-label={t.search.results} className={styles.list}>
          {graph &&
            shown &&
            groups.map(({ kind, members }) => (
              <div key={kind} role="group" aria-labelledby={`${listId}-${kind}`}>
                <div id={`${listId}-${kind}`} className={styles.kind} role="presentation">
                  {graph.ontology.kinds[kind]?.plural[locale]}
                </div>
                {members.map((hit) => (
                  <div
                    key={hit.id}
                    id={optionId(listId, hit.id)}
                    role="option"
                    aria-selected={hit === chosen}
                    className={styles.option}
                    onClick={() => choose(hit.id)}
                    onMouseMove={() => setActive(options.indexOf(hit))}
                  >
                    <KindMark ontology={graph.ontology} kind={kind} theme={theme} />
                    <span className={styles.name}>
                      <span>
                        <Highlighted text={hit.name[locale]} part={wanted} />
                      </span>
                      <span className={styles.other}>{otherName(hit, locale, t.search.also)}</span>
                      {isHidden(hit.id) && <span className={styles.hidden}>{t.search.hidden}</span>}
                    </span>
                  </div>
                ))}
              </div>
            ))}
        </div>
      </div>
    </search>
  );
}

const optionId = (list: string, id: EntityId): string => `${list}-${id.replace("/", "-")}`;

/** Hits by kind, the kind of the best hit first. */
function groupByKind(hits: readonly SearchHit[]): { kind: string; members: SearchHit[] }[] {
  const groups = new Map<string, SearchHit[]>();
  for (const hit of hits) groups.set(hit.kind, [...(groups.get(hit.kind) ?? []), hit]);
  return [...groups].map(([kind, members]) => ({ kind, members: members.slice(0, perKind) }));
}

/** What matched where the name does not show it, else the name in the other language. */
function otherName({ name, matched, id }: SearchHit, locale: "zh" | "en", also: string): string {
  const other = name[locale === "zh" ? "en" : "zh"];
  const slug = id.slice(id.indexOf("/") + 1);
  if (matched !== name.en && matched !== name.zh && matched !== slug) return `${also} ${matched}`;
  return other === name[locale] ? "" : other;
}

/** The text with the part that was typed set off, where it occurs as typed. */
function Highlighted({ text, part }: { text: string; part: string }): ReactNode {
  const start = text.toLowerCase().indexOf(part.toLowerCase());
  if (start < 0) return text;
  return (
    <>
      {text.slice(0, start)}
      <mark className={styles.mark}>{text.slice(start, start + part.length)}</mark>
      {text.slice(start + part.length)}
    </>
  );
}
