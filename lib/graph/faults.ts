/** What is wrong with data, and how that is said: where it stands, and what is allowed there. */
import { editDistance } from "./edit-distance";

export type Path = readonly PropertyKey[];

/** Told of each fault: where it is, from the whole that is looked at, and whether it is the key there or its value. */
export type Report = (path: Path, message: string, at?: "key" | "value") => void;

/** "allowed: a, b, c", with the nearest to what was written first in line. */
export function oneOf(allowed: readonly string[], written: string, most = 24): string {
  const near = nearest(allowed, written);
  const list = allowed.length > most ? [...allowed.slice(0, most), "…"] : allowed;
  return `${near ? `did you mean "${near}"? ` : ""}allowed: ${list.join(", ")}`;
}

/** The one of these that is a slip of the pen away from what was written, or that begins like it. */
export function nearest(allowed: Iterable<string>, written: string): string | undefined {
  const most = Math.min(3, Math.max(1, Math.floor(written.length / 3)));
  const candidates = [...allowed];
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(candidate.toLowerCase(), written.toLowerCase(), most);
    if (distance < least) [best, least] = [candidate, distance];
  }
  const begun = written.length >= 3 ? candidates.filter((candidate) => candidate.startsWith(written)) : [];
  return best ?? (begun.length === 1 ? begun[0] : undefined);
}

/** Names as they are compared: width, case and outer blanks do not tell two apart. */
export const comparable = (name: string): string => name.normalize("NFKC").toLowerCase().trim();
