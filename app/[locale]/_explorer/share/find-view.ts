/** What a short link leads to, where the page did not bring it. */
import type { LinkStart } from "@/app/[locale]/_explorer/saved-start";
import { ApiError } from "@/lib/api/source";
import { readView } from "@/lib/api/views-client";

/** Never fails: why there is nothing is part of the answer. */
export async function findView(id: string): Promise<LinkStart> {
  try {
    return { saved: await readView(id) };
  } catch (error) {
    return { problem: error instanceof ApiError && error.status === 404 ? "missing" : "failed", id };
  }
}
