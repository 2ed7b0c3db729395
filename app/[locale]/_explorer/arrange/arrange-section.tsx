"use client";

/** What the sections of the arranging panel have in common. */
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import styles from "./arrange.module.css";

interface SectionProps {
  title: string;
  children: ReactNode;
}

export function Section({ title, children }: SectionProps) {
  const id = useId();
  return (
    <section className={shared.section} aria-labelledby={id}>
      <h3 id={id} tabIndex={-1} className={shared.sectionTitle}>
        {title}
      </h3>
      {children}
    </section>
  );
}

interface PassingProps {
  className?: string | undefined;
  children: ReactNode;
}

/** Holds what goes away by being used: whoever was on it is put at the heading of its section and not left nowhere. */
export function Passing({ className, children }: PassingProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    return () => {
      if (element?.contains(document.activeElement))
        element.closest("section")?.querySelector<HTMLElement>("h3")?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div ref={box} className={className}>
      {children}
    </div>
  );
}

interface KeyChoiceProps {
  label: string;
  /** What is chosen where nothing is. */
  usual?: string;
  options: readonly { readonly key: string; readonly name: string }[];
  value: string | undefined;
  describedBy?: string | undefined;
  onChoose(key: string | undefined): void;
}

/** One of the properties that things are grouped, coloured or sized by. */
export function KeyChoice({ label, usual, options, value, describedBy, onChoose }: KeyChoiceProps) {
  const id = useId();
  const isKnown = options.some(({ key }) => key === value);
  return (
    <div className={styles.choice}>
      <label htmlFor={id} className={shared.muted}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        aria-describedby={describedBy}
        value={isKnown ? value : ""}
        onChange={(event) => onChoose(event.target.value || undefined)}
      >
        {usual !== undefined && <option value="">{usual}</option>}
        {options.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
