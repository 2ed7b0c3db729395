"use client";

/** A story told on the map: the text of a step beside its view, and the ways to the next one, back, and out. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { focusMap } from "@/app/[locale]/_explorer/sheet";
import styles from "@/app/[locale]/_explorer/tour/tour.module.css";
import { leaveTour, openStep } from "@/app/[locale]/_explorer/view-store";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { readStory } from "@/lib/api/stories-client";
import type { Graph } from "@/lib/graph/graph";
import type { EntityId } from "@/lib/graph/schema";
import { formatCount } from "@/lib/i18n/format";
import { tourWords } from "@/lib/i18n/tour-words";
import { parseView } from "@/lib/view/parse-view";
import { formatView, type View } from "@/lib/view/view";
import { leaveScreen } from "./lecture";
import { TourStep } from "./tour-step";
import { type TourPlace, useTour } from "./tour-store";

interface TourProps {
  place: TourPlace;
  graph: Graph;
  view: View;
  /** Whether something else has the room, on a phone: then only the way back is shown. */
  isCovered: boolean;
  /** Shows an entity. */
  onEntity(id: EntityId): void;
  /** Puts away what covers the tour. */
  onUncover(): void;
}

const withoutCamera = ({ camera: _, ...view }: View): string => formatView(view);

export function Tour({ place, graph, view, isCovered, onEntity, onUncover }: TourProps) {
  const { locale } = useAtlas();
  const w = tourWords[locale];
  const {
    data: story,
    isPending,
    isError,
    refetch,
  } = useQuery({
    queryKey: [graph.version, "story", place.slug],
    queryFn: async () => (await readStory(place.slug, graph.version)) ?? null,
  });
  const views = useMemo(
    () => story?.steps.map((step) => parseView(new URLSearchParams(step.view)).view) ?? [],
    [story],
  );
  // An address may name a step that there is not.
  const number = Math.min(place.step, Math.max(1, views.length));
  const own = views[number - 1];
  const isAtStep = own === undefined || withoutCamera(own) === withoutCamera(view);
  useEffect(() => {
    useTour.setState({ isAtStep });
  }, [isAtStep]);
  // Whoever comes by the name of a step alone has not left it.
  const isBare =
    own !== undefined && !isAtStep && formatView(view) === "" && history.state?.atlasEntry === undefined;
  useEffect(() => {
    if (isBare) openStep(own, { slug: place.slug, step: number }, { replaces: true });
  }, [isBare, own, place.slug, number]);

  const end = () => {
    leaveScreen();
    leaveTour();
    focusMap();
  };
  if (!story)
    return (
      <section className={styles.tour} aria-label={w.label(place.slug)}>
        <p className={styles.message} role="status">
          {isPending ? w.loading : isError ? w.failed : w.missing(place.slug)}
        </p>
        {!isPending && (
          <p className={styles.choices}>
            {isError && (
              <button type="button" className={styles.textButton} onClick={() => void refetch()}>
                {w.retry}
              </button>
            )}
            <button type="button" className={styles.textButton} onClick={end}>
              {w.end}
            </button>
          </p>
        )}
      </section>
    );
  const go = (to: number) => {
    const step = Math.min(Math.max(to, 1), views.length);
    onUncover();
    openStep(views[step - 1], { slug: place.slug, step });
  };
  if (isCovered)
    return (
      <section className={styles.tour} aria-label={w.label(story.title[locale])}>
        <button type="button" className={styles.wayBack} onClick={() => go(number)}>
          {w.back(formatCount(number, locale))}
        </button>
      </section>
    );
  return (
    <TourStep story={story} number={number} isAtStep={isAtStep} onGo={go} onEnd={end} onEntity={onEntity} />
  );
}
