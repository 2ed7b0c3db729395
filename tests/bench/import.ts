/** Bringing a large graph in the browser: from the drop to its picture, and what that costs the page meanwhile. */
import { importWords } from "@/lib/i18n/import-words";
import { seeded } from "../fixtures/random-graph";
import { desktop, type OpenPage, waitUntilQuiet, withPage } from "./browser";
import { judged, ms, type Row, tasksOf, told } from "./figures";
import type { LongTask, Mark } from "./watch";

const size = { entities: 20_000, relations: 60_000 };
const w = importWords.en;

/** Points in time, in milliseconds since navigation. */
interface Times {
  readonly dropped: number;
  /** What was found is shown, and can be opened. */
  readonly found: number;
  /** Opening it was asked for. */
  readonly asked: number;
  readonly opened: number;
  /** Its first picture was on the screen. */
  readonly painted: number;
}

interface Measured extends Times {
  readonly tasks: readonly LongTask[];
}

export async function measureImport(url: string): Promise<Row[]> {
  const { dropped, found, asked, opened, painted, tasks } = await withPage(desktop, (open) =>
    bring(open, `${url}/en`),
  );
  const until = (end: number) =>
    tasks.filter(({ start, duration }) => start + duration > dropped && start < end);
  const longestOf = (some: readonly LongTask[]) => Math.max(0, ...some.map(({ duration }) => duration));
  const [meanwhile, after] = [until(opened), tasks.filter(({ start }) => start >= opened)];
  // How long a reader looks at what was found is the reader's own time.
  const waited = found - dropped + (opened - asked);
  return [
    judged(
      "GraphML of 20,000 entities, from drop to open",
      waited,
      { below: 5000 },
      ms,
      `found after ${ms(found - dropped)}, opened in ${ms(opened - asked)}`,
    ),
    {
      ...judged("longest task of the page meanwhile", longestOf(meanwhile), { most: 50 }, ms),
      notes: tasksOf(meanwhile),
    },
    judged("its first picture after that", painted - opened, { below: 1000 }, ms),
    {
      ...told("longest task from then on", longestOf(after) > 0 ? ms(longestOf(after)) : "none over 50 ms"),
      notes: tasksOf(after),
    },
  ];
}

async function bring(open: OpenPage, url: string): Promise<Measured> {
  const { page } = open;
  await page.goto(url, { waitUntil: "commit" });
  await waitUntilQuiet(open);
  // What takes dropped files comes a little after the map.
  await page.waitForTimeout(1500);
  await page.evaluate(holdFile, largeGraphml());
  // The page is not to pay for what brought the file here.
  await page.waitForTimeout(1000);
  const times = await page.evaluate(dropAndOpen, w.open);
  await waitUntilQuiet(open);
  return { ...times, tasks: await page.evaluate(() => window.atlasBench.longTasks()) };
}

declare global {
  interface Window {
    fileToDrop?: File;
  }
}

function holdFile(text: string): void {
  window.fileToDrop = new File([text], "large.graphml");
}

/** Runs in the page, so that nothing of the way to it is measured. @param open what the button says */
async function dropAndOpen(open: string): Promise<Times> {
  const bench = window.atlasBench;
  const data = new DataTransfer();
  if (window.fileToDrop) data.items.add(window.fileToDrop);
  const seen = async <T>(find: () => T | undefined): Promise<T> => {
    for (;;) {
      const one = find();
      if (one) return one;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const canvas = () => document.querySelector("canvas[data-layer=base]");
  const before = canvas();
  const dropped = performance.now();
  const main = document.querySelector("main");
  for (const type of ["dragenter", "drop"])
    main?.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  const button = await seen(() =>
    [...document.querySelectorAll("dialog button")].find(({ textContent }) => textContent === open),
  );
  const found = performance.now();
  let picture: Mark | undefined;
  bench.baseListeners.add(() => {
    if (canvas() !== before) picture ??= bench.mark(true);
  });
  const asked = performance.now();
  (button as HTMLButtonElement).click();
  await seen(() => location.pathname.includes("/g/my-") || undefined);
  const opened = performance.now();
  const mark = await seen(() => (picture && picture.over > 0 ? picture : undefined));
  return { dropped, found, asked, opened, painted: bench.paintedAt(mark) };
}

/** Of five kinds, with words, numbers and years, mostly tied to what is near; the same each time. */
function largeGraphml(): string {
  const random = seeded(7);
  const below = (n: number) => Math.floor(random() * n);
  const kinds = ["person", "paper", "institute", "topic", "venue"];
  const types = ["wrote", "cites", "works at", "about", "appeared in"];
  const fields = [
    "physics",
    "biology",
    "chemistry",
    "mathematics",
    "economics",
    "law",
    "history",
    "medicine",
  ];
  const nodes = Array.from({ length: size.entities }, (_, i) => {
    const kind = kinds[i % kinds.length];
    return `<node id="n${i}"><data key="k">${kind}</data><data key="l">${kind} number ${i}</data><data key="y">${1950 + (i % 75)}</data><data key="f">${fields[below(fields.length)]}</data><data key="s">${random().toFixed(3)}</data></node>`;
  });
  const edges = Array.from({ length: size.relations }, () => {
    const from = below(size.entities);
    const to =
      random() < 0.8 ? (from + 1 + below(40)) % size.entities : Math.floor(random() * below(size.entities));
    return `<edge source="n${from}" target="n${to}"><data key="t">${types[below(types.length)]}</data></edge>`;
  });
  const key = (id: string, of: string, name: string, type: string) =>
    `<key id="${id}" for="${of}" attr.name="${name}" attr.type="${type}"/>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    key("k", "node", "kind", "string"),
    key("l", "node", "label", "string"),
    key("y", "node", "year", "int"),
    key("f", "node", "field", "string"),
    key("s", "node", "score", "double"),
    key("t", "edge", "type", "string"),
    '<graph edgedefault="directed">',
    ...nodes,
    ...edges,
    "</graph>",
    "</graphml>",
  ].join("\n");
}
