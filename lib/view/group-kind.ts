/** The kind of a closed group: it stands among the kinds of a folded graph and is in no ontology. */
import type { KindDefinition } from "@/lib/graph/ontology";

export const groupKind: { readonly name: string; readonly definition: KindDefinition } = {
  // With a hyphen, which no ontology's kind has; ids of groups begin with it.
  name: "group-of",
  definition: {
    label: { en: "group", zh: "分组" },
    plural: { en: "Groups", zh: "分组" },
    icon: "M4 8h9v9H4ZM8 8V4h12v12h-4M13 13h3",
    shape: "square",
    colour: { light: "#2b3140", dark: "#e2e6ef" },
    facts: {},
  },
};
