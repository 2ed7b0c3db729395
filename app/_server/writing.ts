/** What every request that writes has to pass: the limit of its address, the edit key, and the body's form and size. */
import { ProblemError } from "@/lib/api/problem";
import { rateLimit, writesPerMinute } from "@/lib/api/rate-limit";
import { viewLimits } from "@/lib/view/view-limits";
import { addressOf } from "./reader";

const limit = rateLimit(writesPerMinute(process.env.ATLAS_WRITES_PER_MINUTE));

/** @throws {ProblemError} the address has written too much of late */
export function allowWrite(request: Request): void {
  const seconds = limit.take(addressOf(request), performance.now());
  if (seconds === 0) return;
  const detail = `Too much has been written from this address; try again in ${seconds} s.`;
  throw new ProblemError("too-many-requests", detail, { retryAfter: seconds });
}

/** The edit key that a request brings. @throws {ProblemError} it brings none, or what cannot be one */
export function editKeyOf(request: Request): string {
  const authorization = request.headers.get("Authorization") ?? "";
  const key = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  if (key === undefined)
    throw new ProblemError("missing-key", "The edit key is needed: `Authorization: Bearer <key>`.");
  if (!/^[\w-]{1,100}$/.test(key)) throw new ProblemError("wrong-key", "This is no edit key.");
  return key;
}

/**
 * The body of a request, which has to be JSON in UTF-8; reading ends where it is too long.
 *
 * @throws {ProblemError}
 */
export async function bodyOf(request: Request): Promise<string> {
  const type = (request.headers.get("Content-Type") ?? "").split(";")[0].trim().toLowerCase();
  if (type !== "application/json")
    throw new ProblemError("unsupported-media-type", "The body has to be application/json.");
  const tooLarge = () => new ProblemError("too-large", `The body may have ${viewLimits.body} bytes at most.`);
  if (Number(request.headers.get("Content-Length") ?? 0) > viewLimits.body) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.length;
    if (length > viewLimits.body) {
      // What is still on its way is not waited for.
      reader?.cancel().catch(() => undefined);
      throw tooLarge();
    }
    chunks.push(part.value);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new ProblemError("bad-body", "The body is not UTF-8.");
  }
}
