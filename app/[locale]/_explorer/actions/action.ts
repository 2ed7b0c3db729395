/** What an action is, what it depends on and what it is done with; which ones there are is in action-list.ts. */
import type { Graph } from "@/lib/graph/graph";
import type { EntityId, Locale, Text } from "@/lib/graph/schema";
import type { ActionWords } from "@/lib/i18n/action-words";
import type { Note, RelationKey, View } from "@/lib/view/view";
import type { ActionIconName } from "./action-icons";

/** What an action can be asked for about; each has a context menu. */
export const subjects = ["entity", "several", "relation", "group", "map"] as const;
export type Subject = (typeof subjects)[number];

/** In the order in which menus and help list them. */
export const sections = ["point", "canvas", "ask", "filter", "layout", "see", "go", "app"] as const;
export type Section = (typeof sections)[number];

/** What is on the screen, and what is asked about, as far as actions depend on it. */
export interface Situation {
  /** The whole graph: closed groups are no entities of it. */
  readonly graph: Graph;
  readonly view: View;
  readonly locale: Locale;
  readonly theme: "light" | "dark";
  readonly isPhone: boolean;
  /** The entity asked about: pointed at or selected. */
  readonly id?: EntityId | undefined;
  readonly selected: readonly EntityId[];
  readonly relation?: RelationKey | undefined;
  readonly group?: { readonly value: string; readonly label: string; readonly isClosed: boolean } | undefined;
  /** The open group that `id` stands in. */
  readonly groupOfId?: { readonly value: string; readonly label: string } | undefined;
  /** Values of all groups that the layout forms, the largest first; absent where it forms none. */
  readonly groups?: readonly string[] | undefined;
  /** What can be grouped by; kinds alone as long as it is not known. */
  readonly groupings: readonly { readonly key: string; readonly label: Text }[];
  /** Whether `id` has so many neighbours that expanding asks first which. */
  readonly isHub?: boolean | undefined;
  /** Where an entity is drawn now, in map units. */
  place?(id: EntityId): { readonly x: number; readonly y: number } | undefined;
  /** The place of the map asked about, in map units. */
  readonly spot?: { readonly x: number; readonly y: number } | undefined;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
  /** Whether the timeline is open. */
  readonly hasTimeline: boolean;
}

/** What actions are done with. */
export interface Deeds {
  take(step: (view: View) => View): void;
  /** Takes a step that asks, and shows the answer beside the map. */
  ask(step: (view: View) => View): void;
  /** Takes a step that filters, and fits what is left into the picture. */
  filter(step: (view: View) => View): void;
  goTo(id: EntityId): void;
  /** Asks first, where it is a hub. */
  expand(id: EntityId): void;
  selectNeighbours(id: EntityId): void;
  fitAll(): void;
  fitSelection(): void;
  zoomIn(): void;
  zoomOut(): void;
  openSide(side: "ask" | "filter" | "outline" | "arrange"): void;
  toggleTimeline(): void;
  openHistory(): void;
  openPalette(): void;
  openHelp(): void;
  back(): void;
  forward(): void;
  focusSearch(): void;
  toggleTheme(): void;
  switchLanguage(): void;
  copyLink(): void;
  share(): void;
  exportView(): void;
  openMyViews(): void;
  /** Lists the graphs that can be opened. */
  openGraphs(): void;
  /** Brings a graph of the reader's own. */
  importGraph(): void;
  /** Edits the labels and colours of the one that is shown. */
  editGraph(): void;
  /** Writes a note at an entity or a place of the map; in the middle of what is in sight where it is given nothing. */
  writeNote(at: Note["at"] | undefined): void;
  startLasso(): void;
}

export interface Action {
  readonly id: string;
  /** In the language of the words, which is the situation's; general where the situation says nothing. */
  name(words: ActionWords, situation: Situation): string;
  readonly icon: ActionIconName;
  /** Such as `e`, `Shift+e`, `Delete`, `?`, `Mod+k`; `Mod` is Control, or Command on a Mac. */
  readonly keys?: readonly string[];
  readonly section: Section;
  /** The context menus that it stands in. */
  readonly on: readonly Subject[];
  readonly palette: boolean;
  /** The palette offers it only to those who ask for it: it is one of many of its sort. */
  readonly isOneOfMany?: true;
  /** Its keys work while one types, too. */
  readonly whileTyping?: true;
  /** A key that is held down does it again and again. */
  readonly repeats?: true;
  /** It is offered in the panel of the entity, too: at once, or among what else can be done. */
  readonly inPanel?: "first" | "more";
  when(situation: Situation): boolean;
  run(deeds: Deeds, situation: Situation): void;
}
