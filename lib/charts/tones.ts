/**
 * Colours of a chart's groups, which fill large areas: less vivid than those of small marks on the map. As groups are also
 * told apart by pattern and sign, what counts is that the whole is calm; the colours differ for every sight all the same
 * (found by search, as those in lib/view/colouring-palette.ts). tests/unit/contrast.test.ts looks at them.
 */
import { absentColour, othersColour } from "@/lib/view/colouring-palette";
import type { Tone } from "./chart";

/** Of groups, the largest first. */
export const groupColours = {
  light: ["#576fb5", "#c0764c", "#145617", "#442e0c", "#4893b9", "#8b5686", "#636e21"],
  dark: ["#4c6fb0", "#a25941", "#6da688", "#aa7f2e", "#67bbf3", "#815a7c", "#a2b862"],
} as const;
/** Of what belongs to several groups. */
export const severalColour = { light: "#453072", dark: "#a789c5" } as const;

/** Of cells, by what they count: as each has its number in it, the least may be pale. */
export const cellColours: readonly { readonly light: string; readonly dark: string }[] = [
  { light: "#e4e8f2", dark: "#222c44" },
  { light: "#c3cde6", dark: "#2e3e64" },
  { light: "#9aabd6", dark: "#415a93" },
  { light: "#6b82c0", dark: "#6686cc" },
  { light: "#42599c", dark: "#9ab6ee" },
];

export function toneColour(tone: Tone): { readonly light: string; readonly dark: string } {
  if (tone === "others") return othersColour;
  if (tone === "unknown") return absentColour;
  if (tone === "several") return severalColour;
  return { light: groupColours.light[tone], dark: groupColours.dark[tone] };
}
