/**
 * A line between the browser and the server that a test can cut, and at whose other end it can have another build: its
 * name is put in place of the server's own wherever that says it, so page, worker and answers agree.
 */
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { inlineScriptSources } from "@/lib/cli/csp.mjs";

export interface Line {
  readonly url: string;
  cut(): void;
  join(): void;
  /** From now on another build answers, to which scripts of before are unknown. */
  deploy(build: string): void;
  close(): Promise<void>;
}

/** The framework's own scripts have the build's name in them, and so other hashes. */
const policyFor = (policy: string, body: string): string =>
  body.startsWith("<!DOCTYPE html>")
    ? policy.replace("script-src 'self'", `script-src 'self' ${inlineScriptSources(body).join(" ")}`)
    : policy;

const isText = /^(text|application\/(json|manifest))/;

export async function openLine(target: string): Promise<Line> {
  const { build: own } = (await (await fetch(`${target}/api/v1/version`)).json()) as { build: string };
  let build = own;
  let isCut = false;
  const named = (text: string): string => text.replaceAll(own, build);
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = { ...request.headers, "accept-encoding": "identity" };
    // Another build answers anew.
    if (build !== own) delete (headers as IncomingMessage["headers"])["if-none-match"];
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const passed = ask(target + request.url, { method: request.method ?? "GET", headers }, resolve);
      passed.once("error", reject);
      request.pipe(passed);
    });
    const body = await buffer(answer);
    const sent = isText.test(answer.headers["content-type"] ?? "")
      ? Buffer.from(named(body.toString()))
      : body;
    const { "content-length": _, "transfer-encoding": __, ...rest } = answer.headers;
    response.writeHead(answer.statusCode ?? 500, {
      ...rest,
      "content-security-policy": policyFor(String(rest["content-security-policy"]), sent.toString()),
      "x-atlas-release": named(String(rest["x-atlas-release"])),
      ...(request.method !== "HEAD" && answer.statusCode !== 304 && { "content-length": sent.length }),
    });
    response.end(sent);
  }
  const server = createServer((request, response) => {
    if (isCut) request.socket.destroy();
    else pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      server.closeAllConnections();
    },
    join() {
      isCut = false;
    },
    deploy(other) {
      build = other;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
