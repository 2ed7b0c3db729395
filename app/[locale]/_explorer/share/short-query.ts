"use client";

/** The parameters of a view, packed into one where they are long. */
import { useEffect, useState } from "react";
import { packFrom, packQuery } from "@/lib/view/packed-view";

/**
 * @param query as `formatView` prints it
 * @returns undefined while it is being packed; null where it is too large for any address
 */
export function useShortQuery(query: string): string | null | undefined {
  const [packed, setPacked] = useState<{ of: string; as: string | null }>();
  const isShort = query.length <= packFrom;
  useEffect(() => {
    if (isShort) return;
    let isOld = false;
    const take = (as: string | null) => {
      if (!isOld) setPacked({ of: query, as });
    };
    packQuery(query).then(
      (z) => take(`z=${z}`),
      () => take(null),
    );
    return () => {
      isOld = true;
    };
  }, [query, isShort]);
  if (isShort) return query;
  return packed?.of === query ? packed.as : undefined;
}
