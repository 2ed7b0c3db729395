/**
 * Colours that stand for something else than kinds, for both themes. Each has a contrast of at least 3 to 1 against the
 * canvas, the regions' tints on it, and the icons in marks; two that may stand side by side also differ for readers who
 * do not tell some colours apart (found by search: distance in OKLab, as normal sight and as the three forms of
 * colour blindness of Machado, Oliveira and Fernandes 2009 see them). tests/unit/contrast.test.ts looks at all of it.
 */
export interface ThemedColours {
  readonly light: readonly string[];
  readonly dark: readonly string[];
}

/** Of categories, the largest first; a place has related hues in both themes. */
export const categoryColours: ThemedColours = {
  light: ["#3a22d8", "#c31b1f", "#0a6e35", "#b47300", "#3870c2", "#cf2bee", "#710002", "#610a83", "#07063f"],
  dark: ["#4f7dff", "#f2265c", "#74e026", "#e88322", "#86f5f7", "#dc2fd4", "#e9f098", "#c28ef7", "#08ba95"],
};

/** Of bins of numbers or dates, the least first; what is more stands out more from the canvas. */
export const rampColours: ThemedColours = {
  light: ["#bb6300", "#a8330f", "#851f4c", "#541263", "#1d0b55"],
  dark: ["#4a8fe0", "#3fb5c4", "#62cf8f", "#b4e36e", "#f6f3a6"],
};

/** Of all categories beside those that have a colour. */
export const othersColour = { light: "#4e535d", dark: "#c3c8d2" };
/** Of what has no value. */
export const absentColour = { light: "#7d7d7d", dark: "#7b828f" };
