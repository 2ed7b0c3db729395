/**
 * Scheme, host and port for addresses that are given away: `ATLAS_PUBLIC_URL`, else those that the request was sent
 * to. Which scheme that was, only a proxy in front knows (`ATLAS_TRUST_PROXY=1`).
 *
 * @param {import("node:http").IncomingHttpHeaders} headers
 * @returns {string} such as "https://atlas.example"
 */
export function originOf(headers) {
  const configured = process.env.ATLAS_PUBLIC_URL;
  if (configured && URL.canParse(configured)) return new URL(configured).origin;
  const host = headers.host ?? "";
  const isTrusted = process.env.ATLAS_TRUST_PROXY === "1";
  const scheme = isTrusted && headers["x-forwarded-proto"] === "https" ? "https" : "http";
  const isHost = /^([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/i.test(host);
  const address = `${scheme}://${isHost ? host : "localhost"}`;
  return URL.canParse(address) ? new URL(address).origin : `${scheme}://localhost`;
}
