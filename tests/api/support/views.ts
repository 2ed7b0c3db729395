/** Saves and changes views, as any program would. */
import { expect } from "vitest";
import { type CreatedView, createdViewAnswer, type NewView } from "@/lib/api/views-contract";
import { get } from "./ask";

/** What a request that writes may differ in. */
export interface Writing {
  readonly key?: string | undefined;
  readonly type?: string;
  /** The address that it seems to come from, for servers that trust a proxy; each has writes of its own. */
  readonly from?: string;
}

let asked = 0;

/** @param body sent as JSON, unless it is a text or bytes already */
export function write(
  method: "POST" | "PATCH" | "DELETE",
  path: string,
  body: unknown,
  { key, type = "application/json", from }: Writing = {},
): Promise<Response> {
  const address = from ?? `10.${process.pid % 256}.${Math.floor(asked / 20)}.1`;
  if (from === undefined) asked++;
  return get(path, {
    method,
    headers: {
      "X-Forwarded-For": address,
      ...(body !== undefined && { "Content-Type": type }),
      ...(key !== undefined && { Authorization: `Bearer ${key}` }),
    },
    ...(body !== undefined && {
      body:
        typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
    }),
  });
}

/** A view that has just been saved. */
export async function saved(view: Partial<NewView> = {}): Promise<CreatedView> {
  const response = await write("POST", "/api/v1/views", { title: "A view", view: { version: 1 }, ...view });
  expect(response.status).toBe(201);
  const answer: unknown = await response.json();
  const created = createdViewAnswer.parse(answer);
  expect(created).toEqual(answer);
  return created;
}
