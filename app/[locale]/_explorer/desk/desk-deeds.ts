"use client";

/** What actions find and what they are done with, on this screen. */
import { useEffect, useMemo, useRef } from "react";
import type { Deeds, Situation } from "@/app/[locale]/_explorer/actions/actions";
import { insetsOf } from "@/app/[locale]/_explorer/insets";
import { needsFilter } from "@/app/[locale]/_explorer/needs-filter";
import { look, take, useView } from "@/app/[locale]/_explorer/view-store";
import { useAtlas, useTheme } from "@/app/[locale]/_parts/atlas";
import { fromGraph } from "@/app/[locale]/_parts/home-link";
import type { Point } from "@/lib/canvas/camera";
import { context, member } from "@/lib/graph/filter-value";
import type { EntityId } from "@/lib/graph/schema";
import { isHub, plainExpansion } from "@/lib/view/expansion";
import * as explore from "@/lib/view/explore-steps";
import { type Grouping, groupingKeys } from "@/lib/view/grouping";
import { focusOf, type Scene } from "@/lib/view/scene";
import type { RelationKey, View } from "@/lib/view/view";
import type { DeskProps } from "./desk";

/** What an action is asked for about: nothing in particular is the map. */
export type Target = EntityId | RelationKey | undefined;

export interface DeskDeeds {
  readonly deeds: Deeds;
  /** As it is now, about this, or about a place in CSS pixels from the canvas's top left. */
  situation(target: Target, spot?: Point): Situation;
}

/** @param say tells the reader something in passing */
export function useDeeds(props: DeskProps, say: (text: SaidText) => void): DeskDeeds {
  const { locale } = useAtlas();
  const [theme, setTheme] = useTheme();
  const latest = useRef({ props, theme, locale });
  useEffect(() => {
    latest.current = { props, theme, locale };
  });
  const deeds = useMemo((): Deeds => {
    const now = () => latest.current.props;
    return {
      take,
      ask(step) {
        take(step);
        now().onAnswer();
      },
      filter: (step) => filterBy(now(), step),
      goTo: (id) => now().goTo(id),
      expand(id) {
        const { graph, canvas, ask } = now();
        if (isHub(graph, graph.indexOf(id)))
          ask({ what: "expand", id, at: canvas?.placeOf(id) ?? { x: 0, y: 0 } });
        else take((view) => explore.expand(view, plainExpansion(id)));
      },
      selectNeighbours: (id) => take((view) => explore.selectMany(view, neighboursIn(now().scene, id))),
      fitAll: () => look(undefined),
      fitSelection() {
        const { scene, canvas } = now();
        canvas?.flyTo((scene.focus?.members ?? []).map((entity) => scene.graph.ids[entity]));
      },
      zoomIn: () => now().canvas?.zoomBy(1.35),
      zoomOut: () => now().canvas?.zoomBy(1 / 1.35),
      openSide: (side) => now().onSide(side),
      toggleTimeline: () => now().onTimeline(!now().layout.timeline),
      openHistory: () => now().ask({ what: "history" }),
      openPalette: () => now().ask({ what: "palette" }),
      openHelp: () => now().ask({ what: "help" }),
      back: () => history.back(),
      forward: () => history.forward(),
      focusSearch: () => document.getElementById("search")?.focus(),
      toggleTheme: () => setTheme(latest.current.theme === "dark" ? "light" : "dark"),
      switchLanguage: () => document.querySelector<HTMLAnchorElement>("nav a[hreflang]")?.click(),
      copyLink: async () => {
        try {
          // There is no clipboard on pages without encryption, and a browser may refuse it.
          await navigator.clipboard.writeText(location.href);
          say("copied");
        } catch {
          say("notCopied");
        }
      },
      share: () => now().ask({ what: "share" }),
      exportView: () => now().ask({ what: "export" }),
      openGraphs: () => now().ask({ what: "graphs" }),
      importGraph: () => now().ask({ what: "import" }),
      editGraph: () => now().ask({ what: "import", edit: now().graph.id }),
      openMyViews: () => location.assign(`/${latest.current.locale}/views${fromGraph(now().graph.id)}`),
      writeNote(at) {
        const middle = now().canvas?.mapPlace({ x: innerWidth / 2, y: innerHeight / 2 });
        const place = at ?? middle;
        if (place) now().ask({ what: "write note", at: place });
      },
      startLasso() {
        now().canvas?.lasso();
        say("lasso");
      },
    };
  }, [setTheme, say]);
  return { deeds, situation: (target, spot) => situationOf({ props, theme, locale, target, spot }) };
}

export type SaidText = "copied" | "notCopied" | "lasso";

function situationOf({
  props: { graph, view, scene, exploration, filtration, canvas, isNarrow, layout },
  theme,
  locale,
  target,
  spot,
}: { props: DeskProps; target: Target; spot: Point | undefined } & Pick<
  Situation,
  "theme" | "locale"
>): Situation {
  const { entry, trail } = useView.getState();
  const relation = typeof target === "object" ? target : undefined;
  const id = typeof target === "string" && !explore.isGroupId(target) ? target : undefined;
  const grouping = view.layout.as === "groups" ? exploration?.grouping : undefined;
  const group = grouping?.groups.find((one) => one.id === target);
  const around = id === undefined ? undefined : groupOf(grouping, graph.indexOf(id));
  const told = (one: Grouping["groups"][number]) => ({ value: one.value, label: one.label[locale] });
  return {
    graph,
    view,
    locale,
    theme,
    isPhone: isNarrow,
    id,
    selected: explore.selectedOf(view),
    relation,
    group: group && { ...told(group), isClosed: view.layout.closed.includes(group.value) },
    groupOfId: around && told(around),
    groups: grouping?.groups.map(({ value }) => value),
    groupings: filtration ? groupingKeys(filtration.speech) : [],
    isHub: id !== undefined && isHub(graph, graph.indexOf(id)),
    place(one) {
      const entity = scene.graph.indexOf(one);
      return entity < 0 || scene.hidden[entity] ? undefined : { x: scene.x[entity], y: scene.y[entity] };
    },
    spot: spot && canvas?.mapPlace(spot),
    canGoBack: entry > 0,
    canGoForward: entry < trail.length - 1,
    hasTimeline: layout.timeline,
  };
}

/** The group that an entity stands in. */
const groupOf = (grouping: Grouping | undefined, entity: number) =>
  entity < 0 ? undefined : grouping?.groups[grouping.of[entity]];

/** An entity and those of its neighbours that are shown, as many as are brought into the picture when it is selected. */
function neighboursIn(scene: Scene, id: EntityId): EntityId[] {
  const { members = [] } = focusOf(scene.graph, id, scene.hidden, scene.explored?.off) ?? {};
  return members.map((entity) => scene.graph.ids[entity]);
}

/** Takes a step that filters; the picture fits what is left, once. */
export function filterBy({ graph, filtration, canvas, layout }: DeskProps, step: (view: View) => View): void {
  take(step);
  const { view: next } = useView.getState();
  // Of a large map, what is left is not here yet.
  if (!needsFilter(next) || graph.part) return look(undefined);
  // A layout places what is left anew, and is fitted as a whole.
  if (next.layout.as !== "atlas") return look(undefined);
  const left = filtration?.kit.filterGraph(graph, filtration.table, next);
  const those = (wanted: number) => graph.ids.filter((_, i) => left?.standing[i] === wanted);
  const members = those(member);
  // The result is to be seen first; setting out on a flight takes a frame of its own.
  const room = insetsOf({ ...layout, intro: false, chips: true });
  requestAnimationFrame(() =>
    requestAnimationFrame(() => canvas?.flyTo(members.length > 0 ? members : those(context), room)),
  );
}
