/** Measures of who matters off the main thread: what ranking-runner.ts asks for. */
import { serveRuns } from "@/app/[locale]/_explorer/worker-runs";
import { type Measure, measureCentrality, type Network } from "@/lib/graph/centrality";

/** Measures that have to be worked out. */
export type Computed = Exclude<Measure, "importance">;

export interface RankingRequest {
  readonly measure: Computed;
  readonly network: Network;
}

serveRuns(({ measure, network }: RankingRequest) => measureCentrality(measure, network));
