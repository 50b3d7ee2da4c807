import { debug, info } from "@actions/core";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import Bottleneck from "bottleneck/light.js";
import { interruption } from "../interruption.ts";
import type { Surroundings } from "../surroundings.ts";
import { limits, translateLimits } from "./limits.ts";

/** GitHub's API for one repository: tries again what may succeed later, and waits as long as GitHub asks. */
export type Client = Octokit & { readonly place: { readonly owner: string; readonly repo: string } };

/** How long something is waited for; tests have shorter seconds. */
export interface Patience {
  /** Milliseconds of a second. */
  readonly second: number;
  /** After how many milliseconds without an answer there is none. */
  readonly timeout: number;
}

const Patient = Octokit.plugin(translateLimits, retry, throttling);
const mostRetries = 3;

// What was refused, or is not there, is so the next time, too. Of 429 the limits know more.
const notAgain = [400, 401, 403, 404, 409, 410, 422, 429, 451];

// GitHub takes 80 writes a minute. Octokit parts any two by a second, and by three where somebody is notified; a promotion has six writes at
// most, and need not take ten seconds for them.
const writesAtOnce = 10;
const moreWritesAfter = 1000;

/** Opens it. */
export function connect(around: Surroundings, token: string, patience: Patience = { second: 1000, timeout: 30_000 }): Client {
  const allowance = limits();
  const wait = (seconds: number, options: { method: string; url: string }, _: unknown, attempt: number): boolean => {
    const waits = attempt < mostRetries && !interruption.isAsked && allowance.take(seconds);
    info(`GitHub asks to wait ${seconds} s before ${options.method} ${options.url}${waits ? "" : "; that is not waited for"}.`);
    return waits;
  };
  const client = new Patient({
    auth: token,
    baseUrl: around.apiUrl,
    userAgent: "modulebuild-action",
    request: { fetch: async (url: string, options: RequestInit) => fetch(url, { ...options, signal: AbortSignal.timeout(patience.timeout + slownessOf(options.body)) }) },
    retry: { retries: mostRetries, doNotRetry: notAgain, retryAfterBaseValue: patience.second },
    throttle: { onRateLimit: wait, onSecondaryRateLimit: wait, retryAfterBaseValue: patience.second, write: writes(), notifications: writes() },
    log: { debug, info: debug, warn: debug, error: debug },
  });
  askLessOfTheSilent(client);
  return Object.assign(client, { place: { owner: around.owner, repo: around.repository } });
}

// A hundred bytes a millisecond is a slow line.
function slownessOf(body: unknown): number {
  return ArrayBuffer.isView(body) ? Math.ceil(body.byteLength / 100) : 0;
}

// One request that is tried for a quarter of a minute in vain is enough: those after it are sent once, until one is answered.
function askLessOfTheSilent(client: Octokit): void {
  let isSilent = false;
  client.hook.wrap("request", async (request, options) => {
    if (isSilent) {
      options.request.retries = 0;
    }

    try {
      const answer = await request(options);
      isSilent = false;
      return answer;
    } catch (problem) {
      isSilent = isUnanswered(problem) && (isSilent || options.request.retries !== 0);
      throw problem;
    }
  });
}

function writes(): Bottleneck.Group {
  return new Bottleneck.Group({
    maxConcurrent: 1,
    reservoir: writesAtOnce,
    reservoirIncreaseAmount: 1,
    reservoirIncreaseInterval: moreWritesAfter,
    reservoirIncreaseMaximum: writesAtOnce,
  });
}

/** The status of a request that failed; 0 where no answer came. */
export function statusOf(problem: unknown): number {
  return typeof problem === "object" && problem !== null && "status" in problem && typeof problem.status === "number" ? problem.status : 0;
}

/** Whether a request may have been carried out, though GitHub did not say so. */
export function isUnanswered(problem: unknown): boolean {
  return statusOf(problem) === 0 || statusOf(problem) >= 500;
}

/** Id of something on GitHub; the API's description lets it be larger than a number holds. */
export type Id = number | bigint;

/** Orders by id: what was made first comes first. */
export function older(one: { readonly id: Id }, other: { readonly id: Id }): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/** All entries of a list, page after page, in no order; each once, since entries that come meanwhile shift the pages. */
export async function all<T extends { readonly id: Id }>(page: (number: number) => Promise<{ readonly data: readonly T[] }>, most = 1000): Promise<T[]> {
  const found = new Map<Id, T>();
  for (let number = 1; number <= Math.ceil(most / pageSize); number++) {
    const { data } = await page(number);
    data.forEach(entry => found.set(entry.id, entry));
    if (data.length < pageSize) {
      break;
    }
  }

  return [...found.values()].slice(0, most);
}

/** Entries of a page: the most that GitHub gives. */
export const pageSize = 100;
