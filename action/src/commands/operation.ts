import { setFailed, setOutput } from "@actions/core";
import { eventOf, eventsOf, exitCodes } from "../cli.ts";
import { annotate } from "../github/annotations.ts";
import { Comments } from "../github/comments.ts";
import { Deployments, type ShownOperation } from "../github/deployments.ts";
import { storyOf, type Event, type Outcome, type Story } from "../operations.ts";
import { showing, summarize, type Session } from "../session.ts";
import { promotion, sentence } from "../view/promotion.ts";

const states: Record<Outcome, ShownOperation["state"]> = {
  succeeded: "success",
  waiting: "queued",
  stopped: "in_progress",
  refused: "failure",
  cancelled: "failure",
  rolledBack: "failure",
  needsPerson: "error",
};

/** `promote`: brings a set to the next environment, and shows on GitHub how that went. */
export async function promote(session: Session): Promise<void> {
  const { inputs } = session;
  const from = inputs.required("from", "staging");
  const to = inputs.required("environment", "production");
  await operate(session, to, ["promote", from, to, ...inputs.list("modules").flatMap(module => ["--module", module])]);
}

/** `rollback`: makes an earlier release the current one. */
export async function rollback(session: Session): Promise<void> {
  const to = session.inputs.required("environment", "production");
  const release = session.inputs.number("release", 1, 999_999_999);
  await operate(session, to, ["rollback", to, ...(release === undefined ? [] : ["--to", String(release)])]);
}

async function operate(session: Session, environment: string, args: readonly string[]): Promise<void> {
  const isDryRun = session.inputs.flag("dry-run");
  const shown: Promise<unknown>[] = [];
  const run = await session.cli.run([...args, ...options(session, isDryRun)], line => {
    const event = eventOf<Event>(line);
    if (event?.event === "began") {
      shown.push(show(session, { ...storyOf([event], environment), outcome: "stopped" }, "The operation began."));
    }
  });
  await Promise.all(shown);
  const story = storyOf(eventsOf<Event>(run), environment);
  await summarize(promotion(story));
  annotate(story.findings);
  if (story.operation !== undefined) {
    await show(session, story, sentence(story));
  }

  const pullRequest = session.around.pullRequest;
  if (pullRequest !== undefined && !session.around.isFork) {
    await showing("the comment", "pull-requests: write", async () => new Comments(session.github).show(pullRequest, `promotion to ${environment}`, promotion(story)));
  }

  setOutput("outcome", story.outcome);
  setOutput("operation", story.operation ?? "");
  setOutput("release", story.release ?? "");
  if (run.exitCode !== exitCodes.success && run.exitCode !== exitCodes.waiting) {
    setFailed(run.exitCode === exitCodes.usage ? run.errors.trim() : sentence(story));
  }
}

function options({ inputs }: Session, isDryRun: boolean): string[] {
  const reason = inputs.text("reason");
  const store = inputs.text("store");
  return [
    "--json",
    ...(isDryRun ? ["--dry-run"] : []),
    ...(inputs.flag("wait") ? ["--wait"] : []),
    ...inputs.list("override").flatMap(gate => ["--override", gate]),
    ...(reason.length > 0 ? ["--reason", reason] : []),
    ...(store.length > 0 ? ["--store", store] : []),
  ];
}

async function show(session: Session, story: Story, text: string): Promise<void> {
  await showing("the deployment", "deployments: write", async () =>
    new Deployments(session.github).show({
      id: story.operation!,
      environment: story.environment,
      sha: session.around.sha,
      isProduction: session.inputs.flag("production", /^prod/i.test(story.environment)),
      state: states[story.outcome],
      text,
      environmentUrl: session.inputs.text("environment-url") || undefined,
      logUrl: session.around.runUrl,
      payload: { release: story.release, digest: story.plan?.digest ?? null },
    }));
}
