/** The day of a time as the reader's clock has it, for `formatDate`. */

/** @param time ISO 8601 @returns `YYYY-MM-DD` */
export function localDay(time: string): string {
  const at = new Date(time);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
