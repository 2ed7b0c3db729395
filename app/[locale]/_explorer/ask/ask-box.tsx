"use client";

/** Asking in words: what is understood stands below as chips while one types, and what is not is marked. */
import { type MouseEvent, useEffect, useId, useMemo, useState } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { useListening } from "@/app/[locale]/_explorer/parts/heard";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import { type Lexicon, lexiconOf, warmUpLexicon } from "@/lib/ask/lexicon";
import { suggestAsk } from "@/lib/ask/suggest";
import { type Part, understand } from "@/lib/ask/understand";
import { askWords } from "@/lib/i18n/ask-words";
import type { Speech } from "@/lib/view/grouping";
import { emptyView, type View } from "@/lib/view/view";
import styles from "./ask.module.css";
import { SuggestField } from "./suggest-field";

interface AskBoxProps {
  speech: Speech;
  onStep(step: (view: View) => View): void;
}

const most = 6;
/** Milliseconds of work between two looks at whether the reader does something. */
const stretch = 8;
/** Longest text that is understood, in characters. */
const longest = 200;

export function AskBox({ speech, onStep }: AskBoxProps) {
  const { locale } = useAtlas();
  const w = askWords[locale].box;
  const [text, setText] = useState("");
  const hint = useId();
  const lexicon = useLexicon(speech);
  const understood = useMemo(() => lexicon && understand(lexicon, text, locale), [lexicon, text, locale]);
  const suggestions = useMemo(
    () => (lexicon && text.trim() ? suggestAsk(lexicon, text, locale, most) : []),
    [lexicon, text, locale],
  );
  const parts = (understood?.parts ?? []).filter(({ is }) => is !== "noise" && is !== "joint");
  const isListening = useListening(speech.graph, text, understood);
  const isEmpty = !understood || understood.isEmpty;
  const write = (next: string) => setText(next.slice(0, longest));
  const show = () => {
    if (understood && !isEmpty) onStep((view) => understood.view(view));
  };
  return (
    <section className={styles.section} aria-label={w.label}>
      <div className={styles.asking}>
        <SuggestField
          label={w.label}
          placeholder={speech.graph.id === emptyView.graph ? w.example : w.label}
          describedBy={hint}
          longest={longest}
          text={text}
          onText={write}
          takesFirst={false}
          options={suggestions.map(({ text: key, label, kind }) => ({
            key,
            content: (
              <>
                <span>{label}</span>
                {kind && <span className={shared.muted}>{kind}</span>}
              </>
            ),
          }))}
          onTake={(index) => write(suggestions[index].text)}
          onEnter={show}
        />
        <button type="button" className={shared.button} disabled={isEmpty} onClick={show}>
          {w.show}
        </button>
      </div>
      {parts.length > 0 && (
        <ul className={styles.chosen} aria-label={w.understood}>
          {parts.map((part) => (
            <Understood
              key={`${part.start}-${part.label}`}
              part={part}
              text={text.slice(part.start, part.end)}
              onRemove={(event) => {
                // By keyboard, one goes on in the field; by hand, its suggestions would only be in the way.
                if (event.detail === 0)
                  event.currentTarget.closest("section")?.querySelector("input")?.focus();
                write(without(text, part));
              }}
            />
          ))}
        </ul>
      )}
      <p id={hint} className={shared.muted} role="status">
        {understood && understood.unknown.length > 0 && !isListening
          ? w.notUnderstood(understood.unknown.map((one) => one.text))
          : w.hint}
      </p>
    </section>
  );
}

/** What words are understood by: made bit by bit once the panel is open, so that no keystroke has to wait for it. */
function useLexicon(speech: Speech): Lexicon | undefined {
  const { locale } = useAtlas();
  const [lexicon, setLexicon] = useState<Lexicon>();
  useEffect(() => {
    const making = warmUpLexicon(speech);
    let timer = 0;
    const goOn = () => {
      const since = performance.now();
      while (performance.now() - since < stretch) {
        if (!making.next().done) continue;
        setLexicon(lexiconOf(speech, locale));
        return;
      }
      timer = window.setTimeout(goOn);
    };
    timer = window.setTimeout(goOn);
    return () => clearTimeout(timer);
  }, [speech, locale]);
  return lexicon;
}

interface UnderstoodProps {
  part: Part;
  text: string;
  onRemove(event: MouseEvent<HTMLElement>): void;
}

function Understood({ part, text, onRemove }: UnderstoodProps) {
  const { locale } = useAtlas();
  const w = askWords[locale].box;
  const isUnknown = part.is === "unknown";
  const label = isUnknown ? text : part.label;
  return (
    <li data-unknown={isUnknown} title={isUnknown ? w.unknown : text}>
      {isUnknown && <span aria-hidden="true">?</span>}
      {label}
      {isUnknown && <span className="visually-hidden"> ({w.unknown})</span>}
      <button type="button" className={styles.remove} aria-label={w.remove(label)} onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
    </li>
  );
}

/** The text without a part of it, and without what would then be two spaces. */
const without = (text: string, { start, end }: Part): string =>
  `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`.trim();
