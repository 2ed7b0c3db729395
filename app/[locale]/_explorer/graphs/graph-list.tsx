"use client";

/** The graphs that can be opened: those of the server, those of this browser, and the way to bring another. */
import { useQuery } from "@tanstack/react-query";
import { useModal } from "@/app/[locale]/_explorer/actions/modal";
import { DialogFrame } from "@/app/[locale]/_explorer/dialog-frame";
import { useOwnGraphs } from "@/app/[locale]/_explorer/import/own-graphs";
import { showGraph } from "@/app/[locale]/_explorer/import/show-graph";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { readGraphs } from "@/lib/api/graphs-client";
import type { Graph } from "@/lib/graph/graph";
import type { Text } from "@/lib/graph/schema";
import { graphsWords } from "@/lib/i18n/graphs-words";
import { pageOf } from "@/lib/view/graph-page";
import { emptyView } from "@/lib/view/view";
import { OtherGraph } from "./graph-gone";
import styles from "./graph-list.module.css";

interface GraphListProps {
  /** The one that is open. */
  graph: Graph;
  /** Closes the list, and begins to bring another. */
  onBring(): void;
  onClose(): void;
}

export function GraphList({ graph, onBring, onClose }: GraphListProps) {
  const { t, locale } = useAtlas();
  const w = graphsWords[locale];
  const modal = useModal(onClose);
  const own = useOwnGraphs() ?? [];
  const { data, error, refetch } = useQuery({ queryKey: ["graphs"], queryFn: readGraphs, staleTime: 0 });
  return (
    <DialogFrame modal={modal} title={w.title} className={styles.dialog}>
      <section className={styles.section} aria-label={w.here}>
        {error ? (
          <>
            <p role="alert">{w.failed}</p>
            <p className={styles.ways}>
              <button type="button" className={styles.bring} onClick={() => void refetch()}>
                {t.retry}
              </button>
              {graph.id !== emptyView.graph && <OtherGraph />}
            </p>
          </>
        ) : data ? (
          <ul className={styles.list}>
            {data.map((one) => (
              <Item key={one.graph} {...one} isOpen={one.graph === graph.id} />
            ))}
          </ul>
        ) : (
          <p role="status">{t.loading}</p>
        )}
      </section>
      {own.length > 0 && (
        <section className={styles.section} aria-labelledby="graphs-own">
          <h3 id="graphs-own">{w.own}</h3>
          <ul className={styles.list}>
            {own.map((one) => (
              <Item
                key={one.graph}
                {...one}
                isOpen={one.graph === graph.id}
                onOpen={() => {
                  modal.close();
                  void showGraph(one.graph, undefined);
                }}
              />
            ))}
          </ul>
        </section>
      )}
      <footer className={styles.footer}>
        <button type="button" className={styles.bring} onClick={onBring}>
          {w.bring}
        </button>
        <a href={`/${locale}/about`}>{w.about}</a>
      </footer>
    </DialogFrame>
  );
}

interface ItemProps {
  graph: string;
  name: Text;
  entities: number;
  relations: number;
  isOpen: boolean;
  /** Opens it without leaving the page; else its address does. */
  onOpen?: () => void;
}

function Item({ graph, name, entities, relations, isOpen, onOpen }: ItemProps) {
  const { locale } = useAtlas();
  const w = graphsWords[locale];
  return (
    <li>
      <a
        className={styles.item}
        href={pageOf(locale, graph)}
        aria-current={isOpen ? "page" : undefined}
        onClick={(event) => {
          // Another tab has to find it by its address.
          if (!onOpen || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          onOpen();
        }}
      >
        <bdi className={styles.name}>{name[locale]}</bdi>
        <span className={styles.counts}>
          {w.counts(entities, relations)}
          {isOpen && ` · ${w.current}`}
        </span>
      </a>
    </li>
  );
}
