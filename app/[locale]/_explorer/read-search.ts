/** The view in the parameters of an address, packed or not. */
import { PackedViewError, unpackQuery } from "@/lib/view/packed-view";
import { parseView } from "@/lib/view/parse-view";
import type { View, ViewProblem } from "@/lib/view/view";

interface SearchRead {
  readonly view: View;
  readonly problems: readonly ViewProblem[];
  /** The parameters as they read unpacked. */
  readonly query: string;
}

/** Never throws: what cannot be read is left out and reported. */
export async function readSearch(search: string): Promise<SearchRead> {
  const given = new URLSearchParams(search);
  const packed = given.get("z");
  if (packed === null) return { ...parseView(given), query: search.slice(1) };
  given.delete("z");
  const others = given.size > 0 ? `&${given}` : "";
  try {
    const query = `${await unpackQuery(packed)}${others}`;
    return { ...parseView(new URLSearchParams(query)), query };
  } catch (error) {
    if (!(error instanceof PackedViewError)) throw error;
    const { view, problems } = parseView(given);
    const problem: ViewProblem = { code: "malformed", parameter: "z", value: packed.slice(0, 80) };
    return { view, problems: [problem, ...problems], query: given.toString() };
  }
}
