"use client";

/** One of a few, side by side. */
import styles from "./filter/filter.module.css";

interface ChoiceProps<T> {
  label: string;
  options: readonly (readonly [value: T, label: string])[];
  value: T;
  onChoose(value: T): void;
}

export function Choice<T extends string | number>({ label, options, value, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      {options.map(([option, text]) => (
        <label key={option} className={styles.option}>
          <input type="radio" name={label} checked={option === value} onChange={() => onChoose(option)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
