/** Names of graphs that only one browser has begin so; no server has one of them. */
export const ownPrefix = "my-";

export const isOwn = (graph: string): boolean => graph.startsWith(ownPrefix);
