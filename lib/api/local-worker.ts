/** Holds a graph of this browser and answers about it, off the main thread: what local-source.ts asks. */
import { keptGraph } from "./local-graphs";
import { serveGraph } from "./local-serving";

/** The graph that is asked about; the port that it is asked at comes along. */
export interface ServeOrder {
  readonly serve: string;
}

interface Scope {
  onmessage: ((event: MessageEvent<ServeOrder>) => void) | null;
}

(self as unknown as Scope).onmessage = ({ data: { serve }, ports: [port] }) => {
  serveGraph(port, async () => (await keptGraph(serve))?.compiled);
};
