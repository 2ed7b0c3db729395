/**
 * A balancer as small as one can be: in turn to each server that says that it is ready. A request that no server has seen,
 * since the connection was refused, goes to the next one if it may be done twice; whatever else fails is lost, and told.
 */
import { Agent, createServer, get, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Balancer {
  readonly url: string;
  /** Whether each server is sent requests now. */
  ready(): readonly boolean[];
  close(): Promise<void>;
}

const mayBeDoneTwice = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]);
const ofOneConnection = new Set(["connection", "keep-alive", "transfer-encoding"]);

/** @param servers their addresses @param every milliseconds between two questions whether they are ready */
export async function balancer(servers: readonly string[], every = 200): Promise<Balancer> {
  const targets = servers.map((url) => ({ url: new URL(url), isReady: false }));
  const agent = new Agent({ keepAlive: true });
  let next = 0;

  const check = (target: (typeof targets)[number]): Promise<void> =>
    new Promise((resolve) => {
      const told = (isReady: boolean) => {
        target.isReady = isReady;
        resolve();
      };
      const { hostname, port } = target.url;
      const asked = get({ hostname, port, path: "/api/ready", timeout: 3000 }, (response) => {
        response.resume();
        told(response.statusCode === 200);
      });
      // One that says nothing is busy; it would say so if it were not to be asked.
      asked.once("timeout", () => asked.destroy(new Error("silent")));
      asked.once("error", ({ message }) => (message === "silent" ? resolve() : told(false)));
    });
  let isOpen = true;
  const watch = async (target: (typeof targets)[number]) => {
    while (isOpen) {
      await check(target);
      await new Promise((resolve) => setTimeout(resolve, every));
    }
  };
  const watching = targets.map(watch);

  const refuse = (response: ServerResponse, status: number, reason: string) => {
    if (response.headersSent) return void response.destroy();
    response.writeHead(status, { "Content-Type": "text/plain" }).end(reason);
  };
  const pass = (asked: IncomingMessage, response: ServerResponse, tried: number) => {
    const ready = targets.filter(({ isReady }) => isReady);
    const target = ready[next++ % ready.length];
    if (!target) return refuse(response, 503, "no server is ready");
    const { hostname, port } = target.url;
    const headers = { ...asked.headers, "x-forwarded-for": asked.socket.remoteAddress ?? "" };
    const { method = "GET", url: path } = asked;
    const passed = request({ agent, hostname, port, method, path, headers }, (answer) => {
      const kept = Object.entries(answer.headers).filter(([name]) => !ofOneConnection.has(name));
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
      answer.pipe(response);
      answer.once("error", () => response.destroy());
    });
    passed.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") target.isReady = false;
      const isAgain = error.code === "ECONNREFUSED" && mayBeDoneTwice.has(method) && tried < targets.length;
      if (isAgain) pass(asked, response, tried + 1);
      else refuse(response, 502, `${error.code ?? error.message}`);
    });
    asked.pipe(passed);
  };
  const server = createServer((asked, response) => pass(asked, response, 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready: () => targets.map(({ isReady }) => isReady),
    async close() {
      isOpen = false;
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(watching);
    },
  };
}
