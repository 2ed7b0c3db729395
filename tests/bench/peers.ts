/**
 * The atlas drawn by other renderers beside our explorer, in the same run and by the same hands.
 *
 * What is compared: the first picture, from the moment the graph's JSON has been parsed until the first frame
 * with all entities was on the screen, in a page that has drawn nothing before. Everyone decodes the graph in
 * that time, with the same code. A library has then only to draw, our explorer also renders its page; so its
 * canvas without the page is told too. Of ours it is the first frame whose map stays as it is (watch.ts).
 *
 * Frames are counted as in the measurement of our own, from one that drew to the next: whoever moves a picture
 * instead of drawing it anew has drawn.
 *
 * What is not alike is printed with the goals; force-graph is measured without names as well, since they are
 * most of what its first picture costs.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "@/lib/cli/run.mjs";
import { desktop, type OpenPage, waitUntilQuiet, withPage } from "./browser";
import { type Bar, judged, median, ms, quantile, type Row, spread, told } from "./figures";
import { emptyPoint, type Movement, pan, zoom } from "./hands";
import type { PeerName } from "./peer-page";

/** What is drawn with: the whole explorer, or one of the renderers of peer-page.ts. */
type Subject = "our explorer" | PeerName;

/** Ours first: the others are compared with it. */
const subjects: readonly Subject[] = [
  "our explorer",
  "our canvas",
  "cytoscape",
  "sigma",
  "force-graph",
  "force-graph without names",
];
/** How often each draws its first picture. They take turns, so that other work on the machine falls on all. */
const rounds = 5;
/** How long a picture is left alone before hands are on it, in milliseconds. */
const pause = 1000;

/** What has been measured of a subject. */
interface Figures {
  /** Milliseconds from the parsed graph to the picture, and to the last name where it was seen. */
  readonly pictures: number[];
  readonly names: number[];
  panned?: Movement;
  zoomed?: Movement;
  /** Why it could not be measured. */
  error?: string;
}

/** @param url of the explorer's server, without a path */
export async function measurePeers(url: string): Promise<Row[]> {
  const figures = new Map<Subject, Figures>(subjects.map((name) => [name, { pictures: [], names: [] }]));
  const server = await servePage(await (await fetch(`${url}/api/v1/graph`)).text());
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const [name, its] of figures) {
        if (its.error !== undefined) continue;
        const address = name === "our explorer" ? `${url}/zh` : server.url;
        await withPage(desktop, (open) => measureOnce(open, name, address, its, round === rounds)).catch(
          (cause: unknown) => {
            its.error = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
          },
        );
      }
    }
  } finally {
    server.close();
  }
  return [...goals(figures), ...[...figures].flatMap(([name, its]) => rowsOf(name, its, figures))];
}

/** Draws the atlas once. @param move whether hands are put on it then */
async function measureOnce(
  open: OpenPage,
  name: Subject,
  url: string,
  its: Figures,
  move: boolean,
): Promise<void> {
  const { page } = open;
  if (name === "our explorer") {
    const { picture, named } = await drawExplorer(open, url);
    its.pictures.push(picture);
    if (!Number.isNaN(named)) its.names.push(named);
  } else {
    await page.goto(url);
    its.pictures.push(await page.evaluate((renderer) => window.drawPeer(renderer), name));
  }
  if (!move || name === "our canvas") return;
  await page.waitForTimeout(pause);
  const { width, height } = desktop.context.viewport ?? { width: 0, height: 0 };
  const middle = { x: Math.round(width * 0.55), y: Math.round(height * 0.5) };
  // On our map a press on a mark may take hold of it.
  const point = name === "our explorer" ? await emptyPoint(page) : middle;
  its.panned = await pan(open, point);
  its.zoomed = await zoom(open, point, 10, 16);
}

/**
 * Opens the explorer.
 *
 * @returns milliseconds from its graph being parsed to the picture, and to its last name, NaN where that was not seen
 * @throws {Error} no picture was seen
 */
async function drawExplorer(open: OpenPage, url: string): Promise<{ picture: number; named: number }> {
  const { page } = open;
  await page.addInitScript(() => {
    const { json } = Response.prototype;
    Response.prototype.json = async function () {
      const value: unknown = await json.call(this);
      if (this.url.includes("/api/v1/graph")) performance.mark("parsed");
      return value;
    };
  });
  await page.goto(url, { waitUntil: "commit" });
  await waitUntilQuiet(open);
  const taken = await page.evaluate(() => {
    const parsed = performance.getEntriesByName("parsed")[0]?.startTime ?? Number.NaN;
    const { painted, named } = window.atlasBench.picture();
    return { picture: painted - parsed, named: named - parsed };
  });
  if (Number.isNaN(taken.picture)) throw new Error("none of the first drawings is the picture that stays");
  return taken;
}

/** Serves the page of the other renderers, with the graph and the explorer's colours, on a free port of this machine. */
async function servePage(graph: string): Promise<{ url: string; close(): void }> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["tests/bench/peer-page.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    write: false,
    logLevel: "silent",
  });
  const tokens = await readFile(join(root, "app/styles/tokens.css"), "utf8");
  const style = `${tokens} body { margin: 0; } #peer { position: absolute; inset: 0; overflow: hidden; }`;
  const head = `<meta charset="utf-8"><title>Peers</title><link rel="icon" href="data:,"><style>${style}</style>`;
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    "/": [
      "text/html",
      `<!doctype html>${head}<body><div id="peer"></div><script src="/peer-page.js"></script>`,
    ],
    "/peer-page.js": ["text/javascript", outputFiles[0]?.text ?? ""],
    "/graph.json": ["application/json", graph],
  };
  const server = createServer(({ url = "" }, response) => {
    const [type, text] = files[new URL(url, "http://localhost").pathname] ?? [];
    if (type === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "Content-Type": `${type}; charset=utf-8` }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Frames a second while hands were on it. */
const rateOf = ({ intervals }: Movement): number =>
  (1000 * intervals.length) / intervals.reduce((sum, interval) => sum + interval, 0);

const times = (value: number): string => `${Number(value.toPrecision(2))} times`;

/** What a reader of the figures has to know. */
const unlike =
  "the same graph, but not the same picture: the others always draw all relations, and all names over one " +
  "another (Sigma those that fit); ours draws from afar the strongest relations and the names that fit";

/** The two goals, against force-graph. */
function goals(figures: ReadonlyMap<Subject, Figures>): Row[] {
  const [ours, theirs] = [figures.get("our explorer"), figures.get("force-graph")];
  const first = (ours && theirs && median(ours.pictures) / median(theirs.pictures)) ?? Number.NaN;
  const panning = ours?.panned && theirs?.panned ? rateOf(ours.panned) / rateOf(theirs.panned) : Number.NaN;
  return [
    { ...goal("data to picture, ours to force-graph's", first, { most: 0.5 }), notes: [unlike] },
    goal("frames a second while panning, ours to force-graph's", panning, { least: 2 }),
  ];
}

/** A goal, or that it was not measured. */
const goal = (metric: string, value: number, bar: Bar): Row =>
  Number.isNaN(value) ? told(metric, "not measured") : judged(metric, value, bar, times);

/** All that is told of one subject, compared with ours. */
function rowsOf(name: Subject, its: Figures, figures: ReadonlyMap<Subject, Figures>): Row[] {
  const ours = figures.get("our explorer");
  const compared = (value: number, own: number | undefined) =>
    its === ours || !own ? "" : `; ${times(value / own)} ours`;
  const rows: Row[] = [];
  if (its.pictures.length > 0) {
    const picture = median(its.pictures);
    const ratio = compared(picture, ours && median(ours.pictures));
    rows.push(told(`${name}: data to picture, median`, `${ms(picture)} (${spread(its.pictures)})${ratio}`));
  }
  if (its.names.length > 0) rows.push(told(`${name}: data to all names, median`, ms(median(its.names))));
  for (const [what, moved, own] of [
    ["panning", its.panned, ours?.panned],
    ["zooming", its.zoomed, ours?.zoomed],
  ] as const) {
    if (!moved) continue;
    const [middle, late] = [median(moved.intervals), quantile(moved.intervals, 0.95)];
    const rate = rateOf(moved);
    const ratio = compared(rate, own && rateOf(own));
    rows.push(
      told(
        `${name}: frames while ${what}, median · p95`,
        `${ms(middle)} · ${ms(late)} (${rate.toFixed(0)} a second${ratio})`,
      ),
    );
  }
  if (its.error !== undefined) rows.push(told(name, `could not be measured: ${its.error}`));
  return rows;
}
