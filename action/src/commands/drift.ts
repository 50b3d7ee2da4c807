import { setFailed, setOutput } from "@actions/core";
import { Deployments } from "../github/deployments.ts";
import { headsOf } from "../github/ledgerHeads.ts";
import { compare, look, mend, type Difference, type Seen } from "../github/mending.ts";
import { say } from "../log.ts";
import { scrub } from "../secrets.ts";
import { showing, summarize, type Session } from "../session.ts";
import { frameOf } from "../shown.ts";
import { environments, operations, verify, type Environment } from "../store.ts";
import { driftOf, driftSentence, type Drifted } from "../view/drift.ts";

/** `drift`: compares what the store says with what runs and with what GitHub shows, and mends the latter. */
export async function drift(session: Session): Promise<void> {
  const repairs = session.inputs.flag("repair", true);
  const found: Drifted[] = [];
  for (const environment of await environments(session, session.inputs.text("environment"), true)) {
    found.push(await driftIn(session, environment, repairs));
  }

  await summarize(driftOf(found));
  say(found.map(driftSentence));
  const wrong = found.filter(one => one.broken !== undefined || one.environment.target?.state === "drifted");
  setOutput("drifted", found.some(one => one.differences.length > 0) || wrong.length > 0);
  setOutput("repaired", found.reduce((sum, one) => sum + one.mended.size, 0));
  if (wrong.length > 0) {
    setFailed(scrub(wrong.map(driftSentence).join("\n")));
  }
}

async function driftIn(session: Session, environment: Environment, repairs: boolean): Promise<Drifted> {
  const deployments = new Deployments(session.github);
  const mended = new Set<Difference>();
  let seen: readonly Seen[] | undefined;
  await showing(`what it shows of ${environment.name}`, "deployments: write", async () => {
    seen = await look(deployments, environment.name);
  });
  if (seen === undefined) {
    return { environment, differences: [], mended, broken: undefined, isUnseen: true };
  }

  // Before anything is mended: what GitHub was told is the witness, and a history that was cut must not overwrite it.
  const heads = seen.flatMap(deployment => headsOf(deployment.payload, deployment.shown.description));
  const broken = heads.length === 0 ? undefined : await verify(session, environment.name, heads);
  const differences = broken === undefined ? compare(environment, await operations(session, environment.name), seen) : [];
  for (const difference of repairs ? differences : []) {
    if (await showing(`operation ${difference.operation}`, "deployments: write", async () => mend(deployments, environment, difference, frameOf(session, environment.name)))) {
      mended.add(difference);
    }
  }

  return { environment, differences, mended, broken, isUnseen: false };
}
