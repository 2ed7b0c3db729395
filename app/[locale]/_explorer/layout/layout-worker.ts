/** Layouts off the main thread: what layout-runner.ts asks for. */
import { type News, type Order, serveRuns } from "@/app/[locale]/_explorer/worker-runs";
import { type LayoutRequest, layOut, type Placed, type Progress } from "@/lib/layout/layout";

export type LayoutOrder = Order<LayoutRequest>;
export type LayoutNews = News<Progress, Placed>;

serveRuns(layOut, ({ x, y }) => [x.buffer, y.buffer]);
