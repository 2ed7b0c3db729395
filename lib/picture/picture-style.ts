/**
 * Colours and type of pictures that are drawn without a page: the tokens of app/styles/tokens.css as values, held
 * equal to them by a test.
 */
import type { CanvasStyle } from "@/lib/canvas/style";
import type { Locale } from "@/lib/graph/schema";

export type Theme = CanvasStyle["theme"];

/** What stands round the map as well. */
export interface PictureStyle {
  readonly canvas: Omit<CanvasStyle, "font">;
  readonly page: string;
  readonly ink: string;
  readonly mutedInk: string;
  readonly border: string;
  readonly strongBorder: string;
  readonly accent: string;
  /** On the accent. */
  readonly surface: string;
}

export const pictureStyles: Readonly<Record<Theme, PictureStyle>> = {
  light: {
    canvas: {
      theme: "light",
      background: "#fbfaf7",
      ink: "#1c2230",
      mutedInk: "#565e6c",
      halo: "rgb(251 250 247 / 0.9)",
      line: "#d8d5cc",
      strongLine: "#6b7486",
      selection: "#c4470f",
      rim: "#ffffff",
      regionOpacity: 0.13,
    },
    page: "#fbfaf7",
    ink: "#1c2230",
    mutedInk: "#565e6c",
    border: "#dedad0",
    strongBorder: "#8d8a80",
    accent: "#a63a0c",
    surface: "#ffffff",
  },
  dark: {
    canvas: {
      theme: "dark",
      background: "#14161b",
      ink: "#e9ebf0",
      mutedInk: "#a6adba",
      halo: "rgb(20 22 27 / 0.88)",
      line: "#333842",
      strongLine: "#8d97aa",
      selection: "#ff8a4c",
      rim: "#14161b",
      regionOpacity: 0.15,
    },
    page: "#14161b",
    ink: "#e9ebf0",
    mutedInk: "#a6adba",
    border: "#343945",
    strongBorder: "#767d8c",
    accent: "#ff9a66",
    surface: "#1d2027",
  },
};

/** Subsets of the Latin, Greek and Cyrillic font, each a family of its own: of one family, only one would be used. */
export const westernSubsets = ["latin", "latin-ext", "greek", "greek-ext", "cyrillic", "vietnamese"] as const;
/** Weights that names and titles are drawn in. */
export const fontWeights = [400, 600, 700] as const;
/** Name of the family that a subset is registered as. */
export const familyOf = (subset: (typeof westernSubsets)[number] | "chinese"): string => `Atlas ${subset}`;

const quoted = (families: readonly string[]): string =>
  [...families.map((family) => `"${family}"`), "sans-serif"].join(", ");
const western = westernSubsets.map(familyOf);

/** Families in order: in Chinese the Chinese font comes first, since quotation marks and dots are its own there. */
export const fontStacks: Readonly<Record<Locale, string>> = {
  en: quoted([...western, familyOf("chinese")]),
  zh: quoted([familyOf("chinese"), ...western]),
};

/** Families for pictures that are opened elsewhere: the ones that they were measured in, and what comes near to them. */
export const svgFonts: Readonly<Record<Locale, string>> = {
  en: "'Noto Sans', 'Helvetica Neue', Arial, 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
  zh: "'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans', sans-serif",
};
