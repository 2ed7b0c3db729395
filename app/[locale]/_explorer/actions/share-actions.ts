/** What can be written down and passed on. */
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
    id: "my-views",
    name: ({ names }) => names.myViews,
    icon: "list",
    section: "app",
    on: [],
    palette: true,
    when: () => true,
    run: ({ openMyViews }) => openMyViews(),
  },
];
