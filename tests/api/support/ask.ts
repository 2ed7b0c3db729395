/** Asks the running server, as any program would. */
import { expect } from "vitest";
import type * as z from "zod/mini";
import { type Problem, problemSchema } from "@/lib/api/problem";

export const server = process.env.ATLAS_URL ?? "http://localhost:3000";

export const get = (path: string, init?: RequestInit): Promise<Response> => fetch(server + path, init);

/** An answer that holds what its schema describes and nothing else. */
export async function answerTo<T>(path: string, schema: z.ZodMiniType<T>): Promise<T> {
  const response = await get(path);
  expect(response.status, path).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  const answer: unknown = await response.json();
  const read = schema.parse(answer);
  expect(read).toEqual(answer);
  return read;
}

/** The answer to a request that cannot be answered: by its form and headers a problem document. */
export async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const text = await response.text();
  expect(text).not.toMatch(/node_modules|\.ts\b|\.js\b|\bat \w+ \(|Error:/);
  expect(text.length).toBeLessThan(5000);
  const document: unknown = JSON.parse(text);
  const problem = problemSchema.parse(document);
  expect(problem).toEqual(document);
  expect(problem.status).toBe(response.status);
  return problem;
}
