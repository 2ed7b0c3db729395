/** What the server does: answers one by one over a kept connection, and many at once. */
import { Agent, get } from "node:http";

/**
 * Asks for one address.
 *
 * @returns milliseconds until the whole answer was there
 * @throws {Error} it is no answer with status 200
 */
function ask(agent: Agent, url: string, headers: Record<string, string>): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (response) => {
      response.resume();
      response.once("end", () => {
        if (response.statusCode === 200) resolve(performance.now() - start);
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    });
    request.once("error", reject);
  });
}

/** Requests that do not count: by then the server's code has been compiled for speed. */
const warmUp = 400;

/**
 * Times in milliseconds of requests one after another over one connection, after some that do not count.
 *
 * @param count how many to make, fewer when they take longer than `seconds` together
 */
export async function readOneByOne(
  urls: readonly string[],
  count: number,
  seconds: number,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const askNext = (i: number) => ask(agent, urls[i % urls.length] ?? "", {});
  for (let i = 0; i < warmUp; i++) await askNext(i);
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (times.length < count && performance.now() < end) times.push(await askNext(times.length));
  agent.destroy();
  return times;
}

/** How many requests a second are answered when `connections` ask without pause, as browsers do for gzip. */
export async function readAtOnce(url: string, connections: number, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { "Accept-Encoding": "gzip" };
  const askUntil = async (end: number): Promise<number> => {
    let answered = 0;
    for (; performance.now() < end; answered++) await ask(agent, url, headers);
    return answered;
  };
  const all = async (time: number) => {
    const end = performance.now() + time * 1000;
    const counts = await Promise.all(Array.from({ length: connections }, () => askUntil(end)));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  await all(0.5);
  const answered = await all(seconds);
  agent.destroy();
  return answered / seconds;
}
