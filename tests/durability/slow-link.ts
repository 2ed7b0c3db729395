/** A way to another server through which all that comes back takes longer. */

import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

export interface SlowLink {
  readonly port: number;
  /** Milliseconds by which answers are late from now on. */
  delay: number;
  close(): Promise<void>;
}

/** @param port on this machine */
export async function slowLink(port: number): Promise<SlowLink> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.once("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
      socket.on("error", () => socket.destroy());
    }
    near.on("data", (part) => far.write(part));
    // In the order in which it came, whatever the delay was then.
    let due = 0;
    far.on("data", (part) => {
      due = Math.max(due, performance.now() + link.delay);
      setTimeout(() => !near.destroyed && near.write(part), due - performance.now());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const link: SlowLink = {
    port: (server.address() as AddressInfo).port,
    delay: 0,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return link;
}
