/** The view in the parameters of an address, packed or not. */
import { PackedViewError, unpackQuery } from "@/lib/view/packed-view";
import { parseView } from "@/lib/view/parse-view";
import type { View, ViewProblem } from "@/lib/view/view";
import type { TourPlace } from "./tour/tour-store";

interface SearchRead {
  readonly view: View;
  readonly problems: readonly ViewProblem[];
  readonly tour: TourPlace | undefined;
}

/** Never throws: what cannot be read is left out and reported. */
export async function readSearch(search: string): Promise<SearchRead> {
  const given = new URLSearchParams(search);
  return { ...(await readView(given)), tour: readTour(given) };
}

/** The step of a story that stands beside the view; the first where none is named. */
function readTour(given: URLSearchParams): TourPlace | undefined {
  const slug = given.get("story");
  if (slug === null || !/^[a-z0-9-]{1,80}$/.test(slug)) return undefined;
  const step = given.get("step") ?? "";
  return { slug, step: /^[1-9]\d?$/.test(step) ? Number(step) : 1 };
}

async function readView(given: URLSearchParams): Promise<Omit<SearchRead, "tour">> {
  const packed = given.get("z");
  if (packed === null) return parseView(given);
  given.delete("z");
  const others = given.size > 0 ? `&${given}` : "";
  try {
    return parseView(new URLSearchParams(`${await unpackQuery(packed)}${others}`));
  } catch (error) {
    if (!(error instanceof PackedViewError)) throw error;
    const { view, problems } = parseView(given);
    const problem: ViewProblem = { code: "malformed", parameter: "z", value: packed.slice(0, 80) };
    return { view, problems: [problem, ...problems] };
  }
}
