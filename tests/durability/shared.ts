/** Two servers behind a balancer, on one PostgreSQL that each reaches by a way that can be slowed down. */
import { setTimeout as wait } from "node:timers/promises";
import { balancer } from "./balancer";
import { fleet } from "./fleet";
import { type PostgresServer, postgresServer } from "./postgres-server";
import { saveOne } from "./readers";
import { type SlowLink, slowLink } from "./slow-link";

export interface Shared {
  /** Of the balancer. */
  readonly url: string;
  readonly postgres: PostgresServer;
  /** Between the servers and the database. */
  readonly link: SlowLink;
  /** Id of a view that has been saved. */
  readonly saved: string;
  /** Whether each server is sent requests now. */
  ready(): readonly boolean[];
  /** Starts each server anew, one after the other. @returns with what they have ended */
  renew(): Promise<readonly (number | string)[]>;
  remove(): Promise<void>;
}

/** @param drain seconds that a server goes on serving that is told to stop */
export async function sharedServers(drain: number): Promise<Shared> {
  const postgres = await postgresServer();
  const database = new URL(await postgres.make("shared"));
  const link = await slowLink(Number(database.port));
  database.port = String(link.port);
  const { servers, remove } = await fleet(2, database.href, { ATLAS_DRAIN: String(drain) });
  await Promise.all(servers.map((server) => server.start()));
  const front = await balancer(servers.map(({ url }) => url));
  await until(() => front.ready().every(Boolean));
  return {
    url: front.url,
    postgres,
    link,
    saved: await saveOne(front.url),
    ready: front.ready,
    async renew() {
      const ends: (number | string)[] = [];
      for (const [i, server] of servers.entries()) {
        ends.push(await server.stop());
        await server.start();
        await until(() => front.ready()[i] === true);
      }
      return ends;
    },
    async remove() {
      await front.close();
      await remove();
      await link.close();
      await postgres.remove();
    },
  };
}

/** @throws {Error} it does not come to that within half a minute */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 30_000; !(await isSo()); await wait(50))
    if (performance.now() > end) throw new Error("It does not come to that.");
}

/** Waits until views can be saved. */
export const untilSaving = (url: string): Promise<void> =>
  until(() =>
    saveOne(url).then(
      () => true,
      () => false,
    ),
  );
