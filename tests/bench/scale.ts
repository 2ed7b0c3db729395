/**
 * Graphs from a thousand to a million entities, each with three relations an entity: how long importing takes and how much
 * memory, and how long fifty readers wait for answers, in memory and on a real PostgreSQL; and how that grows.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@/lib/cli/run.mjs";
import { postgresServer, whyNoServer } from "../durability/postgres-server";
import { judged, ms, type Row, told } from "./figures";

/** What the program of scale-questions.ts prints: times in milliseconds, memory in bytes. */
export interface Told {
  /** Until the first answer. */
  readonly opened: number;
  readonly peak: number;
  readonly answers: readonly Answered[];
}
export interface Answered {
  readonly question: "neighbourhood" | "search" | "facets" | "paths" | "tile";
  readonly asked: number;
  readonly refused: number;
  readonly p50: number;
  readonly p99: number;
}

export const sizes = { "1k": 1000, "10k": 10_000, "100k": 100_000, "1M": 1_000_000 } as const;
export type Size = keyof typeof sizes;

/** What has to be kept at a million, p99 in milliseconds; importing in seconds and bytes. */
const bars = {
  memory: { neighbourhood: 10, search: 50 },
  PostgreSQL: { neighbourhood: 25, search: 50 },
  importing: { seconds: 25 * 60, peak: 4 * 1024 ** 3 },
};
const gigabytes = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(2)} GiB`;
const seconds = (value: number): string => `${value.toFixed(1)} s`;

interface Ran {
  readonly output: string;
  readonly seconds: number;
  /** Most memory that it has had, in bytes. */
  readonly peak: number;
}

/** Has a program say at its end how much memory it has had. */
const tellingPeak = `data:text/javascript,process.on("exit",()=>console.error("peak "+process.resourceUsage().maxRSS))`;

/** @throws {Error} it failed; with what it said last */
async function ran(script: string, args: readonly string[], env: Record<string, string>): Promise<Ran> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--import", tellingPeak, "--max-old-space-size=8192", script, ...args],
    { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let [output, errors] = ["", ""];
  child.stdout.on("data", (part) => {
    output += part;
  });
  child.stderr.on("data", (part) => {
    errors += part;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${script} failed: ${errors.trim().split("\n").slice(-3).join(" ")}`);
  const peak = Number(/peak (\d+)/.exec(errors)?.[1] ?? Number.NaN) * 1024;
  return { output, seconds: (performance.now() - started) / 1000, peak };
}

/** @param upto the largest size that is measured */
export async function measureScale(upto: Size): Promise<Row[]> {
  const wanted = Object.keys(sizes).slice(0, Object.keys(sizes).indexOf(upto) + 1) as Size[];
  const folder = await mkdtemp(join(tmpdir(), "atlas-scale-"));
  const server = whyNoServer ? undefined : await postgresServer();
  const rows: Row[] = [];
  const found = new Map<string, Told>();
  try {
    for (const size of wanted) {
      const file = join(folder, `graph-${size}`);
      await ran("lib/cli/generate.ts", ["--entities", String(sizes[size]), "--out", file], {});
      const url = await server?.make(`scale_${size.toLowerCase()}`);
      const homes = {
        memory: { ATLAS_DATA_DIR: join(folder, `data-${size}`), DATABASE_URL: "" },
        ...(url && { PostgreSQL: { DATABASE_URL: url } }),
      };
      for (const [name, home] of Object.entries(homes)) {
        const where = `${name}, ${size}`;
        const imported = await ran("lib/cli/import.ts", [file, "--name", "scale"], home);
        rows.push(...importRows(where, size, imported));
        const asked = await ran("tests/bench/scale-questions.ts", [], home);
        const answers = JSON.parse(asked.output.trim().split("\n").at(-1) ?? "") as Told;
        found.set(where, answers);
        rows.push(...answerRows(name as keyof typeof homes, size, answers));
      }
      await rm(file, { recursive: true });
    }
  } finally {
    await server?.remove();
    await rm(folder, { recursive: true, force: true });
  }
  return [
    ...rows,
    ...growthRows("memory", wanted, found),
    ...(server ? growthRows("PostgreSQL", wanted, found) : [told("PostgreSQL", whyNoServer ?? "")]),
  ];
}

function importRows(where: string, size: Size, { seconds: taken, peak, output }: Ran): Row[] {
  const steps = [...output.matchAll(/^import: (.+) took (.+ s)$/gm)].map(
    ([, step, time]) => `${step} ${time}`,
  );
  const notes = steps.length > 0 ? [`import, ${where}: ${steps.join(", ")}`] : [];
  if (size !== "1M")
    return [{ ...told(`import, ${where}`, `${seconds(taken)}, at most ${gigabytes(peak)}`), notes }];
  return [
    { ...judged(`import, ${where}`, taken, { below: bars.importing.seconds }, seconds), notes },
    judged(`import, ${where}, memory`, peak, { below: bars.importing.peak }, gigabytes),
  ];
}

function answerRows(name: "memory" | "PostgreSQL", size: Size, { opened, peak, answers }: Told): Row[] {
  return [
    told(`opened, ${name}, ${size}`, `${ms(opened)}, at most ${gigabytes(peak)} until all was answered`),
    ...answers.map(({ question, p50, p99, asked, refused }) => {
      const metric = `${question}, ${name}, ${size}, p99 of 50 readers`;
      const note = `p50 ${ms(p50)}, of ${asked}${refused > 0 ? `, ${refused} of them refused` : ""}`;
      const bar = size === "1M" && question in bars[name];
      return bar
        ? judged(metric, p99, { below: bars[name][question as "search"] }, ms, note)
        : told(metric, `${ms(p99)} (${note})`);
    }),
  ];
}

/**
 * By how much p50 grows with each tenfold: by the same each time, it grows as the logarithm of the size; an exponent of 0 is no
 * growth, of 1 in proportion.
 */
function growthRows(name: string, wanted: readonly Size[], found: ReadonlyMap<string, Told>): Row[] {
  const [first, last] = [wanted[0], wanted[wanted.length - 1]];
  if (first === last) return [];
  const of = (size: Size) => found.get(`${name}, ${size}`)?.answers ?? [];
  return of(first).map(({ question }) => {
    const medians = wanted.map(
      (size) => of(size).find((one) => one.question === question)?.p50 ?? Number.NaN,
    );
    const [before, after] = [medians[0], medians[medians.length - 1]];
    const decades = Math.log10(sizes[last] / sizes[first]);
    const steps = medians.slice(1).map((median, i) => ms(median - medians[i]));
    return told(
      `${question}, ${name}, growth from ${first} to ${last}`,
      `${ms((after - before) / decades)} for each tenfold (${steps.join(", ")}); size to the power of ${(Math.log10(after / before) / decades).toFixed(2)}`,
    );
  });
}
