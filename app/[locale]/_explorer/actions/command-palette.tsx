"use client";

/**
 * Every action and every entity by name: a combobox with a list in groups (WAI-ARIA, "Editable Combobox With List
 * Autocomplete") in a modal dialog.
 */
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useState,
} from "react";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId, Locale } from "@/lib/graph/schema";
import { type ActionWords, actionWords } from "@/lib/i18n/action-words";
import type { SearchHit } from "@/lib/store/store";
import { ActionIcon } from "./action-icons";
import type { PaletteEntry } from "./actions";
import { useModal } from "./modal";
import styles from "./palette.module.css";
import { rankEntries } from "./palette-ranking";
import { readRecent, rememberChosen } from "./recent";

/** Most of each that a text brings. */
const most = 8;

interface CommandPaletteProps {
  /** What can be done now (`paletteEntries`). */
  entries: readonly PaletteEntry[];
  graph: Graph;
  theme: Theme;
  /** Entities of that name, best first. */
  search(text: string): Promise<readonly SearchHit[]>;
  onEntity(id: EntityId): void;
  onClose(): void;
}

/** One thing to choose. The key tells actions and entities apart, and is what is remembered of it. */
interface Option {
  readonly key: string;
  readonly icon: ReactNode;
  readonly name: string;
  /** What else it is called. */
  readonly aside: string;
  readonly keys?: string | undefined;
  act(): void;
}

interface OptionGroup {
  readonly title: string;
  readonly options: readonly Option[];
}

export function CommandPalette({ entries, graph, theme, search, onEntity, onClose }: CommandPaletteProps) {
  const { locale } = useAtlas();
  const w = actionWords[locale].palette;
  const [text, setText] = useState("");
  /** The option that the reader has gone to; the first one as long as they have not. */
  const [active, setActive] = useState<string>();
  /** Enter was pressed before the answer came: it counts as soon as that is there. */
  const [eager, setEager] = useState(false);
  const [recent] = useState(readRecent);
  const { dialog, close } = useModal(onClose);
  const listId = useId();
  const wanted = text.trim();
  const { hits, isPending, failed } = useHits(wanted, search);
  const groups = useMemo(() => {
    const maker = optionMaker(graph, theme, locale, onEntity);
    return wanted
      ? foundGroups(entries, hits, wanted, w, maker)
      : restingGroups(entries, recent, graph, w, maker);
  }, [entries, graph, theme, locale, onEntity, hits, wanted, recent, w]);
  const options = groups.flatMap((group) => group.options);
  const at = Math.max(
    0,
    options.findIndex(({ key }) => key === active),
  );
  const chosen = options[at];
  const idOf = (option: Option) => `${listId}-${option.key}`;

  const choose = (option: Option) => {
    rememberChosen(option.key);
    // First, since what is behind a modal dialog cannot take the focus, and since another may open.
    close();
    option.act();
  };
  const chooseEagerly = useEffectEvent(() => {
    setEager(false);
    if (chosen) choose(chosen);
  });
  useEffect(() => {
    if (eager && !isPending) chooseEagerly();
  }, [eager, isPending]);
  const shownId = chosen && idOf(chosen);
  useEffect(() => {
    if (shownId) document.getElementById(shownId)?.scrollIntoView({ block: "nearest" });
  }, [shownId]);

  const go = (to: number) => setActive(options[(to + options.length) % Math.max(1, options.length)]?.key);
  const steer = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Enter: () => (isPending && active === undefined ? setEager(true) : chosen && choose(chosen)),
    };
    // The key that has brought it takes it away; browsers have a use of their own for it.
    const isOwnKey = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    const act = isOwnKey ? close : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <dialog ref={dialog} className={styles.palette} aria-label={w.label}>
      <div className={styles.field}>
        <input
          className={styles.input}
          role="combobox"
          type="text"
          inputMode="search"
          enterKeyHint="go"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={w.placeholder}
          aria-label={w.label}
          aria-expanded={options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shownId}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(undefined);
            setEager(false);
          }}
          onKeyDown={steer}
        />
      </div>
      <p className="visually-hidden" role="status">
        {wanted && !isPending ? (options.length > 0 ? w.found(options.length) : w.none(wanted)) : ""}
      </p>
      {failed && (
        <p className={styles.none} role="alert">
          {w.failed}
        </p>
      )}
      {wanted && !isPending && options.length === 0 && (
        <p className={styles.none}>
          <strong>{w.none(wanted)}</strong>
          {w.tip}
        </p>
      )}
      <div id={listId} role="listbox" aria-label={w.results} className={styles.results} data-scroll>
        {groups.map(({ title, options: members }, i) => (
          <div key={title} role="group" aria-labelledby={`${listId}-group-${i}`}>
            <div id={`${listId}-group-${i}`} className={styles.group} role="presentation">
              {title}
            </div>
            {members.map((option) => (
              <button
                key={option.key}
                id={idOf(option)}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={option === chosen}
                className={styles.option}
                // The text stays where it is typed.
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => setActive(option.key)}
                onClick={() => choose(option)}
              >
                <span className={styles.icon}>{option.icon}</span>
                <span className={styles.name}>
                  <span>{option.name}</span>
                  <span className={styles.aside}>{option.aside}</span>
                </span>
                {option.keys && <span className={styles.shortcut}>{option.keys}</span>}
              </button>
            ))}
          </div>
        ))}
      </div>
      <p className={styles.hint} aria-hidden="true">
        {w.hint}
      </p>
    </dialog>
  );
}

interface Answer {
  readonly text: string;
  readonly hits: readonly SearchHit[];
  readonly failed: boolean;
}
const noAnswer: Answer = { text: "", hits: [], failed: false };

/** The entities that a text brings; those of the text before as long as its own are not there. */
function useHits(
  text: string,
  search: CommandPaletteProps["search"],
): Omit<Answer, "text"> & { isPending: boolean } {
  const [answer, setAnswer] = useState(noAnswer);
  const ask = useEffectEvent(search);
  useEffect(() => {
    if (!text) return;
    let isStale = false;
    const take = (next: Answer) => {
      if (!isStale) setAnswer(next);
    };
    ask(text).then(
      (hits) => take({ text, hits, failed: false }),
      () => take({ text, hits: [], failed: true }),
    );
    return () => {
      isStale = true;
    };
  }, [text]);
  if (!text) return { ...noAnswer, isPending: false };
  return { ...answer, isPending: answer.text !== text };
}

interface OptionMaker {
  action(entry: PaletteEntry): Option;
  entity(id: EntityId, matched?: string): Option;
}

function optionMaker(
  graph: Graph,
  theme: Theme,
  locale: Locale,
  onEntity: CommandPaletteProps["onEntity"],
): OptionMaker {
  return {
    action: ({ id, icon, name, keys, act }) => ({
      key: `do:${id}`,
      icon: <ActionIcon name={icon} />,
      name,
      aside: "",
      keys,
      act,
    }),
    entity: (id, matched) => {
      const entity = graph.indexOf(id);
      const kind = graph.kinds[graph.kind[entity]];
      const { [locale]: name, ...other } = graph.names[entity];
      const aside = [graph.ontology.kinds[kind].label[locale], matched ?? Object.values(other)[0]];
      return {
        key: `to:${id}`,
        icon: <KindMark ontology={graph.ontology} kind={kind} theme={theme} />,
        name,
        aside: aside.filter((part) => part && part !== name).join(" · "),
        act: () => onEntity(id),
      };
    },
  };
}

/** What a text means: actions first where it is clearly one of them, else entities. */
function foundGroups(
  entries: readonly PaletteEntry[],
  hits: readonly SearchHit[],
  text: string,
  w: ActionWords["palette"],
  { action, entity }: OptionMaker,
): OptionGroup[] {
  const ranking = rankEntries(entries, text);
  const actions = { title: w.actions, options: ranking.entries.slice(0, most).map(action) };
  const entities = {
    title: w.entities,
    options: hits.slice(0, most).map(({ id, matched, name }) => {
      const isAlias = matched !== name.en && matched !== name.zh && !id.endsWith(`/${matched}`);
      return entity(id, isAlias ? matched : undefined);
    }),
  };
  const groups = ranking.isSure ? [actions, entities] : [entities, actions];
  return groups.filter(({ options }) => options.length > 0);
}

/** Before anything is typed: what was chosen lately and is possible now, then all actions, section by section. */
function restingGroups(
  entries: readonly PaletteEntry[],
  recent: readonly string[],
  graph: Graph,
  w: ActionWords["palette"],
  { action, entity }: OptionMaker,
): OptionGroup[] {
  const again = recent.flatMap((key): Option[] => {
    const [sort, name] = [key.slice(0, 3), key.slice(3)];
    if (sort === "to:") return graph.indexOf(name) >= 0 ? [entity(name)] : [];
    const entry = entries.find(({ id }) => id === name);
    return entry ? [action(entry)] : [];
  });
  const bySection = new Map<string, Option[]>();
  for (const entry of entries) {
    const option = action(entry);
    if (entry.isOneOfMany || again.some(({ key }) => key === option.key)) continue;
    bySection.set(entry.section, [...(bySection.get(entry.section) ?? []), option]);
  }
  return [
    ...(again.length > 0 ? [{ title: w.recent, options: again }] : []),
    ...[...bySection].map(([title, options]) => ({ title, options })),
  ];
}
