"use client";

/** The visible history: what each step did, told from the addresses before and after it. */
import { useMemo } from "react";
import { HistoryList } from "@/app/[locale]/_explorer/actions/history-list";
import { useView } from "@/app/[locale]/_explorer/view-store";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { graphsWords } from "@/lib/i18n/graphs-words";
import { colourKeys, sizeKeys } from "@/lib/view/colouring";
import { describeStep } from "@/lib/view/describe";
import { groupingKeys, groupingOf, type Speech } from "@/lib/view/grouping";
import { parseView } from "@/lib/view/parse-view";
import { emptyView, type View } from "@/lib/view/view";
import type { DeskProps } from "./desk";

interface DeskHistoryProps extends DeskProps {
  onClose(): void;
}

export function DeskHistory({ graph, filtration, onClose }: DeskHistoryProps) {
  const { t, locale, sections } = useAtlas();
  const { trail, entry } = useView();
  const speech = filtration?.speech;
  const entries = useMemo(() => {
    const keys = speech && [...groupingKeys(speech), ...colourKeys(speech), ...sizeKeys(speech)];
    const telling = {
      graph,
      locale,
      sections,
      table: speech?.table,
      keys,
      groupLabel: (by: string, group: string) => speech && groupLabel(speech, by, group)?.[locale],
    };
    let before: View | undefined;
    return trail.flatMap((query, number) => {
      // What another page of this tab was at is not known any more.
      if (query === null) return [];
      const { view } = parseView(new URLSearchParams(query));
      if (view.graph !== graph.id) {
        before = undefined;
        const isAtlas = view.graph === emptyView.graph;
        return [{ entry: number, label: isAtlas ? t.product : graphsWords[locale].inGraph(view.graph) }];
      }
      const label = describeStep(before, view, telling);
      before = view;
      return [{ entry: number, label }];
    });
  }, [graph, t, locale, sections, speech, trail]);
  return (
    <HistoryList
      entries={entries}
      current={entry}
      onJump={(to) => {
        onClose();
        if (to !== entry) history.go(to - entry);
      }}
      onClose={onClose}
    />
  );
}

const groupLabel = (speech: Speech, by: string, group: string) =>
  groupingOf(speech, by)?.groups.find(({ id, value }) => id === group || value === group)?.label;
