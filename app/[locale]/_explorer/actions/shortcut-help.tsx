"use client";

/** All shortcuts by section, and what hands and keys do on the map. */
import type { ReactNode } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import { actionWords } from "@/lib/i18n/action-words";
import { actionsOf, type Situation, sections } from "./actions";
import { keyText } from "./keystrokes";
import { useModal } from "./modal";
import styles from "./palette.module.css";

interface ShortcutHelpProps {
  situation: Situation;
  onClose(): void;
}

export function ShortcutHelp({ situation, onClose }: ShortcutHelpProps) {
  const { t, locale } = useAtlas();
  const words = actionWords[locale];
  const w = words.help;
  const { dialog, close } = useModal(onClose);
  // Names that hold whatever is selected.
  const general: Situation = {
    ...situation,
    id: undefined,
    selected: [],
    relation: undefined,
    group: undefined,
    groupOfId: undefined,
    isHub: false,
    hasTimeline: false,
    view: { ...situation.view, without: [] },
  };
  const actions = actionsOf(general);
  return (
    <dialog ref={dialog} className={styles.help} aria-labelledby="help-title" data-scroll>
      <header className={styles.header}>
        <h2 id="help-title" className={styles.title}>
          {w.title}
        </h2>
        <button type="button" className={styles.close} aria-label={t.close} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <p className={styles.note}>{w.single}</p>
      <div className={styles.tables}>
        <Notes title={w.hands} notes={w.gestures} />
        <Notes title={w.canvas} notes={w.canvasKeys} />
        {sections.map((section) => {
          const rows = actions.filter((action) => action.section === section && action.keys);
          if (rows.length === 0) return null;
          return (
            <Table key={section} title={words.sections[section]}>
              {rows.map(({ id, name, keys = [] }) => (
                <tr key={id}>
                  <td className={styles.keys}>
                    {keys.map((key) => (
                      <kbd key={key}>{keyText([key])}</kbd>
                    ))}
                  </td>
                  <th scope="row">{name(words, general)}</th>
                </tr>
              ))}
            </Table>
          );
        })}
      </div>
    </dialog>
  );
}

function Notes({ title, notes }: { title: string; notes: readonly { by: string; does: string }[] }) {
  return (
    <Table title={title}>
      {notes.map(({ by, does }) => (
        <tr key={by}>
          <td>{by}</td>
          <th scope="row">{does}</th>
        </tr>
      ))}
    </Table>
  );
}

function Table({ title, children }: { title: string; children: ReactNode }) {
  const { locale } = useAtlas();
  const w = actionWords[locale].help;
  return (
    <table className={styles.table}>
      <caption>{title}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{w.keys}</th>
          <th scope="col">{w.action}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
