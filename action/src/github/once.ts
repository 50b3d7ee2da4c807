import { setTimeout as pause } from "node:timers/promises";
import { isUnanswered } from "./client.ts";

const attempts = 3;

// What was made shows in lists a moment later.
const firstPause = 250;

/**
 * Makes something that GitHub has no idempotency key for. A request whose answer did not come may have been carried out: so it is looked up
 * before it is sent again, and Octokit must not send it again by itself (`request: sentOnce`).
 * @param find Looks it up.
 * @param create Makes it.
 */
export async function once<T>(find: () => Promise<T | undefined>, create: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const found = await find();
    if (found !== undefined) {
      return found;
    }

    try {
      return await create();
    } catch (problem) {
      if (!isUnanswered(problem) || attempt === attempts) {
        throw problem;
      }

      await pause(firstPause * attempt ** 2);
    }
  }
}

/** For requests that make something: they are sent once. */
export const sentOnce = { retries: 0 } as const;
