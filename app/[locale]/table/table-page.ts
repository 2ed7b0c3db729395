"use client";

/** What ties the table to the page around it and to the browser's history. */
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** Where the rows stood in an entry of the browser's history. */
interface Place {
  readonly top: number;
  readonly left: number;
}

const afterScroll = 150;

/**
 * Keeps where the rows stand in the browser's history, so that Back leads to the very rows that were left; rows that come
 * by a step are shown from the first one.
 *
 * @param rows the rows as such; absent until they can be shown @param arrivals counts how often the reader has come by the history
 */
export function useKeptScroll(
  region: RefObject<HTMLElement | null>,
  rows: object | undefined,
  arrivals: number,
): void {
  const arrived = useRef(0);
  useLayoutEffect(() => {
    const element = region.current;
    if (!rows || !element) return;
    const isArrival = arrived.current !== arrivals;
    arrived.current = arrivals;
    const place: Partial<Place> | undefined = isArrival ? history.state?.atlasTable : undefined;
    element.scrollTo({ top: Number(place?.top) || 0, left: Number(place?.left) || element.scrollLeft });
  }, [region, rows, arrivals]);
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      timer = undefined;
      const place: Place = { top: element.scrollTop, left: element.scrollLeft };
      history.replaceState({ ...history.state, atlasTable: place }, "");
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, afterScroll);
    };
    const leave = () => {
      if (timer !== undefined) keep();
    };
    element.addEventListener("scroll", wait, { passive: true });
    addEventListener("pagehide", leave);
    return () => {
      clearTimeout(timer);
      element.removeEventListener("scroll", wait);
      removeEventListener("pagehide", leave);
    };
  }, [region]);
}

/**
 * Says of what scrolls sideways whether there is more at its start and at its end (`data-before`, `data-after`), for the
 * style sheet to show it.
 *
 * @param content changes where it may have become wider or narrower
 */
export function useSideEdges(area: RefObject<HTMLElement | null>, content: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at anew when it changes.
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const tell = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      // Zoomed pages scroll by fractions.
      element.toggleAttribute("data-before", scrollLeft > 1);
      element.toggleAttribute("data-after", scrollLeft + clientWidth < scrollWidth - 1);
    };
    tell();
    const sizes = new ResizeObserver(tell);
    sizes.observe(element);
    if (element.firstElementChild) sizes.observe(element.firstElementChild);
    element.addEventListener("scroll", tell, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", tell);
    };
  }, [area, content]);
}

/** The link to the other language leads to the same table: it takes along the graph and what stands in the address. */
export function useLanguageLink(): void {
  useEffect(() => {
    const link = document.querySelector<HTMLAnchorElement>("a[data-language]");
    if (!link) return;
    const follow = () => {
      link.pathname = location.pathname.replace(/^\/[a-z]{2}(?=\/)/, `/${link.dataset.language}`);
      link.search = location.search;
    };
    const occasions = ["pointerdown", "focus", "click", "contextmenu"];
    for (const occasion of occasions) link.addEventListener(occasion, follow);
    return () => {
      for (const occasion of occasions) link.removeEventListener(occasion, follow);
    };
  }, []);
}
