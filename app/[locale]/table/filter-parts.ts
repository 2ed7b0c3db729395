/** What filters a table, and what tells of it; fetched as one when somebody filters. */
export { FilterChips } from "@/app/[locale]/_explorer/filter/filter-chips";
export { EmptyResult } from "@/app/[locale]/_explorer/filter/filter-empty";
export { FilterPanel } from "@/app/[locale]/_explorer/filter/filter-panel";
export { AddressProblems } from "./address-problems";
