/** Pages that are read, below their language: each is checked by pages.spec.ts. */
export const pages: readonly string[] = ["about", "views", "offline"];
