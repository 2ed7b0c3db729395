"use client";

/** What every part of the explorer needs: the language, the words, where data come from, the theme. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { graphAtStart } from "@/app/[locale]/_explorer/graph-start";
import { awaitedSource, ownSource, tiledSource } from "@/app/[locale]/_explorer/later-source";
import { isWorthAnother, type Recovery, recoveryOf } from "@/app/[locale]/_explorer/recovery";
import { versionAtStart } from "@/app/[locale]/_explorer/saved-start";
import { useView } from "@/app/[locale]/_explorer/view-store";
import { askForGraph, type GraphSource, httpSource } from "@/lib/api/source";
import { isOwn } from "@/lib/graph/own-name";
import type { Locale } from "@/lib/graph/schema";
import type { Words } from "@/lib/i18n";
import { emptyView } from "@/lib/view/view";

interface Atlas {
  readonly locale: Locale;
  readonly t: Words;
  /** Name of the graph in addresses. */
  readonly graph: string;
  readonly source: GraphSource;
  /** Asks anew for what failed. */
  readonly recovery: Recovery;
  /** Titles of the white paper's sections by number, in the reader's language. */
  readonly sections: Readonly<Record<string, string>>;
  /** Parts of the page that the server has made: the way to other pages, and what one can begin with. */
  readonly made?: Readonly<Record<"menu" | "start", ReactNode>> | undefined;
}

const AtlasContext = createContext<Atlas | undefined>(undefined);

export function useAtlas(): Atlas {
  const atlas = useContext(AtlasContext);
  if (!atlas) throw new Error("useAtlas is used outside of AtlasProvider");
  return atlas;
}

export interface AtlasProps {
  graph: string;
  version: string;
  sections: Readonly<Record<string, string>>;
  made?: Atlas["made"];
  children: ReactNode;
}

interface AtlasProviderProps extends AtlasProps {
  locale: Locale;
  t: Words;
  /** The page may do without the graph: it is asked for when somebody needs it. */
  late?: boolean;
  /** The graph that is asked for, where the page does not show yet that it is another one. */
  asked?: string;
  /** What the graph is asked from; the server where nothing is said. */
  source?: GraphSource | undefined;
}

/** On one version of the data. */
export function AtlasProvider({
  locale,
  t,
  graph,
  version,
  sections,
  late = false,
  asked = graph,
  source: given,
  made,
  children,
}: AtlasProviderProps) {
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: isWorthAnother } },
      }),
  );
  const [sources] = useState(() => new Map<string, GraphSource>());
  const source = given ?? sourceOf(asked, version, sources, late);
  // A graph that only this browser has needs no server; what else fails does.
  const lookedFor = isOwn(asked) ? emptyView.graph : asked;
  const recovery = useMemo(() => recoveryOf(queries, () => askForGraph(lookedFor)), [queries, lookedFor]);
  useEffect(() => recovery.follow(), [recovery]);
  const atlas = useMemo(
    () => ({ locale, t, graph, source, recovery, sections, made }),
    [locale, t, graph, source, recovery, sections, made],
  );
  return (
    <QueryClientProvider client={queries}>
      <AtlasContext value={atlas}>{children}</AtlasContext>
    </QueryClientProvider>
  );
}

/**
 * On the graph that the address names, in the version that the view was made on, or else the current one. In one
 * language: atlas-zh.tsx and atlas-en.tsx bring their own words, so that no reader loads those of the other.
 */
export function ViewAtlas({ children, ...built }: AtlasProviderProps) {
  const [start] = useState(() => (isBrowser ? { ...graphAtStart(), data: versionAtStart() } : undefined));
  // The page was built for the atlas, and is as it was built until the address has been read.
  const graph = useView(({ read, view }) => (read ? view.graph : built.graph));
  const data = useView(({ read, view }) => (read ? view.data : start?.data));
  const edition = useView((state) => state.edition);
  const isRead = useView(({ read }) => read);
  const asked = isRead ? graph : (start?.graph ?? built.graph);
  const known = start && start.graph === asked ? start.version : undefined;
  const version = data ?? known ?? built.version;
  const source = useMemo(() => {
    if (isOwn(asked)) return ownSource(asked, `${asked} ${edition}`);
    // The server could not say what there is of it.
    if (start && start.graph === asked && asked !== emptyView.graph && version === built.version)
      return awaitedSource(asked);
    // What a frozen view shows is never too large.
    return start?.tiles && version === known ? tiledSource(start, version, start.tiles) : undefined;
  }, [asked, edition, start, version, known, built.version]);
  const { locale, sections } = built;
  const titles = useMemo(() => {
    if (asked === built.graph) return sections;
    const own = start?.graph === asked ? start.sections : {};
    return Object.fromEntries(Object.entries(own).map(([number, title]) => [number, title[locale]]));
  }, [asked, built.graph, sections, start, locale]);
  return (
    <AtlasProvider {...built} graph={graph} asked={asked} version={version} sections={titles} source={source}>
      {children}
    </AtlasProvider>
  );
}

const isBrowser = typeof window !== "undefined";

/** The same source for the same version each time: its hash covers the name of the graph. */
function sourceOf(
  graph: string,
  version: string,
  sources: Map<string, GraphSource>,
  late: boolean,
): GraphSource {
  const known = sources.get(version);
  if (known) return known;
  const source = httpSource({ graph, version, first: isBrowser ? window.firstPicture : undefined });
  // Asked for while the page still comes to life; whoever needs it gets this same answer.
  if (isBrowser && !late) source.graph().catch(() => undefined);
  sources.set(version, source);
  return source;
}

export type Theme = "light" | "dark";

/** The theme, set on the page before the first paint by /theme.js, and how to change it. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore<Theme>(followTheme, themeNow, () => "light");
  return [theme, setTheme];
}

const themeNow = (): Theme => (document.documentElement.dataset.theme === "dark" ? "dark" : "light");

function followTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Whether a media query holds; no while the page is built ahead. */
export function useMedia(query: string): boolean {
  // One list for all renders: asking for a new one each time costs more than most of them.
  const [follow, now] = useMemo(() => {
    const list = typeof window === "undefined" ? undefined : matchMedia(query);
    const follow = (changed: () => void) => {
      list?.addEventListener("change", changed);
      return () => list?.removeEventListener("change", changed);
    };
    return [follow, () => list?.matches === true] as const;
  }, [query]);
  return useSyncExternalStore(follow, now, () => false);
}
