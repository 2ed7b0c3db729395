/** A store whose answers are timed for the figures of the server (lib/cli/metrics.mjs). */
import { host } from "./host";
import { isFault } from "./respond";

/**
 * The same store; calls that it makes of its own methods do not count.
 *
 * @param name of the store in the figures
 */
export function timed<Store extends object>(name: string, store: Store): Store {
  const server = host();
  if (!server) return store;
  const wrapped = new Map<PropertyKey, unknown>();
  const wrap = (method: string, work: (...given: unknown[]) => unknown) =>
    async function timedCall(...given: unknown[]) {
      const start = performance.now();
      const tell = (failed: boolean) => server.stored(name, method, performance.now() - start, failed);
      try {
        const answer = await work.apply(store, given);
        tell(false);
        return answer;
      } catch (error) {
        tell(isFault(error));
        throw error;
      }
    };
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function" || typeof key !== "string") return value;
      const known = wrapped.get(key) ?? wrap(key, value as (...given: unknown[]) => unknown);
      wrapped.set(key, known);
      return known;
    },
  });
}
