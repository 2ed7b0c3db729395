/**
 * The stages of `npm test`: how long each may take, and how a runner's report becomes two numbers.
 *
 * Pure, so that it is tested itself; test.mjs runs the stages.
 */

/** What a stage may take at most, in seconds. */
export const budgets = {
  packages: 80,
  browser: 60,
  lint: 30,
  types: 40,
  data: 30,
  build: 75,
  start: 15,
  unit: 260,
  api: 120,
  e2e: 640,
};

/** What all stages may take together, in seconds: fifteen minutes on two cores, less what it takes to stop. */
export const wholeBudget = 890;

/**
 * What a stage may take that begins so many seconds after the first: not every stage needs all that it may take.
 *
 * @param {keyof typeof budgets} name
 * @param {number} elapsed
 */
export const budgetAt = (name, elapsed) =>
  Math.max(1, Math.floor(Math.min(budgets[name], wholeBudget - elapsed)));

/** @typedef {{ passed: number, failed: number }} Tally */

/** @param {boolean} ok of a stage that is one check */
export const oneCheck = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

/**
 * What a runner did. A runner that failed without saying how counts as one failure.
 *
 * @param {Tally | undefined} reported nothing when there is no report
 * @param {boolean} ok whether the runner ended well
 * @returns {Tally}
 */
export function settle(reported, ok) {
  const { passed, failed } = reported ?? { passed: 0, failed: 1 };
  return { passed, failed: ok ? failed : Math.max(failed, 1) };
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} report
 *   of vitest; a file that could not be loaded has failed without a test, and counts as one
 * @returns {Tally}
 */
export const tallyVitest = ({ numPassedTests, numFailedTests, testResults }) => ({
  passed: numPassedTests,
  failed:
    numFailedTests +
    testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length,
});

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} report of Playwright;
 *   its errors stand outside of tests
 * @returns {Tally}
 */
export const tallyPlaywright = ({ stats, errors }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + errors.length,
});

/** @param {readonly Tally[]} tallies */
export const sum = (tallies) => ({
  passed: tallies.reduce((all, { passed }) => all + passed, 0),
  failed: tallies.reduce((all, { failed }) => all + failed, 0),
});
