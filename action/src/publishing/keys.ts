import type { Inputs } from "../inputs.ts";
import type { Surroundings } from "../surroundings.ts";
import { shortLivedKey, tokenService } from "./trustedPublishing.ts";
import { hide } from "../secrets.ts";

/** The keys of feeds: variables for the one process that needs them, and the arguments that name those. No key is ever an argument. */
export interface FeedKeys {
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

const keyVariable = "MODULEBUILD_FEED_KEY";
const symbolKeyVariable = "MODULEBUILD_SYMBOL_FEED_KEY";

/**
 * Reads them, and asks for a short-lived one where trusted publishing is wanted.
 * @param isDryRun Whether nothing will be pushed: then no key is asked for.
 * @throws {UsageError} None can be had.
 */
export async function feedKeys(inputs: Inputs, around: Surroundings, isDryRun: boolean): Promise<FeedKeys> {
  const given = secret(inputs.text("api-key"));
  const symbols = secret(inputs.text("symbol-api-key"));
  const service = tokenService(inputs);
  if (service !== undefined && given.length > 0) {
    throw inputs.wrong("api-key", "and 'trusted-publishing-user' are both given; use one of them");
  }

  const key = service === undefined || isDryRun ? given : await shortLivedKey(service, around);
  return {
    args: [...(key.length > 0 ? ["--api-key-env", keyVariable] : []), ...(symbols.length > 0 ? ["--symbol-api-key-env", symbolKeyVariable] : [])],
    variables: { ...(key.length > 0 ? { [keyVariable]: key } : {}), ...(symbols.length > 0 ? { [symbolKeyVariable]: symbols } : {}) },
  };
}

function secret(key: string): string {
  if (key.length > 0) {
    hide(key);
  }

  return key;
}
