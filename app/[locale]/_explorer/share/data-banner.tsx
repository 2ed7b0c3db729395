"use client";

/** Over a view of earlier data: from when they are, and what would be otherwise today. */
import { useQuery } from "@tanstack/react-query";
import { focusMap } from "@/app/[locale]/_explorer/sheet";
import { take } from "@/app/[locale]/_explorer/view-store";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { readChanges } from "@/lib/api/views-client";
import type { SavedView, ViewChanges } from "@/lib/api/views-contract";
import { formatCount } from "@/lib/i18n/format";
import { shareWords } from "@/lib/i18n/share-words";
import styles from "./card.module.css";

interface DataBannerProps {
  saved: SavedView | undefined;
  /** The version of the data that the view asks for; absent where it is shown on the current ones. */
  data: string | undefined;
}

export function DataBanner({ saved, data }: DataBannerProps) {
  const { locale } = useAtlas();
  const w = shareWords[locale].card;
  if (data === undefined) return null;
  const showToday = () => {
    take(({ data: _, ...rest }) => rest);
    // The button goes with the banner.
    focusMap();
  };
  const own = saved?.view.data === data ? saved : undefined;
  return (
    <div className={styles.banner}>
      <p>{own ? w.frozen((own.frozenFrom ?? data).slice(0, 8)) : w.snapshot}</p>
      {own && <Newer saved={own} />}
      <button type="button" className={styles.button} onClick={showToday}>
        {w.today}
      </button>
    </div>
  );
}

function Newer({ saved }: { saved: SavedView }) {
  const { locale } = useAtlas();
  const w = shareWords[locale].card;
  const { data: changes, error } = useQuery({
    queryKey: ["changes", saved.id, saved.changedAt],
    queryFn: () => readChanges(saved.id),
  });
  if (error) return <p>{w.unknown}</p>;
  if (!changes) return <p>{w.checking}</p>;
  if (changes.current === saved.frozenFrom) return <p>{w.same}</p>;
  const { totals, relationsAdded, relationsRemoved } = changes;
  const all = totals.added + totals.removed + totals.changed + relationsAdded + relationsRemoved;
  if (all === 0) return <p>{w.noDifference}</p>;
  return (
    <details className={styles.changes}>
      <summary>
        {w.newer} {w.changes}
      </summary>
      <ChangeList label={w.added} entities={changes.added} total={totals.added} />
      <ChangeList label={w.lost} entities={changes.removed} total={totals.removed} />
      <ChangeList label={w.altered} entities={changes.changed} total={totals.changed} />
      {relationsAdded + relationsRemoved > 0 && (
        <p>{w.relations(formatCount(relationsAdded, locale), formatCount(relationsRemoved, locale))}</p>
      )}
    </details>
  );
}

interface ChangeListProps {
  label(n: string): string;
  entities: readonly (ViewChanges["added"][number] & Partial<ViewChanges["changed"][number]>)[];
  total: number;
}

function ChangeList({ label, entities, total }: ChangeListProps) {
  const { locale } = useAtlas();
  const w = shareWords[locale].card;
  if (total === 0) return null;
  const more = total - entities.length;
  return (
    <>
      <p className={styles.changed}>{label(formatCount(total, locale))}</p>
      <ul>
        {entities.map(({ id, name, aspects = [] }) => (
          <li key={id}>
            {name[locale]}
            {aspects.length > 0 && (
              <span className={styles.aspects}>
                {` (${aspects.map((aspect) => w.aspects[aspect]).join(locale === "zh" ? "、" : ", ")})`}
              </span>
            )}
          </li>
        ))}
        {more > 0 && <li>{w.andMore(formatCount(more, locale))}</li>}
      </ul>
    </>
  );
}
