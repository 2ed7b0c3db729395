import { isEmptyFilter } from "@/lib/graph/filter-value";
import type { View } from "@/lib/view/view";

/** Whether a view cannot be drawn without its filter being worked out. */
export const needsFilter = ({ filter }: Pick<View, "filter">): boolean =>
  !isEmptyFilter(filter) || filter.shown.length > 0;
