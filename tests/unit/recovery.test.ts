/** What failed because a server is away is asked for anew once that answers, and not before. */
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isWorthAnother, recoveryOf } from "@/app/[locale]/_explorer/recovery";
import type { ProblemCode } from "@/lib/api/problem";
import { ApiError, errorOf, mayPass } from "@/lib/api/source";

const away = new ApiError(503, "away", undefined, { retryAfter: 5 });
const isPage = { visibilityState: "visible" };

let isAway: boolean;
let looks: number[];
let queries: QueryClient;
let stop: () => void;
let recovery: ReturnType<typeof recoveryOf>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  const page = new EventTarget();
  vi.stubGlobal("document", Object.assign(page, isPage));
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  isAway = true;
  looks = [];
  queries = new QueryClient({ defaultOptions: { queries: { retry: isWorthAnother } } });
  recovery = recoveryOf(queries, async () => {
    looks.push(Date.now());
    if (isAway) throw away;
  });
  stop = recovery.follow();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A question that is on the page. @returns how often it has been asked */
function question(name: string, answer: () => Promise<unknown>) {
  const queryFn = vi.fn(answer);
  const observer = new QueryObserver(queries, { queryKey: [name], queryFn });
  return { asked: queryFn, observer, leave: observer.subscribe(() => undefined) };
}
const fromServer = async () => {
  if (isAway) throw away;
  return "there";
};

describe("while the server is away", () => {
  it("also does again what lacked a script of the page", async () => {
    const missing = Object.assign(new Error("Failed to load chunk"), { name: "ChunkLoadError" });
    const { observer } = question("a", async () => {
      if (isAway) throw missing;
      return "there";
    });
    await vi.advanceTimersByTimeAsync(3000);
    expect(observer.getCurrentResult().error).toBe(missing);
    isAway = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(observer.getCurrentResult().data).toBe("there");
  });

  it("asks one small question, with growing pauses", async () => {
    const [first, second] = [question("a", fromServer), question("b", fromServer)];
    await vi.advanceTimersByTimeAsync(60_000);
    const gaps = looks.map((at, i) => at - (looks[i - 1] ?? at));
    expect(gaps.slice(0, 5)).toEqual([0, 4000, 8000, 15_000, 15_000]);
    expect(first.asked).toHaveBeenCalledTimes(1);
    expect(second.asked).toHaveBeenCalledTimes(1);
  });

  it("asks nothing once nobody wants to know any more, or looks", async () => {
    const { leave } = question("a", fromServer);
    await vi.advanceTimersByTimeAsync(1000);
    leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toHaveLength(0);
    question("b", fromServer);
    Object.assign(document, { visibilityState: "hidden" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toHaveLength(0);
    Object.assign(document, { visibilityState: "visible" });
    document.dispatchEvent(new Event("visibilitychange"));
    expect(looks).toHaveLength(1);
  });
});

describe("once the server is back", () => {
  it("asks for all that failed, once, and then for nothing", async () => {
    const { asked, observer } = question("a", fromServer);
    const again = vi.fn(() => withdraw());
    const withdraw = recovery.whenBack(again);
    await vi.advanceTimersByTimeAsync(3000);
    isAway = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(observer.getCurrentResult().data).toBe("there");
    expect(asked).toHaveBeenCalledTimes(2);
    expect(again).toHaveBeenCalledTimes(1);
    const before = looks.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toHaveLength(before);
  });

  it("leaves alone what is refused for good", async () => {
    const { asked } = question("a", async () => {
      throw problem(404, "unknown-version");
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(looks).toHaveLength(0);
  });
});

it("what may pass is told from what will not", () => {
  const passing = [
    new ApiError(0, "no network"),
    away,
    problem(429, "too-many-requests"),
    new ApiError(502, ""),
  ];
  const lasting = [
    problem(400, "bad-parameter"),
    problem(413, "too-large"),
    problem(500, "damaged"),
    new Error(),
  ];
  expect(passing.map(mayPass)).toEqual([true, true, true, true]);
  expect(lasting.map(mayPass)).toEqual([false, false, false, false]);
  // A connection that broke just then is tried once more at once; a server that says when is not.
  expect([isWorthAnother(0, passing[0]), isWorthAnother(1, passing[0]), isWorthAnother(0, away)]).toEqual([
    true,
    false,
    false,
  ]);
});

const problem = (status: number, code: ProblemCode): ApiError =>
  new ApiError(status, "", { type: "about:blank", title: "", status, code, detail: "" });

describe("what an answer that is none says", () => {
  it("passes where a balancer says that no server is there, in whatever form", async () => {
    const said = await errorOf(new Response("no server is ready", { status: 502 }));
    expect(said.problem).toBeUndefined();
    expect(mayPass(said)).toBe(true);
  });

  it("is the server's own problem where it is one", async () => {
    const problem = { type: "about:blank", title: "No", status: 503, code: "damaged", detail: "Broken." };
    const said = await errorOf(new Response(JSON.stringify(problem), { status: 503 }));
    expect(said).toMatchObject({ message: "Broken.", problem: { code: "damaged" } });
    expect(mayPass(said)).toBe(false);
  });
});
