/**
 * Lighthouse on every sort of page, with its mobile profile. It is fetched by npx and no dependency: it brings a hundred
 * packages, and nobody needs it but this.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browserArguments, ensureBrowser } from "@/lib/cli/browser.mjs";
import { run } from "@/lib/cli/run.mjs";
import { judged, ms, type Row, score, told } from "./figures";

/** The latest that runs on Node 20. */
const lighthouse = "lighthouse@12.8.2";
const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
/** Pages by what they are; the explorer has bars of its own, and what is read has to be without fault. */
const pages = [
  { name: "explorer", path: "/en", least: 75 },
  { name: "entity", path: "/en/entity/model/llama", least: 95 },
  { name: "domain", path: "/zh/domain/healthcare", least: 95 },
  { name: "outline", path: "/zh/outline", least: 95 },
  { name: "table", path: "/en/table", least: 95 },
  { name: "stories", path: "/en/stories" },
  { name: "story", path: "/zh/stories/{story}", least: 95 },
  { name: "insights", path: "/en/insights" },
  { name: "changes", path: "/en/changes" },
  { name: "about", path: "/zh/about" },
] as const satisfies readonly { name: string; path: string; least?: number }[];

interface Report {
  readonly categories: Readonly<
    Record<
      (typeof categories)[number],
      { readonly score: number | null; readonly auditRefs: readonly { id: string; weight: number }[] }
    >
  >;
  readonly audits: Readonly<Record<string, { score: number | null; title: string; numericValue?: number }>>;
  readonly runtimeError?: { readonly message: string };
}

export async function measureLighthouse(url: string): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-lighthouse-"));
  try {
    const rows: Row[] = [];
    for (const page of pages)
      rows.push(
        ...(await rowsOf(url, folder, page).catch((error: Error) => [
          told(`Lighthouse: ${page.name}`, `could not be measured: ${error.message.split("\n")[0]}`),
        ])),
      );
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Page {
  readonly name: string;
  readonly path: string;
  readonly least?: number;
}

async function rowsOf(url: string, folder: string, { name, path, least }: Page): Promise<Row[]> {
  const address = url + path.replace("{story}", path.includes("{story}") ? await firstStory(url) : "");
  if (!(await fetch(address)).ok) return [told(`Lighthouse: ${name}`, "there is no such page")];
  const file = join(folder, `${name}.json`);
  // On a busy machine a browser does not always come up in time.
  const report = await reportOf(address, file).catch(() => reportOf(address, file));
  const points = (category: (typeof categories)[number]) =>
    (report.categories[category].score ?? Number.NaN) * 100;
  const number = (audit: string) => report.audits[audit]?.numericValue ?? Number.NaN;
  const show = (value: number) => value.toFixed(0);
  const shift = number("cumulative-layout-shift");
  const note = [
    `CLS ${score(shift)}`,
    `LCP ${ms(number("largest-contentful-paint"))}`,
    `TBT ${ms(number("total-blocking-time"))}`,
  ].join(", ");
  const isRead = name !== "explorer";
  const rows: Row[] = [
    least === undefined
      ? told(`Lighthouse: ${name}, performance`, `${show(points("performance"))} (${note})`)
      : judged(`Lighthouse: ${name}, performance`, points("performance"), { least }, show, note),
  ];
  if (!isRead) rows.push(judged(`Lighthouse: ${name}, layout shift`, shift, { below: 0.1 }, score));
  for (const category of categories.slice(1)) {
    const metric = `Lighthouse: ${name}, ${category}`;
    const row = isRead
      ? judged(metric, points(category), { least: 100 }, show)
      : told(metric, show(points(category)));
    rows.push({ ...row, notes: faults(report, category).map((fault) => `${name}, ${category}: ${fault}`) });
  }
  return rows;
}

/** What cost points. */
const faults = ({ categories: all, audits }: Report, category: (typeof categories)[number]): string[] =>
  all[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => audits[id]?.title ?? id);

async function reportOf(address: string, file: string): Promise<Report> {
  const { code, output } = await run(
    [
      "npx",
      "--yes",
      lighthouse,
      address,
      "--quiet",
      "--form-factor=mobile",
      `--only-categories=${categories.join(",")}`,
      "--output=json",
      `--output-path=${file}`,
      `--chrome-flags=${["--headless=new", ...browserArguments()].join(" ")}`,
    ],
    { quiet: true, budget: 180, env: { CHROME_PATH: await ensureBrowser(120, true) } },
  );
  if (code !== 0) throw new Error(`Lighthouse: ${output.trim().split("\n").at(-1)}`);
  const report = JSON.parse(await readFile(file, "utf8")) as Report;
  if (report.runtimeError) throw new Error(report.runtimeError.message);
  return report;
}

/** The slug of a story, whichever there are. */
async function firstStory(url: string): Promise<string> {
  const answer = (await (await fetch(`${url}/api/v1/stories`)).json()) as { stories?: { slug: string }[] };
  return answer.stories?.[0]?.slug ?? "none";
}
