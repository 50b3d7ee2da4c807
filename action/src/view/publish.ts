import type { FileOutcome, Package, PublishRun } from "../publishing/run.ts";
import { code, counted, folded, link, markdown, short, table } from "../text.ts";

const longestName = 200;

const words: Record<FileOutcome, string> = {
  none: "",
  push: "not pushed",
  there: "there already",
  pushed: "pushed",
  notOffered: "the feed takes none",
  failed: "failed",
};

/** What a run came to, in a sentence. */
export function sentence(run: PublishRun): string {
  const count = counted(run.packages.length, "package");
  const pushed = run.packages.filter(one => one.package === "pushed").length;
  const hidden = run.packages.filter(one => one.hidden);
  return run.blocked ? `Nothing was published: every package has to pass first.`
    : run.dryRun ? `${count} would be published to ${run.feed}.`
    : !run.done ? `${count} could not all be published to ${run.feed}; run the job again with the same files.`
    : hidden.length > 0 ? `${count} published; ${run.feed} does not show ${hidden[0]!.id} ${hidden[0]!.version}${hidden.length > 1 ? ` and ${hidden.length - 1} more` : ""} yet. Run the job again to go on waiting.`
    : pushed === 0 ? `${run.feed} has ${count} already.`
    : `${count} published to ${run.feed}${pushed < run.packages.length ? `, ${run.packages.length - pushed} of them earlier` : ""}.`;
}

/**
 * A run as Markdown.
 * @param run What came of it.
 * @param said More lines, Markdown: of the release, and of what is not shown.
 */
export function publication(run: PublishRun, said: readonly string[]): string {
  const mark = run.blocked || (!run.done && !run.dryRun) ? "❌" : run.dryRun ? "🔍" : "📦";
  const word = (outcome: FileOutcome): string => (run.dryRun && outcome === "push" ? "to be pushed" : words[outcome]);
  const rows = run.packages.map(one => [code(one.id), code(one.version), word(one.package), word(one.symbols), code(one.contentHash.slice(0, 16))]);
  return `### ${mark} ${markdown(sentence(run))}\n\n`
    + folded(counted(rows.length, "package"), table(["Package", "Version", "Outcome", "Symbols", "Content hash"], rows), rows.length > 30)
    + run.findings.map(finding => `- ${code(finding.code)} ${markdown(finding.message)}\n`).join("")
    + said.map(line => `- ${line}\n`).join("");
}

/** The name of a release. */
export function releaseName(packages: readonly Package[]): string {
  const names = packages.map(one => `${one.id} ${one.version}`);
  const all = names.join(", ");
  return all.length <= longestName ? all : short(`${names[0]} and ${names.length - 1} more`, longestName);
}

/**
 * The notes of a release: what the changelogs say of the versions, and by what everybody knows the packages again.
 * @param run What was published.
 * @param left How many files GitHub has no room for.
 */
export function releaseNotes(run: PublishRun, left: number): string {
  const excerpts = run.packages.map(one =>
    (run.packages.length === 1 ? "" : `## ${markdown(`${one.id} ${one.version}`)}\n\n`) + `${one.notes === null ? "Its changelog does not tell of it." : excerpt(one.notes)}\n\n`);
  const rows = run.packages.map(one => [code(one.id), code(one.version), code(one.sha256), code(one.contentHash)]);
  const feed = URL.parse(run.feed)?.protocol === "https:" ? `Published to ${link(run.feed, run.feed)}.\n\n` : "";
  const rest = left === 0 ? "" : `GitHub takes 1,000 files a release: ${left} more are in the packages only.\n\n`;
  return excerpts.join("") + feed + rest
    + folded("Packages and their hashes", table(["Package", "Version", "SHA-256", "Content hash (SHA-512, as NuGet counts it)"], rows), true);
}

// Changelogs are Markdown of the team and stay that. Only what would swallow the text behind it is closed, and no comment can pass for ours.
function excerpt(text: string): string {
  const closed = text.trim().replaceAll("<!--", "&lt;!--");
  const fence = closed.match(/^ {0,3}(`{3,}|~{3,})/gm)?.map(line => line.trim()) ?? [];
  const details = (closed.match(/<details\b/gi)?.length ?? 0) - (closed.match(/<\/details>/gi)?.length ?? 0);
  return closed + (fence.length % 2 === 1 ? `\n${fence.at(-1)}` : "") + "\n</details>".repeat(Math.max(0, details));
}
