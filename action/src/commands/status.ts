import { setFailed, setOutput } from "@actions/core";
import { jsonOf, type Run } from "../cli.ts";
import { summarize, type Session } from "../session.ts";
import { code, markdown, table } from "../text.ts";

/** An environment, as `modulebuild status --json` tells of it. */
export interface Environment {
  readonly name: string;
  readonly commit: string;
  readonly ledger: { readonly sequence: number; readonly hash: string };
  readonly current: { readonly release: number | null; readonly lastKnownGood: number | null; readonly quarantined: readonly unknown[] };
  readonly operation: { readonly id: string; readonly kind: string; readonly phase: string } | null;
  readonly target?: { readonly state: string; readonly differences: readonly { readonly text: string }[] };
}

/** `status`: what runs, and what is open. */
export async function status(session: Session): Promise<void> {
  const environment = session.inputs.text("environment");
  const store = session.inputs.text("store");
  const run = await session.cli.run(["status", ...(environment.length > 0 ? [environment] : []), "--json", ...(store.length > 0 ? ["--store", store] : [])]);
  const environments = environmentsOf(run);
  if (environments === undefined) {
    setFailed(failureOf(run));
    return;
  }

  setOutput("environments", JSON.stringify(environments.map(({ name, current, operation }) => ({ name, release: current.release, operation: operation?.id ?? null }))));
  await summarize(overview(environments));
}

/** The environments of a run, or undefined where it told of none. */
export function environmentsOf(run: Run): readonly Environment[] | undefined {
  return jsonOf<{ readonly environments: readonly Environment[] }>(run)?.environments;
}

/** What a run that failed says of itself. */
export function failureOf(run: Run): string {
  return (run.errors || run.output).trim() || `modulebuild ended with ${run.exitCode}.`;
}

/** Environments as a table. */
export function overview(environments: readonly Environment[]): string {
  const rows = environments.map(({ name, current, operation, target }) => [
    code(name),
    current.release === null ? "nothing" : `${current.release}${current.release === current.lastKnownGood ? "" : " (not known to be good)"}`,
    operation === null ? "" : `${markdown(operation.kind)} ${code(operation.id)}, ${markdown(operation.phase)}`,
    target === undefined ? "" : target.differences.map(difference => markdown(difference.text)).join("<br>") || markdown(target.state),
  ]);
  return `### Environments\n\n${table(["Environment", "Release", "Open", "Target"], rows)}`;
}
