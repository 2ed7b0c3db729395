/**
 * Fetches Cytoscape, as a script of its own and not as part of the page's: a browser reads a whole script on a thread
 * beside the page's, but the modules that a bundler puts into one only when they begin, on the page's own (20 to 110 ms
 * for this one).
 */
import type cytoscape from "cytoscape";

export type Cytoscape = typeof cytoscape;

declare global {
  interface Window {
    cytoscape?: Cytoscape;
  }
}

/** Where the server has it (lib/cli/serve.mjs). */
const path = "/cytoscape.js";

let loading: Promise<Cytoscape> | undefined;

/** The library, fetched once. @throws {Error} it does not come; the next call tries again */
export function loadCytoscape(): Promise<Cytoscape> {
  // While developing, there is no server of ours in front.
  loading ??= process.env.NODE_ENV === "production" ? loadScript() : loadModule();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

const loadModule = async (): Promise<Cytoscape> => (await import("cytoscape")).default;

function loadScript(): Promise<Cytoscape> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = path;
    const fail = () => {
      script.remove();
      reject(new Error(`${path} does not come.`));
    };
    script.addEventListener("error", fail);
    script.addEventListener("load", () => (window.cytoscape ? resolve(window.cytoscape) : fail()));
    document.head.append(script);
  });
}
