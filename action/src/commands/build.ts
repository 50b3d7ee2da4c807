import { setFailed, setOutput, warning } from "@actions/core";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { checkedOut, type Commit } from "../checkout.ts";
import { jsonOf } from "../cli.ts";
import { dotnet, type DotnetRun } from "../dotnet.ts";
import { annotate, type Finding } from "../github/annotations.ts";
import { uploadSarif } from "../github/codeScanning.ts";
import { keyOf, type Comments } from "../github/comments.ts";
import { openVulnerabilities, type Report } from "../report.ts";
import { commentsOf, showing, summarize, type Session } from "../session.ts";
import { counted, short } from "../text.ts";
import { buildComment, buildSummary, nothing, nothingComment, type Shown } from "../view/build.ts";
import { projectsToBuild } from "./buildTarget.ts";

const mostReported = 1000;

/** `build`: builds, and shows what was found at the lines where it stands. */
export async function build(session: Session): Promise<void> {
  const { inputs, around, cli } = session;
  const sarifMode = inputs.text("sarif") === "" ? "auto" : inputs.choice("sarif", ["auto", "true", "false"]);
  const home = join(around.temp, `modulebuild-${randomUUID()}`);
  await mkdir(home, { recursive: true });
  const target = await projectsToBuild(session, home);
  if (target.arguments === undefined) {
    await summarize(nothing(target.part));
    await comment(session, async comments => comments.refresh(subject => (subject === keyOf(target.subject) ? nothingComment(target.part, around) : undefined)));
    outputs(undefined, "");
    return;
  }

  const commit = await checkedOut(session);
  const log = join(home, "build.binlog");
  const configuration = inputs.text("configuration") || "Release";
  const built = await dotnet(
    ["build", ...target.arguments, "--configuration", configuration, `-bl:${log}`, "-tl:off", "-p:ContinuousIntegrationBuild=true", ...inputs.lines("arguments")],
    cli.folder);
  const sarif = join(home, "build.sarif");
  const run = existsSync(log) ? await cli.run(["report", log, "--json", "--sarif", sarif, "--category", target.category, ...(target.isPartial ? ["--partial"] : [])]) : undefined;
  const report = run === undefined ? undefined : jsonOf<Report>(run);
  const left = report === undefined ? 0 : annotate(report.findings.map(finding => ({ ...finding, ...fileOf(finding, report, around.workspace) })));
  const shown: Shown = { around, commit: commit.sha, part: target.part, report, built, left, sarif: report === undefined ? undefined : await upload(session, commit, sarif, sarifMode) };
  await summarize(buildSummary(shown));
  await comment(session, async comments => comments.show(target.subject, buildComment(shown)));
  outputs(report, existsSync(sarif) ? sarif : "");
  if (built.exitCode !== 0 || (report !== undefined && report.errors > 0)) {
    setFailed(failureOf(report, built));
  } else if (report === undefined) {
    setFailed(run?.errors.trim() || "The build wrote no log, so nothing is known of it.");
  }
}

// Without git, the command line knows no root of the repository, and tells files from the folder that it ran in.
function fileOf(finding: Finding, report: Report, workspace: string): { readonly file?: string } {
  return !finding.file || existsSync(join(report.root, ".git")) ? {} : { file: relative(workspace, join(report.root, finding.file)) };
}

/** Why the SARIF log was not uploaded; undefined where it was. */
async function upload({ github, around }: Session, commit: Commit, file: string, mode: "auto" | "true" | "false"): Promise<string | undefined> {
  if (mode === "false") {
    return "input 'sarif' is false";
  }

  try {
    const reason = await uploadSarif(github, around, commit, file);
    if (reason !== undefined && mode === "true") {
      setFailed(`The SARIF log was not uploaded: ${reason}. Input 'sarif' is true, which asks for it; with 'auto' it is left out.`);
    }

    return reason;
  } catch (problem) {
    const reason = `GitHub did not take it: ${short(problem instanceof Error ? problem.message : String(problem), 200)}`;
    (mode === "true" ? setFailed : warning)(`The SARIF log was not uploaded: ${reason}`);
    return reason;
  }
}

async function comment(session: Session, show: (comments: Comments) => Promise<void>): Promise<void> {
  const comments = commentsOf(session);
  if (comments !== undefined) {
    await showing("the comment", "pull-requests: write", async () => show(comments));
  }
}

function outputs(report: Report | undefined, sarif: string): void {
  const modules = report?.modules.slice(0, mostReported).map(module => ({
    id: module.id,
    version: module.version,
    project: module.project,
    result: module.result,
    score: module.score?.points ?? null,
    vulnerabilities: openVulnerabilities(module),
    newCapabilities: module.lastRelease?.newCapabilities?.length ?? null,
    package: module.package,
  }));
  const folders = new Set(report?.modules.flatMap(module => (module.package === null ? [] : [dirname(resolve(report.root, module.package))])));
  setOutput("errors", report?.errors ?? 0);
  setOutput("warnings", report?.warnings ?? 0);
  setOutput("modules", JSON.stringify(modules ?? []));
  setOutput("sarif", sarif);
  setOutput("packages", folders.size === 1 ? [...folders][0] : "");
}

function failureOf(report: Report | undefined, built: DotnetRun): string {
  if (report !== undefined && report.errors > 0) {
    return `The build failed: ${counted(report.errors, "error")}.`;
  }

  return `The build failed (dotnet ended with ${built.exitCode}), and nobody raised an error. The last that it wrote:\n${built.lastLines.slice(-10).join("\n")}`;
}
