/** Saved views over HTTP. Comes with the schemas of answers, so it is loaded when it is needed. */
import type * as z from "zod/mini";
import { ApiError, errorOf, request } from "./source";
import {
  type CreatedView,
  createdViewAnswer,
  type NewView,
  type SavedView,
  savedViewSchema,
  type ViewChange,
  type ViewChanges,
  viewChangesAnswer,
} from "./views-contract";

const root = "/api/v1/views";

/** Saves a view. @throws {ApiError} */
export const createView = (body: NewView): Promise<CreatedView> =>
  send(root, createdViewAnswer, { method: "POST", body });

/** @throws {ApiError} */
export const readView = (id: string): Promise<SavedView> => send(`${root}/${id}`, savedViewSchema);

/** Changes a view by its edit key. @throws {ApiError} */
export const changeView = (id: string, editKey: string, body: ViewChange): Promise<SavedView> =>
  send(`${root}/${id}`, savedViewSchema, { method: "PATCH", body, editKey });

/** Deletes a view by its edit key; one that is gone already is as good as deleted. @throws {ApiError} */
export async function deleteView(id: string, editKey: string): Promise<void> {
  const response = await request(`${root}/${id}`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${editKey}` },
  });
  if (!response.ok && response.status !== 404) throw await errorOf(response);
}

/** What a frozen view would show otherwise if it were made today. @throws {ApiError} */
export const readChanges = (id: string): Promise<ViewChanges> =>
  send(`${root}/${id}/changes`, viewChangesAnswer);

interface Sending {
  readonly method?: "POST" | "PATCH";
  readonly body?: unknown;
  readonly editKey?: string;
}

async function send<T>(
  path: string,
  schema: z.ZodMiniType<T>,
  { method, body, editKey }: Sending = {},
): Promise<T> {
  const response = await request(path, {
    ...(method && { method, body: JSON.stringify(body) }),
    headers: {
      ...(method && { "Content-Type": "application/json" }),
      ...(editKey !== undefined && { Authorization: `Bearer ${editKey}` }),
    },
    // What is shown here may have been changed from elsewhere a moment ago.
    cache: "no-cache",
  });
  if (!response.ok) throw await errorOf(response);
  const result = schema.safeParse(await response.json().catch(() => undefined));
  if (!result.success)
    throw new ApiError(response.status, `Unexpected answer of ${path}: ${result.error.message}`);
  return result.data;
}
