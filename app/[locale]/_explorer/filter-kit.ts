/** Everything about filtering that the first picture does without; loaded as one (see queries.ts). */
export { filterGraph } from "@/lib/graph/filter";
export { countKinds } from "@/lib/graph/filter-counts";
export { FilterChips } from "./filter-chips";
export { EmptyResult } from "./filter-empty";
export { FilterPanel } from "./filter-panel";
export { Why } from "./filter-why";
