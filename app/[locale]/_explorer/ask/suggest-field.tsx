"use client";

/** A field that suggests as one types: a combobox (WAI-ARIA, "Editable Combobox With List Autocomplete"). */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import styles from "./ask.module.css";

interface SuggestFieldProps {
  label: string;
  placeholder?: string;
  describedBy?: string;
  /** Longest text, in characters. */
  longest?: number;
  text: string;
  onText(text: string): void;
  /** Suggestions for the text, the best first. */
  options: readonly { readonly key: string; readonly content: ReactNode }[];
  /** Whether Enter takes the first suggestion, unless another one is chosen; else it takes none. */
  takesFirst: boolean;
  onTake(index: number): void;
  /** Enter was pressed with no suggestion chosen. */
  onEnter?(): void;
}

export function SuggestField({
  label,
  placeholder,
  describedBy,
  longest,
  text,
  onText,
  options,
  takesFirst,
  onTake,
  onEnter,
}: SuggestFieldProps) {
  const [open, setOpen] = useState(false);
  /** The suggestion that Enter takes; -1 for none. */
  const [wanted, setWanted] = useState(-1);
  const list = useId();
  const least = takesFirst && options.length > 0 ? 0 : -1;
  const active = Math.max(least, Math.min(wanted, options.length - 1));
  const isShown = open && options.length > 0;
  useEffect(() => {
    if (isShown && active >= 0)
      document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [isShown, active, list]);
  const write = (next: string) => {
    setWanted(-1);
    setOpen(true);
    onText(next);
  };
  const take = (index: number) => {
    setWanted(-1);
    onTake(index);
  };
  const steer = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const count = options.length - least;
    const turn = (by: number) => {
      setOpen(true);
      if (count > 0) setWanted(((active - least + by + count) % count) + least);
    };
    const enter = () => {
      if (isShown && active >= 0) return take(active);
      setOpen(false);
      onEnter?.();
    };
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: () => turn(1),
      ArrowUp: () => turn(-1),
      Enter: enter,
      Escape: isShown ? () => setOpen(false) : text ? () => write("") : undefined,
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className={styles.field}>
      <input
        className={styles.input}
        role="combobox"
        type="text"
        enterKeyHint="go"
        autoComplete="off"
        spellCheck={false}
        maxLength={longest}
        aria-label={label}
        aria-describedby={describedBy}
        placeholder={placeholder}
        aria-expanded={isShown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isShown && active >= 0 ? `${list}-${active}` : undefined}
        value={text}
        onChange={({ target }) => write(target.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={steer}
      />
      <div id={list} role="listbox" aria-label={label} className={styles.options} hidden={!isShown}>
        {options.map(({ key, content }, i) => (
          // Keys go to the field, which keeps the focus.
          <div
            key={key}
            id={`${list}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            className={styles.option}
            // Before the field loses the focus, which would close the list.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(i)}
          >
            {content}
          </div>
        ))}
      </div>
    </div>
  );
}
