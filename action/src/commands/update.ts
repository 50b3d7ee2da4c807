import { error, notice, setFailed, setOutput, warning } from "@actions/core";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { jsonOf } from "../cli.ts";
import { summarize, type Session } from "../session.ts";
import { failureOf } from "../store.ts";
import { code } from "../text.ts";
import type { Outcome } from "../updating/outcome.ts";
import { placeOf } from "../updating/place.ts";
import { PullRequests } from "../updating/pullRequests.ts";
import type { Updates, UpdateStatus } from "../updating/updates.ts";
import { overview } from "../view/update.ts";

/** `update`: newer modules into the lock, one pull request a group. */
export async function update(session: Session): Promise<void> {
  const { inputs, cli, around } = session;
  const isDryRun = inputs.flag("dry-run");
  const store = inputs.text("store");
  const storeOption = store.length > 0 ? ["--store", store] : [];
  const asked = await cli.run(["update", "--status", "--json", ...storeOption]);
  const status = jsonOf<UpdateStatus>(asked);
  if (status === undefined) {
    setFailed(failureOf(asked));
    return;
  }

  setOutput("pull-requests", "[]");
  if (!status.due && !inputs.flag("force")) {
    const why = status.enabled ? `Updates were looked for at ${status.lastCheck}; the next time is ${status.nextCheck}.`
      : "Updates are not looked for: 'update.enabled' of modulebuild.json is not true.";
    notice(why);
    await summarize(`### Updates\n\n${code(why)}\n\n`);
    return;
  }

  const folder = await mkdtemp(join(around.temp, "modulebuild-update-"));
  const run = await cli.run(["update", "--groups", "--json", "--proposals", folder]);
  const updates = jsonOf<Updates>(run);
  if (updates === undefined) {
    setFailed(failureOf(run));
    return;
  }

  const place = await placeOf(updates.workspace, around);
  const outcomes: readonly Outcome[] = isDryRun
    ? updates.groups.map(group => ({ group: group.key, number: null, url: null, state: "planned" }))
    : await new PullRequests(session, place, updates).show();
  setOutput("pull-requests", JSON.stringify(outcomes));
  await summarize(overview(updates, outcomes));
  const problems = outcomes.flatMap(outcome => outcome.problem ?? []);
  if (problems.length > 0 || !updates.complete) {
    problems.slice(1).forEach(problem => error(problem));
    setFailed(problems[0] ?? failureOf(run));
  } else if (!isDryRun && status.problem === null) {
    await recordCheck(session, storeOption);
  }
}

async function recordCheck({ cli }: Session, storeOption: readonly string[]): Promise<void> {
  const recorded = await cli.run(["update", "--record-check", ...storeOption]);
  if (recorded.exitCode !== 0) {
    warning(`That updates were looked for could not be kept, so the next run looks again: ${failureOf(recorded)}`);
  }
}
