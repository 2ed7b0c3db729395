/** How Chinese characters are read. Apart, since its dictionary is large: where names are all Latin, it is not loaded. */
import { pinyin } from "pinyin-pro";

/** Every reading of each character, without tones and with v for ü, joined by blanks. */
export function readingsOf(characters: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    characters.map((char) => {
      const readings = pinyin(char, { multiple: true, toneType: "none", v: true, type: "array" });
      return [char, [...new Set(readings)].join(" ")];
    }),
  );
}
