/** Turns an answer or an error into HTTP. The only place that knows status codes. */
import { createHash } from "node:crypto";
import { type Problem, type ProblemCode, ProblemError } from "@/lib/api/problem";
import { StoreUnavailableError } from "@/lib/store/open";
import { BadCursorError, BadFilterError, UnknownGraphError, UnknownVersionError } from "@/lib/store/store";

const statuses: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  "unknown-route": [404, "No such route"],
  "method-not-allowed": [405, "Method not allowed"],
  "unknown-parameter": [400, "Unknown parameter"],
  "repeated-parameter": [400, "Repeated parameter"],
  "missing-parameter": [400, "Missing parameter"],
  "bad-parameter": [400, "Parameter out of bounds"],
  "bad-cursor": [400, "Unknown cursor"],
  "unknown-graph": [404, "No such graph"],
  "unknown-version": [404, "No such version"],
  "unknown-entity": [404, "No such entity"],
  unavailable: [503, "Not available"],
  internal: [500, "Internal error"],
};

type Handler<P> = (request: Request, parameters: URLSearchParams, path: P) => Promise<Response> | Response;
type Context<P> = { params: Promise<P> };
type Method<P> = (request: Request, context: Context<P>) => Promise<Response>;

/** HEAD is answered by the framework, with what GET answers. */
const methods = ["GET", "HEAD", "OPTIONS"];

/** The methods of a route that is only read. Whatever its handler throws becomes a problem document. */
export function readOnly<P = object>(
  handler: Handler<P>,
): Record<"GET" | "OPTIONS" | "POST" | "PUT" | "PATCH" | "DELETE", Method<P>> {
  const get: Method<P> = async (request, { params }) => {
    const { pathname, searchParams } = new URL(request.url);
    try {
      return await handler(request, searchParams, await params);
    } catch (error) {
      // Work that was stopped because nobody waits for it any more.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      return problemResponse(problemOf(error), pathname);
    }
  };
  const refuse: Method<P> = async (request) => {
    const detail = `${request.method} is not possible here; this route is only read.`;
    const response = problemResponse(
      new ProblemError("method-not-allowed", detail, { allowed: methods }),
      new URL(request.url).pathname,
    );
    response.headers.set("Allow", methods.join(", "));
    return response;
  };
  // Left to itself, the framework would name every method that is exported, those that are refused too.
  const options: Method<P> = async () =>
    new Response(null, { status: 204, headers: { Allow: methods.join(", ") } });
  return { GET: get, OPTIONS: options, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
}

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof UnknownGraphError) {
    return new ProblemError("unknown-graph", error.message, { parameter: "graph", allowed: error.known });
  }
  if (error instanceof UnknownVersionError) {
    return new ProblemError("unknown-version", error.message, {
      parameter: "version",
      allowed: [error.current],
    });
  }
  if (error instanceof BadCursorError) {
    return new ProblemError("bad-cursor", `${error.message} Start again without one.`, {
      parameter: "cursor",
    });
  }
  if (error instanceof BadFilterError) {
    return new ProblemError("bad-parameter", error.message, { parameter: error.fault.parameter });
  }
  // What went wrong inside is for the log alone.
  console.error(error);
  return error instanceof StoreUnavailableError
    ? new ProblemError("unavailable", "The graph cannot be read at the moment.")
    : new ProblemError("internal", "Something went wrong while answering.");
}

function problemResponse(error: ProblemError, instance: string): Response {
  const [status, title] = statuses[error.code];
  const { parameter, allowed } = error.more;
  const problem: Problem = {
    type: "about:blank",
    title,
    status,
    code: error.code,
    detail: error.message,
    instance: instance.slice(0, 300),
    ...(parameter !== undefined && { parameter }),
    ...(allowed && { allowed: [...allowed] }),
  };
  const headers = { "Content-Type": "application/problem+json", "Cache-Control": "no-store" };
  return new Response(JSON.stringify(problem), { status, headers });
}

/**
 * An answer in JSON that is asked about each time and confirmed by its tag. The tag is made of the answer
 * itself, so that a new form of it is seen although the data are the same. It is a weak one, since the
 * answer may be compressed on its way.
 *
 * @param forever whether this address will always be answered alike, in form and content
 */
export function tagged(request: Request, forever: boolean, body: string | Uint8Array<ArrayBuffer>): Response {
  const tag = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  const headers = {
    ETag: `W/"${tag}"`,
    "Cache-Control": forever ? "public, max-age=31536000, immutable" : "no-cache",
    "Content-Type": "application/json",
  };
  return isKnown(request, tag)
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers });
}

/** Weak comparison (RFC 9110, 13.1.2): a tag is the same with and without its W/. */
function isKnown(request: Request, tag: string): boolean {
  const known = request.headers.get("If-None-Match")?.split(",") ?? [];
  return known.some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === `"${tag}"`);
}
