import { debug, info } from "@actions/core";

/** Where files are kept from one job to another. That it fails is no problem of who uses it: the file then comes from where it came first. */
export interface Shelf {
  /**
   * Puts a file back to where it was when it was kept. What comes is what somebody wrote under the key: it is trusted by its hash, or not at all.
   * @returns Whether there was one.
   */
  restore(file: string, key: string): Promise<boolean>;
  /** Keeps a file. */
  save(file: string, key: string): Promise<void>;
}

/** GitHub's cache. Runners that GitHub hosts keep nothing else; other places have none. What talks to it is loaded only here: it is large. */
export const gitHubCache: Shelf = {
  restore: async (file, key) => attempt(async ({ restoreCache }) => (await restoreCache([file], key)) !== undefined),
  save: async (file, key) => {
    await attempt(async ({ saveCache }) => (await saveCache([file], key)) >= 0);
  },
};

async function attempt(act: (cache: typeof import("@actions/cache")) => Promise<boolean>): Promise<boolean> {
  try {
    const cache = await import("@actions/cache");
    if (cache.isFeatureAvailable()) {
      return await act(cache);
    }

    debug("There is no cache service.");
  } catch (problem) {
    info(`GitHub's cache is not used: ${problem instanceof Error ? problem.message : String(problem)}`);
  }

  return false;
}
