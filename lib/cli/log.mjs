/**
 * What the server says while it serves: a line of JSON for each event, or one for the eye where a terminal is attached.
 *
 * The rule not to break: nothing of it says who asks or what for. A request is told by its route, never by its path or
 * parameters; addresses, agents and bodies do not come here at all.
 */
import { AsyncLocalStorage } from "node:async_hooks";

/** How long a fault that is told again is told without its stack, in milliseconds, and how many are remembered. */
const stackAgain = 60_000;
const mostFaults = 100;

/** @typedef {{ id: string, route: string }} Told what is told of the request at hand */
/** @typedef {{ method: string, status: number, ms: number, bytes: number }} Answered */

/**
 * @param {object} options
 * @param {boolean} options.requests whether each request has a line; errors always have one
 * @param {Pick<NodeJS.WriteStream, "write" | "isTTY">} [options.out] requests
 * @param {Pick<NodeJS.WriteStream, "write" | "isTTY">} [options.err] errors
 * @param {() => number} [options.now] milliseconds since 1970
 */
export function makeLog({ requests, out = process.stdout, err = process.stderr, now = Date.now }) {
  /** @type {AsyncLocalStorage<Told>} */
  const scope = new AsyncLocalStorage();
  /** @type {Map<string, number>} */
  const told = new Map();
  const time = () => new Date(now()).toISOString();
  /** @param {typeof out} stream @param {object} line @param {() => string} text */
  const write = (stream, line, text) =>
    void stream.write(
      `${stream.isTTY ? `${time().slice(11, 19)} ${text()}` : JSON.stringify({ time: time(), ...line })}\n`,
    );

  return {
    /**
     * Does something for a request: errors that are told meanwhile are told to be of it.
     *
     * @template Result
     * @param {Told} of
     * @param {() => Result} work
     */
    during: (of, work) => scope.run(of, work),

    /** @param {Told} of @param {Answered} answered */
    request(of, answered) {
      if (!requests) return;
      write(out, { level: "info", event: "request", ...of, ...answered }, () => {
        const { method, status, ms, bytes } = answered;
        return `${method} ${of.route} ${status} ${ms} ms ${bytes} B ${of.id}`;
      });
    },

    /** A fault of ours, or of what we stand on. @param {unknown} error */
    error(error) {
      const fault = error instanceof Error ? error : new Error(String(error));
      const { name, message, stack } = fault;
      const key = `${name}: ${message}`;
      const isNew = now() - (told.get(key) ?? Number.NEGATIVE_INFINITY) >= stackAgain;
      if (isNew) {
        told.delete(key);
        told.set(key, now());
        for (const oldest of [...told.keys()].slice(0, -mostFaults)) told.delete(oldest);
      }
      const cause = causeOf(fault);
      const line = {
        level: "error",
        event: "error",
        ...scope.getStore(),
        name,
        message,
        ...(cause && { cause }),
        ...(isNew && { stack }),
      };
      write(err, line, () => `${isNew ? stack : key}${cause ? `\n  because of ${cause}` : ""}`);
    },

    /** What happens to the server itself. @param {string} event @param {object} [more] */
    event(event, more = {}) {
      write(out, { level: "info", event, ...more }, () => [event, ...Object.values(more)].join(" "));
    },
  };
}

/** @typedef {ReturnType<typeof makeLog>} Log */

/** @param {Error} error */
function causeOf({ cause }) {
  if (!(cause instanceof Error)) return undefined;
  const { code } = /** @type {{ code?: unknown }} */ (cause);
  return `${cause.name}: ${cause.message}${typeof code === "string" ? ` (${code})` : ""}`;
}
