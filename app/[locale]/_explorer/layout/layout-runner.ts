/** Runs layouts in a worker (layout-worker.ts). */
import { runsIn } from "@/app/[locale]/_explorer/worker-runs";
import type { LayoutRequest, Placed, Progress } from "@/lib/layout/layout";

export const runLayout = runsIn<LayoutRequest, Progress, Placed>(
  () => new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" }),
);
