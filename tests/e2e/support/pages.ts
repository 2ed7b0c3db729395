/** Pages that are read, below their language: each is checked by pages.spec.ts. */
export const pages: readonly string[] = [
  "about",
  "changes",
  "domain",
  "domain/healthcare",
  "entity/model/llama",
  "entity/risk/hallucination",
  "insights",
  "outline",
  "outline/1.2",
  "outline/4.3",
  "stories",
  "stories/llama-family",
  "views",
];
