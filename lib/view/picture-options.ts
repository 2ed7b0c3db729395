/** What may be asked of a picture of a view: the API, the drawing and the interface share it. */

export const pictureFormats = ["png", "svg", "pdf"] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** What a page may have at its foot. */
export const footerParts = ["date", "version", "address"] as const;
export type FooterPart = (typeof footerParts)[number];

/** Sides of a page in CSS pixels, pixels of a PNG to one of them, and pixels in all; characters of a title. */
export const pictureLimits = {
  side: { least: 360, most: 4096 },
  scale: 4,
  pixels: 40_000_000,
  heading: 120,
} as const;

/** Of a page where nobody says. */
export const usualPage = { width: 1440, height: 900 } as const;

/** Characters of a file's name, without its ending. */
const nameLength = 80;

/** A title as the name of a file, on any system; without what cannot be in one, which may be all of it. */
export const fileNameOf = (title: string): string =>
  [
    ...title
      .normalize("NFC")
      .replaceAll(/[\p{C}\\/:*?"<>|%]/gu, " ")
      .replaceAll(/\s+/g, " ")
      .replace(/^[\s.]+/, ""),
  ]
    .slice(0, nameLength)
    .join("")
    .replace(/[\s.]+$/, "");
