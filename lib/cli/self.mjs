/**
 * Questions that the server puts to the app behind it, over the same port as everybody else: what is answered is kept
 * and sent to many. Such a question is known by a secret of this process, so nobody else can ask it.
 */
import { randomUUID } from "node:crypto";

const header = "x-atlas-self";

/**
 * @param {() => string} origin of this server, once it listens
 */
export function selfQuestions(origin) {
  const secret = randomUUID();
  return {
    /**
     * @param {string} url path and parameters
     * @param {RequestInit} [init] without headers
     */
    ask: (url, init = {}) =>
      fetch(origin() + url, { ...init, headers: { [header]: secret, "Accept-Encoding": "identity" } }),
    /** Whether a request is such a question: the app itself has to answer it. @param {import("node:http").IncomingMessage} request */
    isOwn: ({ headers }) => headers[header] === secret,
  };
}

/** @typedef {ReturnType<typeof selfQuestions>} Self */
