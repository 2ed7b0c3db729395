/** How the members of a region stand to one another on a map that is kept: by ForceAtlas2, with all forces between all. */
import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { type Effort, type Layout, sunflower } from "./map-layout";
import { eachTie, type LayoutNetwork } from "./map-network";

/** For a map that is drawn once and kept. */
export const fullEffort: Effort = {
  starts: 40,
  isImproved: true,
  arrange: arrangeByForces,
  settleRounds: 110,
  cell: 11,
  isNearEnough: false,
};

function arrangeByForces(network: LayoutNetwork, members: readonly number[]): Layout {
  const graph = new UndirectedGraph();
  const start = sunflower(members.length);
  members.forEach((entity, i) => {
    graph.addNode(entity, { x: start.x[i], y: start.y[i] });
  });
  for (const entity of members) {
    eachTie(network, entity, (other, weight) => {
      if (entity < other && graph.hasNode(other)) graph.addEdge(entity, other, { weight });
    });
  }
  const placed = forceAtlas2(graph, {
    iterations: 300,
    getEdgeWeight: (_, { weight }) => weight * 4,
    settings: { gravity: 0.6, scalingRatio: 2, slowDown: 3, barnesHutOptimize: false },
  });
  const along = (axis: "x" | "y") =>
    Float64Array.from(members, (entity) => (placed[entity] as Record<typeof axis, number>)[axis]);
  return { x: along("x"), y: along("y") };
}
