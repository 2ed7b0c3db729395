/** Pages under a steady load: so many are asked for each second, whether those before have been answered or not. */
import { Agent, get } from "node:http";
import { type Bar, judged, median, ms, quantile, type Row } from "./figures";

/** Requests a second, seconds that count, and seconds before that do not. */
const load = { rate: 200, seconds: 10, warmUp: 3 };

/**
 * Times in milliseconds from when each request was due until its whole answer was there: a server that falls behind
 * shows in all that wait.
 *
 * @throws {Error} an answer has another status than 200
 */
async function underLoad(urls: readonly string[], rate: number, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const begin = performance.now();
  const ask = (i: number): Promise<number> => {
    const due = begin + (i * 1000) / rate;
    return new Promise((resolve, reject) => {
      const url = urls[i % urls.length] ?? "";
      get(url, { agent, headers: { "Accept-Encoding": "gzip" } }, (response) => {
        response.resume();
        response.once("end", () => {
          if (response.statusCode === 200) resolve(performance.now() - due);
          else reject(new Error(`${url} answered ${response.statusCode}`));
        });
      }).once("error", reject);
    });
  };
  const answers: Promise<number>[] = [];
  while (answers.length < rate * seconds) {
    const dueNow = Math.min(rate * seconds, ((performance.now() - begin) * rate) / 1000);
    while (answers.length < dueNow) answers.push(ask(answers.length));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const times = await Promise.all(answers);
  agent.destroy();
  return times;
}

/** @param ids of entities, the most important first */
export async function measurePages(url: string, ids: readonly string[]): Promise<Row[]> {
  const saved = await save(url);
  const pages: Readonly<Record<string, { urls: readonly string[]; bar: Bar }>> = {
    "static page": { urls: [`${url}/en/about`, `${url}/zh/about`], bar: { below: 50 } },
    "entity page": { urls: ids.slice(0, 200).map((id) => `${url}/zh/entity/${id}`), bar: { below: 50 } },
    "page of a saved view": { urls: [`${url}/v/${saved}`], bar: { below: 90 } },
  };
  const rows: Row[] = [];
  for (const [name, { urls, bar }] of Object.entries(pages)) {
    // Warm: each has been made once.
    for (const one of urls) await (await fetch(one)).arrayBuffer();
    await underLoad(urls, load.rate, load.warmUp);
    const times = await underLoad(urls, load.rate, load.seconds);
    const note = `p50 ${ms(median(times))} of ${times.length}, longest ${ms(Math.max(...times))}`;
    rows.push(judged(`${name} at ${load.rate} a second, p99`, quantile(times, 0.99), bar, ms, note));
  }
  return rows;
}

/** @returns id of a view that has been saved for this */
async function save(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/views`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ title: "bench", view: { version: 1 } }),
  });
  if (response.status !== 201) throw new Error(`saving was answered ${response.status}`);
  return ((await response.json()) as { id: string }).id;
}
