/** What has been chosen in the dialog of exporting: it outlives the dialog, not the page. */
import type { CsvPart, ExportFormat } from "@/lib/export/export-kind";
import type { Locale } from "@/lib/graph/schema";
import type { PictureFormat } from "@/lib/view/picture-options";
import type { Shape } from "./picture";

export const exportTabs = ["picture", "data"] as const;
export type ExportTab = (typeof exportTabs)[number];

export interface PictureChoices {
  readonly format: PictureFormat;
  /** Pixels to a CSS pixel, of PNG. */
  readonly scale: number;
  readonly isTransparent: boolean;
  readonly hasTitle: boolean;
  readonly hasLegend: boolean;
  readonly hasFooter: boolean;
  readonly hasNotes: boolean;
  readonly shape: Shape;
  /** As typed; nothing has been as long as it is absent. */
  readonly title?: string;
  /** As the page has it where nothing has been chosen. */
  readonly theme?: "light" | "dark";
  readonly locale?: Locale;
}

export interface DataChoices {
  readonly format: ExportFormat;
  /** Of CSV; without it, all in one archive. */
  readonly part?: CsvPart | undefined;
  readonly isWhole: boolean;
  readonly withContext: boolean;
}

export interface Chosen {
  readonly tab: ExportTab;
  readonly picture: PictureChoices;
  readonly data: DataChoices;
}

let kept: Chosen = {
  tab: "picture",
  picture: {
    format: "png",
    scale: 2,
    isTransparent: false,
    hasTitle: true,
    hasLegend: true,
    hasFooter: true,
    hasNotes: true,
    shape: "landscape",
  },
  data: { format: "json", isWhole: false, withContext: true },
};

export const keptChoices = (): Chosen => kept;

export function keepChosen(chosen: Chosen): void {
  kept = chosen;
}
