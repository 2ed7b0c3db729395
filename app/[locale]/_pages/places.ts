/** The pages that the navigation leads to, in its order. */
export const places = [
  { place: "domains", path: "domain" },
  { place: "outline", path: "outline" },
  { place: "table", path: "table" },
  { place: "insights", path: "insights" },
  { place: "stories", path: "stories" },
  { place: "changes", path: "changes" },
  { place: "about", path: "about" },
] as const;
export type Place = (typeof places)[number]["place"];

/** Where the frame of a page about another graph leaves room for that graph's places. */
export const graphPlacesId = "graph-places";
