import { setOutput } from "@actions/core";
import { summarize, type Session } from "../session.ts";
import { environments, type Environment } from "../store.ts";
import { code, markdown, table } from "../text.ts";

/** `status`: what runs, and what is open. */
export async function status(session: Session): Promise<void> {
  const found = await environments(session, session.inputs.text("environment"), false);
  setOutput("environments", JSON.stringify(found.map(({ name, current, operation }) => ({ name, release: current.release, lastKnownGood: current.lastKnownGood, operation: operation?.id ?? null }))));
  await summarize(overview(found));
}

/** Environments as a table. */
export function overview(found: readonly Environment[]): string {
  const rows = found.map(({ name, current, operation, target }) => [
    code(name),
    current.release === null ? "nothing" : `${current.release}${current.release === current.lastKnownGood ? "" : " (not known to be good)"}`,
    operation === null ? "" : `${markdown(operation.kind)} ${code(operation.id)}, ${markdown(operation.phase)}`,
    target === undefined ? "" : target.differences.map(difference => markdown(difference.text)).join("<br>") || markdown(target.state),
  ]);
  return `### Environments\n\n${table(["Environment", "Release", "Open", "Target"], rows)}`;
}
