import type { Octokit } from "@octokit/core";

// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit

/** Seconds to wait at least where GitHub does not say how long; doubled each time. */
const leastWait = 60;

/** Seconds that one run waits in all: what GitHub does not show by then, the next run shows. */
const longestWait = 300;

/** A request that GitHub refused. */
export interface Refusal {
  readonly status: number;
  message: string;
  readonly response?: { readonly headers: Record<string, string | number | undefined>; readonly data?: unknown };
}

/** What a run may wait for limits. */
export function limits(most = longestWait): { take(seconds: number): boolean } {
  let left = most;
  return {
    take: seconds => {
      const isEnough = seconds <= left;
      left -= isEnough ? seconds : 0;
      return isEnough;
    },
  };
}

/**
 * Names every limit as Octokit's throttling knows it. That takes a secondary limit from the words of the answer alone, and GitHub does not
 * always use these.
 */
export function translateLimits(octokit: Octokit): object {
  let inARow = 0;
  octokit.hook.after("request", () => {
    inARow = 0;
  });
  octokit.hook.error("request", problem => {
    const refusal = problem as unknown as Refusal;
    const seconds = waitOf(refusal, leastWait * 2 ** inARow, Date.now());
    if (seconds !== undefined) {
      inARow++;
      refusal.response!.headers["retry-after"] = String(seconds);
      refusal.message = `Secondary rate limit: ${refusal.message}`;
    }

    throw problem;
  });
  return {};
}

/**
 * How long GitHub asks to wait: `retry-after`, else until `x-ratelimit-reset`, else so many seconds.
 * @returns Undefined where it is no limit: a 403 is mostly a permission that is missing.
 */
export function waitOf(refusal: Refusal, otherwise: number, now: number): number | undefined {
  const headers = refusal.response?.headers;
  if (headers === undefined || (refusal.status !== 403 && refusal.status !== 429)) {
    return undefined;
  }

  const after = headers["retry-after"];
  if (after !== undefined) {
    return secondsOf(String(after), now) ?? otherwise;
  }

  if (String(headers["x-ratelimit-remaining"]) === "0") {
    const reset = Number(headers["x-ratelimit-reset"]);
    return Number.isFinite(reset) && reset > 0 ? Math.max(1, Math.ceil(reset - now / 1000) + 1) : otherwise;
  }

  return refusal.status === 429 || /\brate limit|\babuse\b/i.test(refusal.message) ? otherwise : undefined;
}

/** Whether a request was refused for a limit, and not for a permission that is missing. */
export function isLimit(problem: unknown): boolean {
  return typeof problem === "object" && problem !== null && waitOf(problem as Refusal, 1, 0) !== undefined;
}

// HTTP allows seconds and dates.
function secondsOf(text: string, now: number): number | undefined {
  if (/^\d{1,6}$/.test(text)) {
    return Math.max(1, Number(text));
  }

  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(1, Math.ceil((date - now) / 1000));
}
