import { info, saveState, setFailed, setOutput } from "@actions/core";
import { approvalOf } from "../approval.ts";
import { eventOf, exitCodes, type Run } from "../cli.ts";
import { annotate } from "../github/annotations.ts";
import { Deployments } from "../github/deployments.ts";
import type { ShownOperation, State } from "../github/shownOperation.ts";
import { interruption } from "../interruption.ts";
import { storyOf, type Event, type Story } from "../operations.ts";
import { scrub } from "../secrets.ts";
import { commentsOf, showing, summarize, type Session } from "../session.ts";
import { settle } from "../settling.ts";
import { frameOf } from "../shown.ts";
import { failureOf } from "../store.ts";
import { logEvent } from "../view/progress.ts";
import { goOn, notBegun, promotion, sentence } from "../view/promotion.ts";
import { stateOf } from "../view/truth.ts";

/** `promote`: brings a set to the next environment, and shows on GitHub how that went. */
export async function promote(session: Session): Promise<void> {
  const { inputs } = session;
  const from = inputs.required("from", "staging");
  const to = inputs.required("environment", "production");
  await using approval = await approvalOf(inputs, session.around);
  await operate(session, to, ["promote", from, to, ...inputs.list("modules").flatMap(module => ["--module", module]), ...approval.args]);
}

/** `rollback`: makes an earlier release the current one. */
export async function rollback(session: Session): Promise<void> {
  const to = session.inputs.required("environment", "production");
  const release = session.inputs.number("release", 1, 999_999_999);
  await operate(session, to, ["rollback", to, ...(release === undefined ? [] : ["--to", String(release)])]);
}

async function operate(session: Session, environment: string, args: readonly string[]): Promise<void> {
  const isDryRun = session.inputs.flag("dry-run");
  interruption.listen();
  frameOf(session, environment); // what is wrong with inputs is said before anything is done
  const events: Event[] = [];
  let begun: Promise<unknown> | undefined;
  const run = await session.cli.run([...args, ...options(session, isDryRun)], (line, log) => {
    const event = eventOf<Event>(line);
    if (event === undefined) {
      return;
    }

    events.push(event);
    logEvent(event, log);
    if (event.event === "began") {
      begun = begin(session, storyOf(events, environment));
      begun.catch(() => {}); // it is looked at below
    }
  });
  if (begun !== undefined) {
    // Not before the log takes commands again: a warning is one.
    await showing("that the operation began", "deployments: write", async () => begun);
  }

  await conclude(session, storyOf(events, environment, isDryRun), run, isDryRun);
}

// Beside the work of the command line, which does not wait for GitHub.
async function begin(session: Session, story: Story): Promise<void> {
  saveState("operation", story.operation);
  saveState("environment", story.environment);
  await new Deployments(session.github).show(shownOf(session, story, "in_progress", "The operation began."));
}

// What others go by comes first: where this ends midway, the step after the job shows no operation as stopped that came to its end.
async function conclude(session: Session, story: Story, run: Run, isDryRun: boolean): Promise<void> {
  setOutput("outcome", story.outcome);
  setOutput("operation", story.operation ?? "");
  setOutput("release", story.release ?? "");
  if (!isDryRun) {
    await showing("the deployment", "deployments: write", async () => showEnd(session, story));
  }

  saveState("ended", "true");
  const text = story.operation === undefined && story.outcome === "stopped" ? notBegun(story.environment, failure(story, run)) : promotion(story);
  annotate(story.findings);
  await summarize(text);
  await comment(session, story.environment, text);
  if (run.exitCode === exitCodes.waiting) {
    info(`${sentence(story)}${story.isBegun ? ` ${goOn(story)}` : ""}`);
  } else if (run.exitCode !== exitCodes.success) {
    setFailed(scrub(failure(story, run)));
  }
}

async function showEnd(session: Session, story: Story): Promise<void> {
  const deployments = new Deployments(session.github);
  await settle(session, deployments, story);
  if (story.operation !== undefined && !story.isInOtherHands) {
    await deployments.show({ ...shownOf(session, story, stateOf[story.outcome], sentence(story)), ledger: story.outcome === "stopped" ? undefined : story.heads.end });
  }
}

async function comment(session: Session, environment: string, text: string): Promise<void> {
  const comments = commentsOf(session);
  if (comments !== undefined) {
    await showing("the comment", "pull-requests: write", async () => comments.show(`promotion to ${environment}`, text));
  } else if (session.around.isFork) {
    info("The pull request is from another repository: its runs may not comment, so the summary of this run says it alone.");
  }
}

function failure(story: Story, run: Run): string {
  return interruption.isAsked || run.exitCode === exitCodes.cancelled ? `The job was cancelled. ${sentence({ ...story, outcome: "stopped" })}`
    : story.plan === undefined && story.findings.length === 0 ? failureOf(run)
    : [sentence(story), ...story.findings.filter(finding => finding.severity === "error").map(finding => `${finding.code}: ${finding.message}`)].join("\n");
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

function shownOf(session: Session, story: Story, state: State, text: string): ShownOperation {
  return {
    ...frameOf(session, story.environment),
    id: story.operation!,
    environment: story.environment,
    state,
    text,
    payload: { digest: story.plan?.digest ?? null, ledger: story.heads.began ?? null },
  };
}
