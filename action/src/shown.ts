import type { Frame } from "./github/mending.ts";
import type { Session } from "./session.ts";

/** What the deployments of an environment have in common, whatever became of their operations. */
export function frameOf({ inputs, around }: Pick<Session, "inputs" | "around">, environment: string): Frame {
  return {
    sha: around.sha,
    isProduction: inputs.flag("production", /^prod/i.test(environment)),
    environmentUrl: inputs.text("environment-url") || undefined,
    logUrl: around.runUrl,
  };
}
