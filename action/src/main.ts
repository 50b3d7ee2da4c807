import { setFailed } from "@actions/core";
import { build } from "./commands/build.ts";
import { drift } from "./commands/drift.ts";
import { promote, rollback } from "./commands/operation.ts";
import { plan } from "./commands/plan.ts";
import { publish } from "./commands/publish.ts";
import { status } from "./commands/status.ts";
import { update } from "./commands/update.ts";
import { Inputs, UsageError } from "./inputs.ts";
import { scrub } from "./secrets.ts";
import { openSession } from "./session.ts";

const inputs = new Inputs();
try {
  const command = inputs.command;
  const session = await openSession(inputs);
  await { build, drift, plan, promote, publish, rollback, status, update }[command](session);
} catch (problem) {
  setFailed(scrub(problem instanceof UsageError ? problem.message : problem instanceof Error ? problem.stack ?? problem.message : String(problem)));
}
