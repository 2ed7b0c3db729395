/**
 * Everything about filtering and exploring that the first picture does without; loaded as one (see queries.ts). The desk
 * comes by way of it: asked for apart, each would bring what both are made of.
 */

export { filterGraph } from "@/lib/graph/filter";
export { countKinds } from "@/lib/graph/filter-counts";
export { answerAsCondition } from "@/lib/view/answer";
export { explore, isExplored, revealIn } from "@/lib/view/explore";
export { exploredScene } from "@/lib/view/explored-scene";
export { filterPart } from "@/lib/view/parts";
export { shownAtAnyTime } from "@/lib/view/standing";
export { FilterChips } from "./filter/filter-chips";
export { EmptyResult } from "./filter/filter-empty";
export { FilterPanel } from "./filter/filter-panel";
export { Why } from "./filter/filter-why";
export { foundBefore, warmUpLayouts, workOut } from "./layout/layouts";

export const loadDesk = () => import("./desk/desk");
