/** The view in the parameters of an address, packed or not. */
import { PackedViewError, unpackQuery } from "@/lib/view/packed-view";
import { parseView } from "@/lib/view/parse-view";
import type { View, ViewProblem } from "@/lib/view/view";

interface SearchRead {
  readonly view: View;
  readonly problems: readonly ViewProblem[];
}

/** Never throws: what cannot be read is left out and reported. */
export async function readSearch(search: string): Promise<SearchRead> {
  const given = new URLSearchParams(search);
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
