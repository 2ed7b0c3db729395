/** Words of the interface in English; typed after zh.ts, so that a missing word cannot be built. */
import { listSeparators } from "./locale";
import type { Words } from "./zh";

const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

export const en: Words = {
  product: "Large Model Atlas",
  tagline:
    "A knowledge graph of the large-model ecosystem: how models, frameworks, datasets, organisations, domains, risks and policies hang together.",
  description:
    "Explore visually how models, frameworks, datasets, organisations, domains, risks and policies of the large-model ecosystem relate, starting from the CAAI white paper of 2023. Every relation says where it comes from.",
  skipToSearch: "Skip to search",
  loading: "Loading…",
  retry: "Try again",
  close: "Close",
  dismiss: "Got it",
  back: "Back",
  forward: "Forward",
  history: "History of steps",
  menu: "Menu",
  pages: "Pages",
  tableOfGraph: "Table of this graph",
  graphs: "Other graphs",
  share: "Share",
  export: "Export",
  home: "Back to the map",
  otherLanguage: "中文",
  switchLanguage: "切换到中文",
  toDark: "Switch to dark",
  toLight: "Switch to light",
  search: {
    label: "Search entities",
    placeholder: "Search the atlas",
    results: "Search results",
    found: (n) => `${plural(n, "match", "matches")}`,
    none: (text) => `Nothing found for “${text}”`,
    tip: "Try another spelling: names in English or Chinese, aliases, pinyin and initials all work.",
    also: "also",
    hint: "Press / to search",
    failed: "Search does not answer at the moment. It goes on by itself once it can.",
    clear: "Clear search",
    hidden: "hidden by the filter · show anyway",
  },
  map: {
    label: (entities, relations) =>
      `Map of ${plural(entities, "entity", "entities")} and ${plural(relations, "relation")}. Arrow keys pan, plus and minus zoom, 0 shows all of it. The search box leads to every entity.`,
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Show the whole map",
    controls: "Map controls",
    resetPlaces: "Put moved entities back",
  },
  legend: {
    title: "Legend",
    show: (kind) => `Show ${kind.toLowerCase()}`,
    showAll: "Show all",
    size: "Bigger means more important",
    line: "Lines are the strongest ties",
    region: "Tinted regions belong together",
    band: "Broad lines: many relations between regions",
    empty: "Every kind is hidden.",
    open: "Open the legend",
    collapse: "Collapse the legend",
  },
  side: {
    ask: "Ask",
    filter: "Filter",
    outline: "List",
    arrange: "Arrange",
    active: (n) => plural(n, "condition"),
  },
  intro: {
    title: "The field at a glance",
    counts: (entities, relations, sourced) =>
      `${entities} ${entities === "1" ? "entity" : "entities"} · ${relations} ${relations === "1" ? "relation" : "relations"}${sourced === undefined ? "" : ` · ${sourced} sourced`}`,
    steps: "Search for any name, click a mark to see what it is tied to, scroll or pinch to see more.",
    try: "Try",
  },
  panel: {
    entity: "Entity",
    relation: "Relation",
    loadFailed: "The details could not be loaded.",
    expand: "Expand the details",
    shrink: "Shrink the details",
  },
  error: {
    filter: "What the filter needs could not be loaded.",
    withoutFilter: "Show everything, without the filter",
    graph: "The map could not be loaded.",
    offline:
      "The server cannot be reached. Check the connection; the page goes on by itself once there is one.",
    away: "The server cannot get at this graph at the moment. The page goes on by itself once it can.",
    outdated: "The data have been renewed since this page was opened.",
    reload: "Open the page anew",
    notFound: "There is no such page",
    notFoundText: "The address may be mistyped, or the page has moved.",
    noScript:
      "Exploring the map needs JavaScript. Without it, the page about the data can be read, and the data under /api/v1.",
  },
  yes: "yes",
  listSeparator: listSeparators.en,
};
