/**
 * A question typed in words, in Chinese, English or both, as the view that answers it.
 *
 * No model of language: phrases are recognised from the graph, its ontology and its facets (lexicon.ts), the text is cut
 * into the fewest of them (segment.ts), and what they mean together follows from the kinds that relations can join
 * (meaning.ts). Pure; fast enough for every keystroke.
 */
import { emptyFilter } from "@/lib/graph/filter-value";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { Locale } from "@/lib/graph/schema";
import { conditionText, facetLabel, valueLabel } from "@/lib/i18n/filter-text";
import { filterWords } from "@/lib/i18n/filter-words";
import { ask } from "@/lib/view/question-steps";
import { emptyView, type View } from "@/lib/view/view";
import { grammars } from "./grammars";
import type { Role } from "./items";
import type { Lexicon } from "./lexicon";
import { type Meaning, meaningOf } from "./meaning";
import { type Item, segment } from "./segment";

/** A phrase of the text, and what it became. */
export interface Part {
  /** In the text, end excluded. */
  readonly start: number;
  readonly end: number;
  readonly is: Role["is"];
  /** In the reader's language; empty for what only joins, or says nothing. */
  readonly label: string;
}

export interface Understood {
  /** In the order of the text. */
  readonly parts: readonly Part[];
  /** What is not understood, as it was typed. */
  readonly unknown: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  /** Whether nothing was understood that a view could show. */
  readonly isEmpty: boolean;
  /** The view that answers, in the look of this one; this one itself where nothing was understood. */
  view(view: View): View;
}

export function understand(lexicon: Lexicon, text: string, locale: Locale): Understood {
  const items = segment(lexicon, text);
  const meaning = meaningOf(lexicon, items, text);
  const parts = joined(items.map((item, i) => partOf(lexicon, item, meaning.roles[i], locale)));
  const isEmpty = meaning.roles.every(({ is }) => is === "joint" || is === "noise" || is === "unknown");
  return {
    parts,
    unknown: parts
      .filter(({ is }) => is === "unknown")
      .map(({ start, end }) => ({ start, end, text: text.slice(start, end) })),
    isEmpty,
    view: (view) => (isEmpty ? view : viewOf(view, meaning)),
  };
}

/** Words begin anew, as every question does: steps of before would leave holes in the answer. How things look stays. */
function viewOf({ graph, data, style }: View, { hiddenKinds, filter, question }: Meaning): View {
  const plain: View = { ...emptyView, graph, style, ...(data && { data }) };
  const asked = question ? ask(plain, question) : plain;
  return { ...asked, hiddenKinds: [...hiddenKinds], filter };
}

function partOf({ speech }: Lexicon, { start, end }: Item, role: Role, locale: Locale): Part {
  const { graph, table } = speech;
  const own = { ...speech, locale };
  const part = (label: string): Part => ({ start, end, is: role.is, label });
  switch (role.is) {
    case "entity":
      return part(graph.names[role.entity][locale]);
    case "kind":
      return part(graph.ontology.kinds[role.kind].plural[locale]);
    case "relation":
      return part(readingOf(graph.ontology, role.type, role.direction, locale));
    case "value": {
      const definition = table.get(role.facet)?.definition;
      if (!definition) return part("");
      const w = filterWords[locale];
      const labels = role.values.map((value) => valueLabel(definition, value, own)).join(w.or);
      return part(w.is(facetLabel(definition, own), role.isRefused ? w.not(labels) : labels));
    }
    case "range": {
      const { is: _, ...range } = role;
      const filter = { ...emptyFilter, ranges: [{ ...range, unknown: false }] };
      return part(conditionText({ type: "range", facet: role.facet }, { filter, hiddenKinds: [] }, own));
    }
    case "question":
      return part(grammars[locale].asks[role.as]);
    default:
      return part("");
  }
}

/** Neighbours that are alike and say nothing of their own are one part. */
function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last && last.is === part.is && (part.is === "unknown" || part.is === "noise"))
      all[all.length - 1] = { ...last, end: part.end };
    else all.push(part);
  }
  return all;
}
