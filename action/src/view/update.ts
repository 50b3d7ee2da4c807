import { block, code, link, markdown, plain, table } from "../text.ts";
import type { Outcome } from "../updating/outcome.ts";
import type { Advisory, Change, Group, Updates } from "../updating/updates.ts";

const longestTitle = 256;

/** The title of the pull request of a group. */
export function title(group: Group): string {
  const [first, ...others] = group.changes.filter(change => change.asked);
  return plain(first === undefined || others.length > 0
    ? `Update ${group.changes.length} modules (${group.key})`
    : `Update ${first.id} from ${first.from} to ${first.to}`, longestTitle);
}

/** What a group brings, as Markdown. */
export function description(group: Group): string {
  const notes = group.changes.map(change => [change.breaking ? "⚠️ may break others" : "", change.asked ? "" : "has to move with the rest"].filter(note => note.length > 0).join("; "));
  const hasNotes = notes.some(note => note.length > 0);
  const rows = group.changes.map((change, index) => [code(change.id), code(change.from ?? "–"), code(change.to ?? "–"), ...(hasNotes ? [notes[index]!] : [])]);
  return `${table(["Module", "Now", "Then", ...(hasNotes ? [""] : [])], rows)}${alarms(group.changes)}${compatibility(group.changes)}${changelogs(group.changes)}`
    + "ModuleBuild keeps this pull request up to date until somebody else pushes to its branch. Close it to refuse these versions.\n";
}

const words: Readonly<Record<Outcome["state"], string>> = {
  open: "",
  refused: "closed by a person: these versions are refused",
  foreign: "left alone: somebody else pushed to its branch",
  planned: "not opened: a dry run",
  closed: "closed: nothing is left to update",
  failed: "❌ not shown",
};

/** What there is, and what became of it, for the summary of a run. */
export function overview(updates: Updates, outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ group, url, number, state, problem }) => [
    code(group),
    String(updates.groups.find(one => one.key === group)?.changes.length ?? 0),
    [url === null ? "" : link(`#${number}`, url), words[state], problem === undefined ? "" : markdown(problem)].filter(word => word.length > 0).join(" "),
  ]);
  const left = updates.excluded.map(one => [code(one.id), code(one.current), code(one.latest)]);
  return (rows.length === 0 ? "### Nothing to update\n\n" : `### Updates\n\n${table(["Group", "Changes", "Pull request"], rows)}`)
    + (outcomes.some(one => one.state === "open") ? "Pull requests that the job's own token opens start no workflows; see docs/action.md, section `update`.\n\n" : "")
    + (left.length === 0 ? "" : `<details><summary>Newer versions that ranges keep out</summary>\n\n${table(["Module", "Now", "Newest"], left)}</details>\n\n`)
    + (updates.complete ? "" : "⚠️ Not all sources answered: pull requests that seem needless stay open.\n\n");
}

function alarms(changes: readonly Change[]): string {
  const lines = changes.flatMap(change => [
    ...change.newPermissions.map(permission => `- ⚠️ ${code(change.id)} asks for a new permission: ${code(permission)}\n`),
    ...change.capabilities.new.map(capability => `- ⚠️ ${code(change.id)} can newly do ${code(capability)}\n`),
    ...change.advisories.remaining.map(advisory => `- ❌ ${code(change.id)} still has ${shown(advisory)}\n`),
    ...change.advisories.fixed.map(advisory => `- ✅ ${code(change.id)} mends ${shown(advisory)}\n`),
    ...change.capabilities.gone.map(capability => `- ${code(change.id)} does no longer do ${code(capability)}\n`),
  ]);
  return lines.length === 0 ? "" : `#### Security\n\n${lines.join("")}\n`;
}

function compatibility(changes: readonly Change[]): string {
  const lines = changes.flatMap(change => [
    ...(change.compatibility === null ? [] : [
      `- ${code(change.id)}: ${markdown(change.compatibility.verdict === "none" ? "the public API is the same" : change.compatibility.verdict === "breaking" ? "breaking changes of the public API" : "additions to the public API")} since ${code(change.compatibility.comparedWith)}\n`,
      ...change.compatibility.breaking.slice(0, 20).map(member => `  - ${code(member)}\n`),
    ]),
    ...(change.notCompared === null ? [] : [`- Not compared: ${code(change.notCompared)}\n`]),
  ]);
  return lines.length === 0 ? "" : `#### Compatibility\n\n${lines.join("")}\n`;
}

function changelogs(changes: readonly Change[]): string {
  return changes.filter(change => change.changelog !== null)
    .map(change => `<details><summary>Changelog of ${code(change.id)}</summary>\n\n${block(change.changelog!)}\n\n</details>\n\n`)
    .join("");
}

function shown(advisory: Advisory): string {
  return `${advisory.url === null ? code(advisory.id) : link(advisory.id, advisory.url)} (${markdown(advisory.severity)})`;
}
