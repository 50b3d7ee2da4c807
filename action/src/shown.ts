import type { Frame } from "./github/mending.ts";
import type { Inputs } from "./inputs.ts";
import type { Session } from "./session.ts";

// GitHub takes no other, and says so only when the operation has begun.
function addressOf(inputs: Inputs): string | undefined {
  const address = inputs.text("environment-url");
  const protocol = URL.parse(address)?.protocol;
  if (address.length > 0 && protocol !== "https:" && protocol !== "http:") {
    throw inputs.wrong("environment-url", `is '${address}'; write an address, for example 'environment-url: https://shop.example'`);
  }

  return address || undefined;
}

/** What the deployments of an environment have in common, whatever became of their operations. */
export function frameOf({ inputs, around }: Pick<Session, "inputs" | "around">, environment: string): Frame {
  return {
    sha: around.sha,
    isProduction: inputs.flag("production", /^prod/i.test(environment)),
    environmentUrl: addressOf(inputs),
    logUrl: around.runUrl,
  };
}
