/**
 * The server: Next's request handler behind our own headers.
 *
 * Every answer carries the security headers; the Content-Security-Policy is looked up by path among those
 * that the build collected (csp.mjs). Serving needs a finished build: start.mjs sees to that.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import next from "next";
import { addressOf, headersFor } from "./answer-headers.mjs";
import { aheadFolder, ownFiles, scriptPlaces, scriptSourcesFile } from "./build.mjs";
import { compressedFiles } from "./compressed.mjs";
import { policies } from "./csp.mjs";
import { makeHost } from "./host.mjs";
import { SetupError } from "./install.mjs";
import { keptAnswers } from "./kept-answers.mjs";
import { makeLog } from "./log.mjs";
import { audiences, makeMetrics, mayReadMetrics } from "./metrics.mjs";
import { observed } from "./observed.mjs";
import { originOf } from "./origin.mjs";
import { pageAnswers } from "./page-answers.mjs";
import { builtRouteNames } from "./route-names.mjs";
import { root } from "./run.mjs";
import { savedPageAnswers } from "./saved-page-answers.mjs";
import { selfQuestions } from "./self.mjs";

/** Figures for Prometheus. To whoever may not read them, there is no such route. */
const metricsPath = "/api/metrics";

/** Says of each answer by which build it was given (lib/offline/keeper.ts). */
const releaseHeader = "X-Atlas-Release";

/** Where the app finds what a request comes from, and what it was sent to (app/_server/reader.ts). */
const addressHeader = "x-atlas-address";
const originHeader = "x-atlas-origin";

/**
 * How long things may take when the server is told to stop, in milliseconds: requests that are open, connections, stores.
 * Together with the usual time to drain less than the half minute that those who run servers leave them.
 */
const patience = { requests: 20_000, connections: 2000, stores: 4000 };

/**
 * When it does ahead what nobody waits for yet, in milliseconds: once nothing has been asked for so long, since readers come
 * first, or once it has been serving for so long.
 */
const aheadAfter = { quiet: 3000, serving: 60_000 };

/**
 * Serves the built app until it is closed.
 *
 * @param {{ port: number, host?: string | undefined }} options port 0 takes any free one
 * @returns {Promise<{ port: number, close: (drain: number) => Promise<void> }>} once it answers. `close` takes how long the
 *   server goes on serving, in seconds, after it has begun to say that it is not ready
 * @throws {SetupError} the port is taken or not allowed, or the environment makes no sense
 */
export async function serve({ port, host: hostname }) {
  const policyOf = policies(JSON.parse(await readFile(join(root, scriptSourcesFile), "utf8")));
  const release = (await readFile(join(root, ".next/BUILD_ID"), "utf8")).trim();
  // For pages that are made once they are asked for.
  process.env.ATLAS_BUILD = release;
  const log = makeLog({ requests: chosen("ATLAS_LOG", ["errors", "requests"]) === "requests" });
  const audience = chosen("ATLAS_METRICS", audiences);
  const metrics = makeMetrics({ connections: () => connectionsOf(server) });
  const host = makeHost({ log, metrics });
  const app = next({ dev: false, dir: root, ...(hostname ? { hostname } : {}) });
  const handle = app.getRequestHandler();
  const answerFile = compressedFiles(scriptPlaces, aheadFolder);
  /** Of this very server, as it reaches itself. */
  const origin = () => {
    const { address, family, port: own } = server.address();
    const anywhere = address === "::" || address === "0.0.0.0";
    return `http://${anywhere ? "localhost" : family === "IPv6" ? `[${address}]` : address}:${own}`;
  };
  const self = selfQuestions(origin);
  const answerKept = keptAnswers(self, metrics);
  const answerPage = pageAnswers(self, originOf, metrics);
  const answerSaved = savedPageAnswers(host, metrics);
  const routeOf = await builtRouteNames(root, [...Object.keys(ownFiles), metricsPath]);
  const { see, quiet } = observed({ log, metrics, routeOf, isOwn: self.isOwn });
  /** When anything was asked for last. */
  let asked = performance.now();
  const server = createServer((request, response) => {
    asked = performance.now();
    const path = decodedPath(request.url ?? "/");
    const headers = { ...headersFor(path ?? ""), [releaseHeader]: release };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    request.headers[addressHeader] = addressOf(request);
    request.headers[originHeader] = originOf(request.headers);
    response.setHeader("Content-Security-Policy", policyOf(path ?? ""));
    // The next request of this reader goes to a server that stays.
    if (host.state === "stopping") response.setHeader("Connection", "close");
    see(request, response, path, () => {
      if (path === undefined) {
        response
          .writeHead(400, { "Content-Type": "text/plain; charset=utf-8" })
          .end("The address is malformed.\n");
        return;
      }
      const answer = async () =>
        (await answerFile(request, response, path)) ||
        (await answerKept(request, response)) ||
        (await answerPage(request, response, path)) ||
        (await answerSaved(request, response, path)) ||
        (await answerMetrics(request, response, path)) ||
        handle(request, response);
      answer().catch((error) => {
        host.failed(error);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    });
  });
  /** @type {typeof answerFile} */
  const answerMetrics = async (request, response, path) => {
    if (path !== metricsPath || request.method !== "GET" || !mayReadMetrics(audience, request)) return false;
    const headers = { "Content-Type": metrics.contentType, "Cache-Control": "no-store" };
    response.writeHead(200, headers).end(await metrics.text());
    return true;
  };
  // Longer than clients and proxies keep theirs: a request on a connection that closes just then would be lost.
  server.keepAliveTimeout = 75_000;
  // First, since a request that comes before would fail.
  await app.prepare();
  await listen(server, port, hostname);
  const { version } = await (await self.ask("/api/v1/version")).json();
  metrics.about({ release, data: version ?? "" });
  // What most readers ask for first has been made then, and the code that makes it has been loaded.
  const first = ["/zh", "/en", `/api/v1/graph?version=${version}`, `/api/v1/graph/facets?version=${version}`];
  for (const path of first) await (await fetch(origin() + path)).arrayBuffer();
  host.state = "serving";
  // Whoever needs what is done ahead is told why it cannot be had.
  void ahead(host, () => asked).catch(() => undefined);
  return {
    port: server.address().port,
    async close(drain) {
      host.state = "stopping";
      log.event("stopping", { drain });
      await setTimeout(drain * 1000);
      // Not before: what is kept is asked for by requests to this very server.
      await Promise.race([quiet(), setTimeout(patience.requests, undefined, { ref: false })]);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await Promise.race([closed, setTimeout(patience.connections, undefined, { ref: false })]);
      server.closeAllConnections();
      const left = Promise.all(host.atClose.map((work) => work().catch(host.failed)));
      await Promise.race([left, setTimeout(patience.stores, undefined, { ref: false })]);
      await app.close();
      log.event("stopped");
    },
  };
}

/**
 * Does what can be done ahead when there is time for it.
 *
 * @param {ReturnType<typeof makeHost>} host
 * @param {() => number} asked when anything was asked for last
 * @returns {Promise<void>}
 */
async function ahead(host, asked) {
  const since = performance.now();
  let isTime = false;
  while (!isTime && host.state === "serving") {
    await setTimeout(aheadAfter.quiet, undefined, { ref: false });
    const now = performance.now();
    isTime = now - asked() >= aheadAfter.quiet || now - since >= aheadAfter.serving;
  }
  if (host.state === "serving") await host.prepare?.();
}

/** @param {import("node:http").Server} server @returns {Promise<number>} */
const connectionsOf = (server) =>
  new Promise((resolve) => server.getConnections((error, count) => resolve(error ? 0 : count)));

/**
 * One of the words that a setting may be.
 *
 * @template {string} Word
 * @param {string} name in the environment
 * @param {readonly Word[]} words the first is the usual one
 * @returns {Word}
 * @throws {SetupError}
 */
function chosen(name, words) {
  const given = process.env[name];
  const found = given ? words.find((word) => word === given) : words[0];
  if (found === undefined)
    throw new SetupError(`${name} is "${given}"; it has to be one of: ${words.join(", ")}.`);
  return found;
}

/**
 * @param {string} url of a request
 * @returns {string | undefined} nothing when its percent-encoding is broken
 */
function decodedPath(url) {
  try {
    return decodeURI(url.split("?", 1)[0]);
  } catch {
    return undefined;
  }
}

/**
 * @param {import("node:http").Server} server
 * @param {number} port
 * @param {string | undefined} host
 */
function listen(server, port, host) {
  const reasons = {
    EADDRINUSE: `Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`,
    EACCES: `Port ${port} may not be used by this user. Choose one above 1023: PORT=3000 npm start`,
  };
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const reason = reasons[error.code];
      reject(reason ? new SetupError(reason, { cause: error }) : error);
    });
    server.listen({ port, ...(host ? { host } : {}) }, () => resolve(undefined));
  });
}
