/** What the reader has done on the canvas, as chips beside the conditions of the filter. */

import type { Chip } from "@/app/[locale]/_explorer/filter/filter-chips";
import type { Graph } from "@/lib/graph/graph";
import type { Locale } from "@/lib/graph/schema";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { exploreWords } from "@/lib/i18n/explore-words";
import { formatCount, formatDate } from "@/lib/i18n/format";
import * as explore from "@/lib/view/explore-steps";
import type { Grouping } from "@/lib/view/grouping";
import { dropQuestion } from "@/lib/view/question-steps";
import { questionTitle } from "@/lib/view/question-title";
import type { View } from "@/lib/view/view";

/** @param grouping what the layout groups by */
export function exploreChips(
  view: View,
  graph: Graph,
  grouping: Grouping | undefined,
  locale: Locale,
): Chip[] {
  const w = exploreWords[locale];
  const { layout, time, without, hiddenTypes } = view;
  const { layouts, groupsBy } = arrangeWords[locale];
  const isGrouped = layout.as === "groups";
  const name = isGrouped && grouping ? groupsBy(grouping.label[locale]) : layouts[layout.as];
  const expanded = view.expansions.map(
    ({ id }): Chip => ({
      key: `expansion ${id}`,
      text: w.expanded(graph.names[graph.indexOf(id)]?.[locale] ?? id),
      drop: (now) => explore.collapse(now, id),
    }),
  );
  const others: (Chip | false | undefined)[] = [
    view.question && {
      key: "question",
      text: questionTitle(view.question, graph, locale),
      drop: dropQuestion,
    },
    layout.as !== "atlas" && { key: "layout", text: w.layout(name), drop: explore.resetLayout },
    isGrouped &&
      layout.closed.length > 0 && {
        key: "closed",
        text: w.closed(formatCount(layout.closed.length, locale)),
        drop: (now) => explore.setClosed(now, []),
      },
    time && {
      key: "time",
      text: w.time(formatDate(time.from, locale), formatDate(time.to, locale)),
      drop: (now) => explore.setTime(now, undefined),
    },
    without.length > 0 && {
      key: "without",
      text: w.hidden(formatCount(without.length, locale)),
      drop: explore.unhide,
    },
    hiddenTypes.length > 0 && {
      key: "types",
      text: w.typesOff(formatCount(hiddenTypes.length, locale)),
      drop: (now) => explore.setHiddenTypes(now, []),
    },
    (view.style.colour ?? view.style.size) !== undefined && {
      key: "style",
      text: view.style.name ?? w.style,
      drop: (now) => explore.setStyle(now, {}),
    },
  ];
  return [...expanded, ...others.filter((chip): chip is Chip => Boolean(chip))];
}
