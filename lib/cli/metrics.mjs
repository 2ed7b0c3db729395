/**
 * Figures about this server in the text format of Prometheus, at `/api/metrics`.
 *
 * The rule not to break: a label has one of few values, known in advance or by the code, never what a reader has sent.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Upper bounds in seconds. */
const ofRequests = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const ofStores = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** @param {{ connections: () => Promise<number> }} server how many are open */
export function makeMetrics({ connections }) {
  const registers = [new Registry()];
  const [registry] = registers;
  // Memory, processor, event loop.
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "atlas_http_requests_total",
    help: "Requests that have been answered; status 499 stands for readers who did not wait.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const seconds = new Histogram({
    name: "atlas_http_request_seconds",
    help: "From the head of a request until its answer was sent.",
    labelNames: ["route"],
    buckets: ofRequests,
    registers,
  });
  const faults = new Counter({
    name: "atlas_errors_total",
    help: "Faults of the server and of what it stands on, by the name of the error.",
    labelNames: ["name"],
    registers,
  });
  const stores = new Histogram({
    name: "atlas_store_seconds",
    help: "How long the stores took to answer.",
    labelNames: ["store", "method"],
    buckets: ofStores,
    registers,
  });
  const storeFaults = new Counter({
    name: "atlas_store_errors_total",
    help: "Questions that a store could not answer.",
    labelNames: ["store", "method"],
    registers,
  });
  const kept = new Counter({
    name: "atlas_kept_answers_total",
    help: "Answers of a kind that is kept in memory, by whether it was there.",
    labelNames: ["kind", "found"],
    registers,
  });
  new Gauge({
    name: "atlas_open_connections",
    help: "Connections that are open.",
    registers,
    async collect() {
      this.set(await connections());
    },
  });
  const build = new Gauge({
    name: "atlas_build_info",
    help: "Always 1; says which build answers, and with which version of the data.",
    labelNames: ["release", "data"],
    registers,
  });
  return {
    contentType: registry.contentType,
    /** @param {{ release: string, data: string }} versions of the build, and of the atlas that it serves */
    about: (versions) => build.set(versions, 1),
    /** @returns {Promise<string>} all figures as they are now */
    text: () => registry.metrics(),
    /** @param {{ method: string, route: string, status: number, ms: number }} answered */
    request({ method, route, status, ms }) {
      requests.inc({ method: methods.has(method) ? method : "other", route, status });
      seconds.observe({ route }, ms / 1000);
    },
    /** @param {unknown} error */
    error(error) {
      faults.inc({ name: error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : "Error" });
    },
    /** @param {string} store @param {string} method @param {number} ms @param {boolean} isFault */
    store(store, method, ms, isFault) {
      stores.observe({ store, method }, ms / 1000);
      if (isFault) storeFaults.inc({ store, method });
    },
    /** @param {"graph" | "page" | "saved view"} kind @param {boolean} found */
    kept: (kind, found) => kept.inc({ kind, found: found ? "yes" : "no" }),
  };
}

/** @typedef {ReturnType<typeof makeMetrics>} Metrics */

/** Who may read them (`ATLAS_METRICS`). */
export const audiences = /** @type {const} */ (["local", "public", "off"]);
/** What says that a request was passed on by another server. */
const forwarding = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/**
 * Whether whoever asks may read the figures: by default only from this very machine, and not through a proxy on it.
 *
 * @param {typeof audiences[number]} audience
 * @param {Pick<import("node:http").IncomingMessage, "headers"> & { socket: { remoteAddress?: string | undefined } }} request
 */
export function mayReadMetrics(audience, { headers, socket }) {
  if (audience !== "local") return audience === "public";
  const isNear = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i.test(socket.remoteAddress ?? "");
  return isNear && !forwarding.some((name) => headers[name] !== undefined);
}
