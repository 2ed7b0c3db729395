import { graphStore } from "@/app/_server/graph-store";
import { askedIn, viewOf } from "@/app/_server/lookup";
import { readOnly, tagged } from "@/app/_server/respond";
import { readParameters, tileParameters } from "@/lib/api/contract";
import { ProblemError } from "@/lib/api/problem";
import type { TileAddress } from "@/lib/graph/tile";
import { queryInGraph } from "@/lib/view/graph-page";
import { emptyView } from "@/lib/view/view";

export const dynamic = "force-dynamic";

type Path = Readonly<Record<"zoom" | "column" | "row", string>>;

/** A part of the map; where the view filters, what it leaves there. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<Path>(
  async (request, parameters, path) => {
    const { view, rest } = await viewOf(parameters, Object.keys(tileParameters.shape));
    const { with: named, around, ontology, ...ref } = readParameters(rest, tileParameters);
    const store = await graphStore();
    const { graph, version } = await store.info(ref);
    const asked = askedIn(view);
    // What is pointed at, and how it looks, leaves nothing out.
    const isAsked = queryInGraph({ ...emptyView, ...asked, hiddenKinds: [...asked.hiddenKinds] }) !== "";
    const query = { ...addressIn(path), with: named, around };
    const answer = await store.tile(ref, query, isAsked ? asked : undefined);
    const { ontology: same, ...compact } = answer.compact;
    const told = ontology === "1" ? answer.compact : compact;
    const body = JSON.stringify({ graph, version, ...answer, compact: told });
    return tagged(request, ref.version !== undefined, body);
  },
);

function addressIn({ zoom, column, row }: Path): TileAddress {
  const numbers = [zoom, column, row];
  if (numbers.every((number) => /^\d{1,5}$/.test(number))) {
    const [z, x, y] = numbers.map(Number);
    return { z, x, y };
  }
  const given = numbers.join("/").slice(0, 100);
  throw new ProblemError("unknown-tile", `A tile is named by three whole numbers, not by ${given}.`);
}
