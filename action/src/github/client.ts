import { debug, warning } from "@actions/core";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import Bottleneck from "bottleneck/light.js";
import type { Surroundings } from "../surroundings.ts";

/** GitHub's API for one repository: tries again what may succeed later, and waits as long as GitHub asks. */
export type Client = Octokit & { readonly place: { readonly owner: string; readonly repo: string } };

const Patient = Octokit.plugin(retry, throttling);
const mostRetries = 3;

// GitHub takes 80 writes a minute. Octokit parts any two by a second, and by three where somebody is notified; a promotion has six writes at
// most, and need not take ten seconds for them.
const writesAtOnce = 10;
const moreWritesAfter = 1000;

/** Opens it. */
export function connect(around: Surroundings, token: string): Client {
  const wait = (seconds: number, options: { method: string; url: string }, _: unknown, attempt: number): boolean => {
    warning(`GitHub asks to wait ${seconds} s before ${options.method} ${options.url}.`);
    return attempt < mostRetries;
  };
  const client = new Patient({
    auth: token,
    baseUrl: around.apiUrl,
    userAgent: "modulebuild-action",
    request: { timeout: 30_000 },
    retry: { retries: mostRetries },
    throttle: { onRateLimit: wait, onSecondaryRateLimit: wait, write: writes(), notifications: writes() },
    log: { debug, info: debug, warn: debug, error: debug },
  });
  return Object.assign(client, { place: { owner: around.owner, repo: around.repository } });
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

/** Id of something on GitHub; the API's description lets it be larger than a number holds. */
export type Id = number | bigint;

/** Orders by id: what was made first comes first. */
export function older(one: { readonly id: Id }, other: { readonly id: Id }): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/** All entries of a list, page after page; each once, since entries that come meanwhile shift the pages. */
export async function all<T extends { readonly id: Id }>(page: (number: number) => Promise<{ readonly data: readonly T[] }>, most = 1000): Promise<T[]> {
  const found = new Map<Id, T>();
  for (let number = 1; found.size < most; number++) {
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
