"use client";

/** What the columns of a table hold: its first rows, with a choice above each column. */
import { useId } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { TextEncoding } from "@/lib/exchange/decode";
import type { CsvTable } from "@/lib/exchange/read";
import { importWords } from "@/lib/i18n/import-words";
import { EncodingChoice } from "./encoding-choice";
import styles from "./import.module.css";
import {
  type ColumnChoice,
  choiceOf,
  columnsOf,
  delimiters,
  withColumn,
  withDelimiter,
  withHeader,
  withRole,
} from "./table-mapping";

interface TableFormProps {
  table: CsvTable;
  onChange(table: CsvTable): void;
  /** The file is in another encoding. */
  onEncoding(encoding: TextEncoding): void;
}

const shownRows = 5;
const roles = ["entities", "relations"] as const;

export function TableForm({ table, onChange, onEncoding }: TableFormProps) {
  const { locale } = useAtlas();
  const w = importWords[locale].table;
  const id = useId();
  const { file, mapping } = table;
  const header = table.header.map((own, at) => ({
    name: mapping.hasHeader ? own : w.columnNumber(at + 1),
    at,
    key: `${at} ${own}`,
  }));
  const rows = table.rows.slice(0, shownRows).map((cells, at) => ({ cells, key: `${at} ${cells[0]}` }));
  return (
    <fieldset className={styles.table}>
      <legend className={styles.label}>{file}</legend>
      <div className={styles.tableChoices}>
        <label>
          {w.role}
          <select
            value={mapping.role}
            onChange={({ target }) => onChange(withRole(table, target.value as (typeof roles)[number]))}
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {w.roles[role]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.delimiter}
          <select
            value={mapping.delimiter}
            onChange={({ target }) => onChange(withDelimiter(table, target.value))}
          >
            {Object.entries(delimiters).map(([name, sign]) => (
              <option key={name} value={sign}>
                {w.delimiters[name as keyof typeof delimiters]}
              </option>
            ))}
          </select>
        </label>
        <EncodingChoice label={w.encoding} value={table.encoding} onChoose={onEncoding} />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={mapping.hasHeader}
            onChange={({ target }) => onChange(withHeader(table, target.checked))}
          />
          {w.header}
        </label>
      </div>
      <div className={`${styles.rows} side-edges`} role="group" tabIndex={0} aria-labelledby={id}>
        <table>
          <caption id={id}>{w.caption(file)}</caption>
          <thead>
            <tr>
              {header.map(({ name, at, key }) => (
                <th key={key} scope="col">
                  <select
                    aria-label={w.column(name)}
                    value={choiceOf(mapping.columns[at])}
                    onChange={({ target }) => onChange(withColumn(table, at, target.value as ColumnChoice))}
                  >
                    {columnsOf[mapping.role].map((choice) => (
                      <option key={choice} value={choice}>
                        {w.columns[choice]}
                      </option>
                    ))}
                  </select>
                  <span className={styles.columnName}>{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cells, key }) => (
              <tr key={key}>
                {header.map(({ at, key: column }) => (
                  <td key={column}>{cells[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  );
}
