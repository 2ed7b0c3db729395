/** Sees every request from its head to the end of its answer, for the log and the figures, and counts those that are open. */
import { randomUUID } from "node:crypto";

/** Names the request in our log, in that of a proxy in front, and to whoever asks. */
const idHeader = "X-Request-Id";
/** A name that another server has given is taken if it is one. */
const saneId = /^[\w.:-]{8,128}$/;
/** What is told of a request whose reader was gone before the answer. */
const gone = 499;

/**
 * @param {object} parts
 * @param {import("./log.mjs").Log} parts.log
 * @param {import("./metrics.mjs").Metrics} parts.metrics
 * @param {(path: string) => string} parts.routeOf
 * @param {(request: import("node:http").IncomingMessage) => boolean} parts.isOwn a question of the server to itself is no request
 */
export function observed({ log, metrics, routeOf, isOwn }) {
  let open = 0;
  /** @type {Set<() => void>} */
  const waiting = new Set();
  return {
    /**
     * @param {import("node:http").IncomingMessage} request
     * @param {import("node:http").ServerResponse} response
     * @param {string | undefined} path decoded; nothing where that is not possible
     * @param {() => void} answer
     */
    see(request, response, path, answer) {
      const given = String(request.headers["x-request-id"] ?? "");
      const told = {
        id: saneId.test(given) ? given : randomUUID(),
        route: path === undefined ? "unknown" : routeOf(path),
      };
      response.setHeader(idHeader, told.id);
      if (!isOwn(request)) {
        const [started, sent] = [performance.now(), request.socket.bytesWritten];
        open++;
        response.once("close", () => {
          open--;
          if (open === 0) for (const resolve of waiting) resolve();
          const answered = {
            method: request.method ?? "",
            status: response.writableFinished ? response.statusCode : gone,
            ms: Math.round((performance.now() - started) * 10) / 10,
            bytes: request.socket.bytesWritten - sent,
          };
          metrics.request({ ...answered, ...told });
          log.request(told, answered);
        });
      }
      log.during(told, answer);
    },
    /** @returns {Promise<void>} once no request is open */
    quiet: () =>
      new Promise((resolve) => {
        if (open === 0) resolve();
        else waiting.add(resolve);
      }),
  };
}
