/** What every answer says beside its content, and what a request is told to have come from. */
import { mayBeFramed } from "./csp.mjs";

const fixedHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** Pictures of views, which other sites show beside a link. */
const pictures = /^\/(v\/[^/]+\/preview\.png|api\/v1\/preview)$/;

/**
 * Headers of any answer, with what other sites may do with it.
 *
 * @param {string} path decoded
 */
export const headersFor = (path) => ({
  ...fixedHeaders,
  ...(mayBeFramed(path) ? {} : { "X-Frame-Options": "DENY" }),
  "Cross-Origin-Resource-Policy": mayBeFramed(path) || pictures.test(path) ? "cross-origin" : "same-origin",
});

/**
 * The address of whoever asks. A proxy in front, if it can be trusted (`ATLAS_TRUST_PROXY=1`), has put it last.
 *
 * @param {import("node:http").IncomingMessage} request
 */
export function addressOf({ headers, socket }) {
  const forwarded = process.env.ATLAS_TRUST_PROXY === "1" ? headers["x-forwarded-for"] : undefined;
  return (
    String(forwarded ?? "")
      .split(",")
      .at(-1)
      ?.trim() ||
    (socket.remoteAddress ?? "")
  );
}
