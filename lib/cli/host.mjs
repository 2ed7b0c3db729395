/**
 * What the server and the app in it have of each other: one process, but bundled apart (app/_server/host.ts, which says
 * what each part is for).
 *
 * @param {{ log: import("./log.mjs").Log, metrics: import("./metrics.mjs").Metrics }} parts
 * @returns {import("@/app/_server/host").Host} to be made before the app is loaded
 */
export function makeHost({ log, metrics }) {
  /** @type {import("@/app/_server/host").Host} */
  const host = {
    state: "starting",
    atClose: [],
    stored: metrics.store,
    failed(error) {
      metrics.error(error);
      log.error(error);
    },
  };
  /** @type {{ atlasHost?: import("@/app/_server/host").Host }} */
  const shared = globalThis;
  shared.atlasHost = host;
  return host;
}
