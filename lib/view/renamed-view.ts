/**
 * Views from before an entity was given another id. Every text of a view that is an old id, as a whole, becomes the new one,
 * wherever it stands: an entity may be named as one that is selected, as a condition, as a value of a facet, as a group. What
 * people have written stays as it is.
 */
import type { EntityId } from "@/lib/graph/schema";
import type { View } from "./view";

/** Fields that hold what people have written. */
const written = ["text", "name"];

/** The view with the ids of today; the very same where it names none of the old ones. */
export function withNewIds(view: View, renamed: Readonly<Record<EntityId, EntityId>>): View {
  return replaced(view, renamed) as View;
}

function replaced(value: unknown, renamed: Readonly<Record<EntityId, EntityId>>): unknown {
  if (typeof value === "string") return Object.hasOwn(renamed, value) ? renamed[value] : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => replaced(item, renamed));
    if (items.every((item, i) => item === value[i])) return value;
    // The new id may have stood beside the old one.
    return items.filter((item, i) => typeof item !== "string" || items.indexOf(item) === i);
  }
  const entries = Object.entries(value);
  const changed = entries.map(([key, item]): [string, unknown] => [
    key,
    written.includes(key) ? item : replaced(item, renamed),
  ]);
  return changed.every(([, item], i) => item === entries[i][1]) ? value : Object.fromEntries(changed);
}
