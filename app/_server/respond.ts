/** Turns an answer or an error into HTTP. The only place that knows status codes. */
import { createHash } from "node:crypto";
import { type Problem, type ProblemCode, ProblemError } from "@/lib/api/problem";
import { DamagedGraphError } from "@/lib/store/graph-files";
import { StoreUnavailableError } from "@/lib/store/open";
import { DamagedSnapshotError } from "@/lib/store/snapshots";
import {
  BadCursorError,
  BadFilterError,
  TooLargeError,
  UnknownGraphError,
  UnknownTileError,
  UnknownVersionError,
} from "@/lib/store/store";
import {
  DamagedViewError,
  UnknownViewError,
  ViewChangedError,
  ViewStoreFullError,
  ViewStoreUnavailableError,
  WrongKeyError,
} from "@/lib/store/views/view-store";
import { host } from "./host";

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
  "unknown-tile": [404, "No such tile"],
  "unknown-story": [404, "No such story"],
  "unknown-chart": [404, "No such chart"],
  "unknown-view": [404, "No such saved view"],
  "unknown-view-version": [400, "Unknown version of a view"],
  "bad-body": [400, "The body cannot be read"],
  "too-large": [413, "Too large"],
  "unsupported-media-type": [415, "Not JSON"],
  "missing-key": [401, "Edit key needed"],
  "wrong-key": [403, "Wrong edit key"],
  "too-many-requests": [429, "Too many requests"],
  "not-implemented": [501, "Not implemented"],
  "storage-full": [507, "No room left"],
  damaged: [500, "Damaged"],
  unavailable: [503, "Not available"],
  internal: [500, "Internal error"],
};

type Handler<P> = (request: Request, parameters: URLSearchParams, path: P) => Promise<Response> | Response;
type Context<P> = { params: Promise<P> };
type Method<P> = (request: Request, context: Context<P>) => Promise<Response>;

const methodNames = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type MethodName = (typeof methodNames)[number];

/**
 * The methods of a route; the others are refused. Whatever a handler throws becomes a problem document. HEAD is
 * answered by the framework, with what GET answers.
 */
export function route<P = object>(
  handlers: Readonly<Partial<Record<MethodName, Handler<P>>>>,
): Record<MethodName | "OPTIONS", Method<P>> {
  const possible = methodNames.filter((name) => handlers[name]);
  const allowed = possible.flatMap((name) => (name === "GET" ? ["GET", "HEAD"] : [name])).concat("OPTIONS");
  const method = (name: MethodName): Method<P> => {
    const handler = handlers[name];
    return handler ? answered(handler) : async (request) => refusal(request, allowed);
  };
  return {
    GET: method("GET"),
    POST: method("POST"),
    PUT: method("PUT"),
    PATCH: method("PATCH"),
    DELETE: method("DELETE"),
    // Left to itself, the framework would name every method that is exported, those that are refused too.
    OPTIONS: async () => new Response(null, { status: 204, headers: { Allow: allowed.join(", ") } }),
  };
}

/** The methods of a route that is only read. */
export const readOnly = <P = object>(handler: Handler<P>): ReturnType<typeof route<P>> =>
  route({ GET: handler });

const answered =
  <P>(handler: Handler<P>): Method<P> =>
  async (request, { params }) => {
    const { pathname, searchParams } = new URL(request.url);
    try {
      return await handler(request, searchParams, await params);
    } catch (error) {
      // Work that was stopped because nobody waits for it any more.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      return problemResponse(problemOf(error), pathname);
    }
  };

function refusal(request: Request, allowed: readonly string[]): Response {
  const isRead = !allowed.some((name) => name !== "GET" && name !== "HEAD" && name !== "OPTIONS");
  const detail = isRead
    ? `${request.method} is not possible here; this route is only read.`
    : `${request.method} is not possible here.`;
  const problem = new ProblemError("method-not-allowed", detail, { allowed });
  const response = problemResponse(problem, new URL(request.url).pathname);
  response.headers.set("Allow", allowed.join(", "));
  return response;
}

/** What is told of an error; one that is nobody's fault outside is put into the log. */
export function problemOf(error: unknown): ProblemError {
  const told = askedWrongly(error);
  if (told) return told;
  // What went wrong inside is for the log alone.
  const server = host();
  if (server) server.failed(error);
  else console.error(error);
  return faultOf(error);
}

/** Whether an error is a fault of ours or of what we stand on, and not of what has been asked. */
export const isFault = (error: unknown): boolean =>
  askedWrongly(error) === undefined && !(error instanceof ViewChangedError);

function askedWrongly(error: unknown): ProblemError | undefined {
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
  if (error instanceof UnknownTileError) return new ProblemError("unknown-tile", error.message);
  if (error instanceof TooLargeError) return new ProblemError("too-large", error.message);
  if (error instanceof UnknownViewError)
    return new ProblemError("unknown-view", error.message, { parameter: "id" });
  if (error instanceof WrongKeyError) return new ProblemError("wrong-key", error.message);
  return undefined;
}

function faultOf(error: unknown): ProblemError {
  if (error instanceof StoreUnavailableError)
    return new ProblemError("unavailable", "The graph cannot be read at the moment.", { retryAfter });
  if (error instanceof ViewStoreUnavailableError)
    return new ProblemError("unavailable", "Saved views cannot be reached at the moment.", { retryAfter });
  if (error instanceof ViewStoreFullError)
    return new ProblemError("storage-full", "There is no room left to save anything.");
  if (error instanceof DamagedViewError || error instanceof DamagedSnapshotError)
    return new ProblemError("damaged", "What was saved is damaged and cannot be read.");
  if (error instanceof DamagedGraphError)
    return new ProblemError(
      "damaged",
      "This graph is damaged and cannot be read; it has to be imported again.",
    );
  return new ProblemError("internal", "Something went wrong while answering.");
}

/** Seconds after which what was not available may be. */
const retryAfter = 5;

/** The status of a problem. */
export const statusOf = ({ code }: ProblemError): number => statuses[code][0];

function problemResponse(error: ProblemError, instance: string): Response {
  const [status, title] = statuses[error.code];
  const { parameter, allowed, retryAfter: seconds } = error.more;
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
  const headers = {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    ...(seconds !== undefined && { "Retry-After": String(seconds) }),
    ...(status === 401 && { "WWW-Authenticate": "Bearer" }),
  };
  return new Response(JSON.stringify(problem), { status, headers });
}

/** Leads to another path of ours. */
export const elsewhere = (path: string, how: "for good" | "for now"): Response =>
  new Response(null, {
    status: how === "for good" ? 308 : 307,
    headers: { Location: path, "Cache-Control": "no-cache" },
  });

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

/** Whether whoever asks has what this tag names. Weak comparison (RFC 9110, 13.1.2): a tag is the same with and without its W/. */
export function isKnown(request: Request, tag: string): boolean {
  const known = request.headers.get("If-None-Match")?.split(",") ?? [];
  return known.some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === `"${tag}"`);
}
