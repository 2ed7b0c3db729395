/**
 * The server: Next's request handler behind our own headers.
 *
 * Every answer carries the security headers; the Content-Security-Policy is looked up by path among those
 * that the build collected (csp.mjs). Serving needs a finished build: start.mjs sees to that.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import next from "next";
import { firstPictureFile, scriptSourcesFile } from "./build.mjs";
import { compressedFiles } from "./compressed.mjs";
import { mayBeFramed, policies } from "./csp.mjs";
import { makeHost } from "./host.mjs";
import { SetupError } from "./install.mjs";
import { keptAnswers } from "./kept-answers.mjs";
import { offlineScriptFile, workerFile } from "./offline-bundles.mjs";
import { originOf } from "./origin.mjs";
import { pageAnswers } from "./page-answers.mjs";
import { root } from "./run.mjs";
import { savedPageAnswers } from "./saved-page-answers.mjs";
import { selfQuestions } from "./self.mjs";

/** Fetched apart by lib/canvas/cytoscape.ts, which says why. */
const cytoscapeFile = "node_modules/cytoscape/dist/cytoscape.min.js";

/** Says of each answer by which build it was given (lib/offline/keeper.ts). */
const releaseHeader = "X-Atlas-Release";

/** How long open requests may take to end when the server is told to stop, in milliseconds. */
const patience = 3000;

const fixedHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** Pictures of views, which other sites show beside a link. */
const pictures = /^\/(v\/[^/]+\/preview\.png|api\/v1\/preview)$/;

/**
 * What other sites may do with an answer.
 *
 * @param {string} path decoded
 */
const sharing = (path) => ({
  ...(mayBeFramed(path) ? {} : { "X-Frame-Options": "DENY" }),
  "Cross-Origin-Resource-Policy": mayBeFramed(path) || pictures.test(path) ? "cross-origin" : "same-origin",
});

/** Where the app finds what a request comes from, and what it was sent to (app/_server/reader.ts). */
const addressHeader = "x-atlas-address";
const originHeader = "x-atlas-origin";

/**
 * The address of whoever asks. A proxy in front, if it can be trusted (`ATLAS_TRUST_PROXY=1`), has put it last.
 *
 * @param {import("node:http").IncomingMessage} request
 */
function addressOf({ headers, socket }) {
  const forwarded = process.env.ATLAS_TRUST_PROXY === "1" ? headers["x-forwarded-for"] : undefined;
  return (
    String(forwarded ?? "")
      .split(",")
      .at(-1)
      ?.trim() ||
    (socket.remoteAddress ?? "")
  );
}

/**
 * Serves the built app until it is closed.
 *
 * @param {{ port: number, host?: string | undefined }} options port 0 takes any free one
 * @returns {Promise<{ port: number, close: () => Promise<void> }>} once it answers
 * @throws {SetupError} the port is taken or not allowed
 */
export async function serve({ port, host }) {
  const policyOf = policies(JSON.parse(await readFile(join(root, scriptSourcesFile), "utf8")));
  const release = (await readFile(join(root, ".next/BUILD_ID"), "utf8")).trim();
  // For pages that are made once they are asked for.
  process.env.ATLAS_BUILD = release;
  const app = next({ dev: false, dir: root, ...(host ? { hostname: host } : {}) });
  const handle = app.getRequestHandler();
  const answerFile = compressedFiles([
    { prefix: "/cytoscape.js", folder: join(root, cytoscapeFile), forever: false },
    { prefix: "/first-picture.js", folder: join(root, firstPictureFile), forever: false },
    { prefix: "/sw.js", folder: join(root, workerFile), forever: false },
    { prefix: "/offline.js", folder: join(root, offlineScriptFile), forever: false },
    { prefix: "/_next/static/", folder: join(root, ".next/static"), forever: true },
  ]);
  /** Of this very server, as it reaches itself. */
  const origin = () => {
    const { address, family, port: own } = server.address();
    const anywhere = address === "::" || address === "0.0.0.0";
    return `http://${anywhere ? "localhost" : family === "IPv6" ? `[${address}]` : address}:${own}`;
  };
  const self = selfQuestions(origin);
  const answerKept = keptAnswers(self);
  const answerPage = pageAnswers(self, originOf);
  const answerSaved = savedPageAnswers(makeHost());
  const server = createServer((request, response) => {
    const path = decodedPath(request.url ?? "/");
    const headers = { ...fixedHeaders, ...sharing(path ?? ""), [releaseHeader]: release };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    request.headers[addressHeader] = addressOf(request);
    request.headers[originHeader] = originOf(request.headers);
    response.setHeader("Content-Security-Policy", policyOf(path ?? ""));
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
      handle(request, response);
    answer().catch((error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  // Longer than clients and proxies keep theirs: a request on a connection that closes just then would be lost.
  server.keepAliveTimeout = 75_000;
  // First, since a request that comes before would fail.
  await app.prepare();
  await listen(server, port, host);
  return {
    port: server.address().port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => app.close().then(resolve, resolve));
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), patience).unref();
      }),
  };
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
