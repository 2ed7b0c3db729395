"use client";

/** Chooses one entity by its name. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { searchQuery } from "@/app/[locale]/_explorer/queries";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { KindMark } from "@/app/[locale]/_parts/marks";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { askWords } from "@/lib/i18n/ask-words";
import styles from "./ask.module.css";
import { SuggestField } from "./suggest-field";

interface EntityFieldProps {
  label: string;
  graph: Graph;
  theme: Theme;
  /** These are chosen already. */
  without: readonly EntityId[];
  onChoose(id: EntityId): void;
}

const most = 8;

export function EntityField({ label, graph, theme, without, onChoose }: EntityFieldProps) {
  const { t, locale, source } = useAtlas();
  const [text, setText] = useState("");
  const wanted = text.trim();
  const { data, error, isFetching } = useQuery({ ...searchQuery(source, wanted), enabled: wanted !== "" });
  const hits = wanted && data ? data.filter(({ id }) => !without.includes(id)).slice(0, most) : [];
  return (
    <>
      <SuggestField
        label={label}
        placeholder={label}
        text={text}
        onText={setText}
        takesFirst
        options={hits.map(({ id, kind, name }) => ({
          key: id,
          content: (
            <>
              <KindMark ontology={graph.ontology} kind={kind} theme={theme} size={16} />
              {name[locale]}
            </>
          ),
        }))}
        onTake={(index) => {
          setText("");
          onChoose(hits[index].id);
        }}
      />
      {wanted !== "" && isFetching && graph.part && (
        <p role="status" className={styles.nothing}>
          {t.loading}
        </p>
      )}
      {wanted !== "" && error && !isFetching && (
        <p role="alert" className={styles.nothing}>
          {t.search.failed}
        </p>
      )}
      {wanted !== "" && data?.length === 0 && (
        <p role="status" className={styles.nothing}>
          {askWords[locale].between.none}
        </p>
      )}
    </>
  );
}
