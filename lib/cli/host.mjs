/**
 * What the server and the app in it have of each other: one process, but bundled apart (app/_server/host.ts, which says
 * what each part is for).
 *
 * @returns {import("@/app/_server/host").Host} made before the app is loaded; the same from then on
 */
export function makeHost() {
  /** @type {{ atlasHost?: import("@/app/_server/host").Host }} */
  const shared = globalThis;
  shared.atlasHost ??= {};
  return shared.atlasHost;
}
