/** The pure pieces behind the commands: what is missing, where a browser is, what a report says, one at a time. */

import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserPlaces } from "@/lib/cli/browser.mjs";
import { oneAtATime } from "@/lib/cli/develop.mjs";
import { checkNode, missingPackages, SetupError } from "@/lib/cli/install.mjs";
import { locked } from "@/lib/cli/lock.mjs";
import { run, runInBackground } from "@/lib/cli/run.mjs";
import { budgetAt, budgets, settle, sum, tallyPlaywright, tallyVitest } from "@/lib/cli/stages.mjs";

describe("the version of Node", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("%s is new enough", (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });
  it.each(["18.20.8", "20.9.0", "20.18.3"])("%s is too old", (version) => {
    expect(() => checkNode(version)).toThrow(SetupError);
  });
});

describe("missing packages", () => {
  const wanted = {
    packages: {
      "": { version: "0.1.0" },
      "node_modules/a": { version: "1.0.0" },
      "node_modules/native": { version: "2.0.0", optional: true },
    },
  };
  it.each([
    ["nothing is installed", undefined, ["node_modules/a"]],
    ["all is there", { "node_modules/a": { version: "1.0.0" } }, []],
    ["a version differs", { "node_modules/a": { version: "1.0.1" } }, ["node_modules/a"]],
    [
      "an optional one is of another version",
      { "node_modules/a": { version: "1.0.0" }, "node_modules/native": { version: "1.9.0" } },
      ["node_modules/native"],
    ],
  ])("when %s", (_case, packages, missing) => {
    expect(missingPackages(wanted, packages && { packages })).toEqual(missing);
  });
});

describe("places of a browser", () => {
  it("on Linux are on the path, Chromium before others", () => {
    const places = browserPlaces("linux", { PATH: ["/usr/bin", "", "/snap/bin"].join(delimiter) });
    expect(places.slice(0, 3)).toEqual([
      "/usr/bin/chromium-headless-shell",
      "/snap/bin/chromium-headless-shell",
      "/usr/bin/chromium",
    ]);
    expect(places).toContain("/snap/bin/microsoft-edge");
    const asReaders = browserPlaces("linux", { PATH: "/usr/bin" }, true);
    expect([asReaders[0], asReaders.at(-1)]).toEqual([
      "/usr/bin/chromium",
      "/usr/bin/chromium-headless-shell",
    ]);
  });
  it("on Windows are in the folders of programs, of which some may be unknown", () => {
    expect(browserPlaces("win32", { PROGRAMFILES: "C:/Programs" })).toEqual([
      "C:/Programs/Google/Chrome/Application/chrome.exe",
      "C:/Programs/Microsoft/Edge/Application/msedge.exe",
    ]);
  });
  it("are known on a Mac, and empty without a path", () => {
    expect(browserPlaces("darwin", {})[0]).toContain("Google Chrome.app");
    expect(browserPlaces("linux", {})).toEqual([]);
  });
});

describe("the stages of the tests", () => {
  it("take at most fifteen minutes together", () => {
    const names = Object.keys(budgets) as (keyof typeof budgets)[];
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: names.length }),
        (shares) => {
          // However much of it each stage takes.
          const ended = names.reduce((elapsed, name, i) => elapsed + shares[i] * budgetAt(name, elapsed), 0);
          expect(ended).toBeLessThanOrEqual(15 * 60);
          for (const name of names) expect(budgetAt(name, ended)).toBeLessThanOrEqual(budgets[name]);
        },
      ),
    );
    expect(budgetAt("e2e", 0)).toBe(budgets.e2e);
    expect(budgetAt("e2e", 880)).toBe(10);
  });

  it("count a test file that cannot be loaded as a failure", () => {
    const testResults = [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{}, {}] },
      { status: "passed", assertionResults: [{}] },
    ];
    expect(tallyVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({
      passed: 2,
      failed: 2,
    });
  });

  it("count what went wrong outside of a browser test as a failure", () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1 };
    expect(tallyPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3 });
  });

  it.each([
    [undefined, false, { passed: 0, failed: 1 }],
    [undefined, true, { passed: 0, failed: 1 }],
    [{ passed: 3, failed: 0 }, false, { passed: 3, failed: 1 }],
    [{ passed: 3, failed: 2 }, false, { passed: 3, failed: 2 }],
    [{ passed: 3, failed: 0 }, true, { passed: 3, failed: 0 }],
  ])("never turn a red runner green: %j, ended well: %j", (reported, ok, tally) => {
    expect(settle(reported, ok)).toEqual(tally);
  });

  it("add up", () => {
    expect(
      sum([
        { passed: 1, failed: 2 },
        { passed: 30, failed: 4 },
      ]),
    ).toEqual({ passed: 31, failed: 6 });
  });
});

describe("a program that is run", () => {
  it("gives its exit code and all that it wrote", async () => {
    const script = "console.log('out'); console.error('err'); process.exitCode = 3";
    expect(await run([process.execPath, "-e", script], { quiet: true })).toEqual({
      code: 3,
      output: expect.stringMatching(/out|err/),
      overBudget: false,
    });
  });

  it("is ended with all that it started when it goes over its budget", async () => {
    // The inner program holds the output open: the run could not end if it lived on.
    const inner = "setInterval(() => {}, 1000)";
    const script = `require("child_process").spawn(process.execPath, ["-e", "${inner}"], { stdio: "inherit" }); ${inner}`;
    expect(await run([process.execPath, "-e", script], { quiet: true, budget: 0.7 })).toMatchObject({
      code: 128,
      overBudget: true,
    });
  });

  it("is told apart from one that is not there", async () => {
    expect(await run(["no-such-program"], { quiet: true })).toMatchObject({
      code: 127,
      output: expect.stringContaining("ENOENT"),
    });
  });

  it("in the background is waited for until it is ready, and stopped", async () => {
    const script = "console.log('at port 42'); setInterval(() => {}, 1000)";
    const program = await runInBackground([process.execPath, "-e", script], {
      env: {},
      ready: /port (\d+)/,
      budget: 10,
    });
    expect(program.said).toBe("42");
    await program.stop();
  });

  it("in the background is given up when it ends before it is ready", async () => {
    const program = await runInBackground([process.execPath, "-e", "console.log('no')"], {
      env: {},
      ready: /port/,
      budget: 10,
    });
    expect(program.said).toBeUndefined();
    expect(program.output()).toBe("no\n");
  });
});

describe("a lock", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "lock-"));
    path = join(folder, "deep/lock");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("lets one in at a time, and says that it waits", async () => {
    const events: string[] = [];
    let entered = () => {};
    const isIn = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const work = (name: string) => async () => {
      events.push(`${name} in`);
      entered();
      await wait(100);
      events.push(`${name} out`);
    };
    await Promise.all([
      locked(path, work("a")),
      isIn.then(() => locked(path, work("b"), () => events.push("b waits"))),
    ]);
    expect(events).toEqual(["a in", "b waits", "a out", "b in", "b out"]);
  });

  it("is released when the work fails", async () => {
    await expect(locked(path, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await readdir(join(folder, "deep"))).toEqual([]);
  });

  it("is taken over from a process that is gone", async () => {
    await locked(path, async () => {});
    await writeFile(path, "999999999 x");
    expect(await locked(path, async () => "done")).toBe("done");
  });
});

describe("work done one at a time", () => {
  it("is done once more after changes in the meantime, however many", async () => {
    let runs = 0;
    let inside = 0;
    const again = oneAtATime(async () => {
      runs += 1;
      inside += 1;
      expect(inside).toBe(1);
      await wait(20);
      inside -= 1;
    });
    await Promise.all([again(), again(), again(), again()]);
    expect(runs).toBe(2);
  });
});
