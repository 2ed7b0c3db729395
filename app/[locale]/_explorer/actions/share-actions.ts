/** What can be written down and passed on. */
import { isOwn } from "@/lib/graph/own-name";
import { noteLimits } from "@/lib/view/view";
import type { Action } from "./action";
import { isEntity } from "./targets";

export const shareActions: readonly Action[] = [
  {
    id: "note",
    name: ({ names }) => names.note,
    icon: "note",
    keys: ["m"],
    section: "canvas",
    on: ["entity", "map"],
    palette: true,
    inPanel: "more",
    when: ({ view }) => view.notes.length < noteLimits.notes,
    run: ({ writeNote }, situation) => writeNote(isEntity(situation) ? situation.id : situation.spot),
  },
  {
    id: "share",
    name: ({ names }) => names.share,
    icon: "share",
    keys: ["s"],
    section: "app",
    on: ["map"],
    palette: true,
    when: () => true,
    run: ({ share }) => share(),
  },
  {
    id: "export",
    name: ({ names }) => names.exportView,
    icon: "export",
    keys: ["d"],
    section: "app",
    on: ["map"],
    palette: true,
    when: () => true,
    run: ({ exportView }) => exportView(),
  },
  {
    id: "my-views",
    name: ({ names }) => names.myViews,
    icon: "list",
    section: "app",
    on: [],
    palette: true,
    when: () => true,
    run: ({ openMyViews }) => openMyViews(),
  },
  {
    id: "graphs",
    name: ({ names }) => names.graphs,
    icon: "graphs",
    section: "app",
    on: ["map"],
    palette: true,
    when: () => true,
    run: ({ openGraphs }) => openGraphs(),
  },
  {
    id: "import",
    name: ({ names }) => names.importGraph,
    icon: "bring",
    section: "app",
    on: ["map"],
    palette: true,
    when: () => true,
    run: ({ importGraph }) => importGraph(),
  },
  {
    id: "edit-graph",
    name: ({ names }) => names.editGraph,
    icon: "style",
    section: "app",
    on: ["map"],
    palette: true,
    // Others are as their server has them.
    when: ({ graph }) => isOwn(graph.id),
    run: ({ editGraph }) => editGraph(),
  },
];
