/** Pages that are read, below their language: each is checked by pages.spec.ts. One of a sort stands for all of it. */
export const pages: readonly string[] = [
  "about",
  "changes",
  "domain",
  "domain/mental-health",
  "entity/model/llama",
  "insights",
  "outline",
  "outline/4.3",
  "stories",
  "stories/llama-family",
  "table",
  "views",
  "offline",
];
